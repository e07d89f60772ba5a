package io.wadi.mask.scan;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Looks at records of one resource, as the source gives them; keeps counts and never a value. */
public final class Scan {
    private static final JsonFactory JSON = new JsonFactory();

    private final Field root = new Field();
    private long records;

    /** @throws TerminalFailure when a record is not JSON; it is named, but nothing of it is shown */
    public void add(Page page) {
        records += page.records();
        if (page instanceof JsonPage json) {
            try (JsonParser parser = JSON.createParser(json.bytes(), json.from(), json.length())) {
                while (parser.nextToken() != null) {
                    value(parser, root, true);
                }
            } catch (IOException e) {
                throw invalid(page);
            }
        } else {
            columns((ColumnPage) page);
        }
    }

    private static TerminalFailure invalid(Page page) {
        return new TerminalFailure(Explanation.of("invalid JSON")
                .at(page.origin().of(0) + " or one after it")
                .fix("correct the record at the source, then scan again"));
    }

    public long records() {
        return records;
    }

    /** @param hints of the resource, with all masks that hold for it */
    public List<Found> found(Hints hints) {
        return new Findings(hints).of(root);
    }

    private void columns(ColumnPage page) {
        for (int column = 0; column < page.columns().size(); column++) {
            Field field = root.child(page.columns().get(column).name());
            for (int row = 0; row < page.records(); row++) {
                Optional<Value> value = page.value(column, row);
                if (value.isPresent() && page.columns().get(column).type() == DataType.JSON) {
                    try (JsonParser json = JSON.createParser(value.get().plain())) {
                        json.nextToken();
                        value(json, field, false);
                    } catch (IOException e) {
                        field.meet(""); // masking would name the row
                    }
                } else {
                    value.ifPresent(v -> field.meet(v.plain()));
                }
            }
        }
    }

    /** @param row whether a value that is no object is a row by itself, and called so */
    private static void value(JsonParser json, Field field, boolean row) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> {
                while (json.nextToken() != JsonToken.END_OBJECT) {
                    Field member = field.child(json.currentName());
                    json.nextToken();
                    value(json, member, false);
                }
            }
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    value(json, field, true);
                }
            }
            case VALUE_NULL -> {}
            default -> (row ? field.row() : field).meet(json.getText());
        }
    }
}
