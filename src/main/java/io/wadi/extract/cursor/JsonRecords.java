package io.wadi.extract.cursor;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.wadi.model.Explanation;
import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The records of JSON: positions are bytes. Nothing but what is at the path is decoded. */
final class JsonRecords extends Records {
    static final JsonFactory JSON = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonPage page;
    private final List<CursorPath.Step> path;
    private final JsonParser json;
    private int index = -1;
    private int from;
    private int to;
    private boolean present;
    private Optional<Value> value = Optional.empty();

    JsonRecords(JsonPage page, CursorPath path) {
        this.page = page;
        this.path = path.steps();
        try {
            this.json = JSON.createParser(page.bytes(), page.from(), page.length());
        } catch (IOException e) {
            throw new IllegalStateException("no parser over bytes in memory", e);
        }
    }

    @Override
    boolean next() {
        index++;
        try {
            if (json.nextToken() == null) {
                return false;
            }
            from = page.from() + (int) json.currentTokenLocation().getByteOffset();
            clear();
            find(0);
            json.finishToken();
            to = page.from() + (int) json.currentLocation().getByteOffset();
            return true;
        } catch (IOException e) {
            // Without Jackson's words, which quote the data: nothing has been masked yet.
            String what = e instanceof StreamConstraintsException ? "JSON nested too deep" : "invalid JSON";
            throw new TerminalFailure(
                    Explanation.of(what).at(place()).fix("correct the record at the source, then run again"));
        }
    }

    /** Looks on from the current value, the first {@code depth} steps of the path behind it. */
    private void find(int depth) throws IOException {
        if (depth == path.size()) {
            present = true;
            value = value();
        }
        boolean list = depth < path.size() && path.get(depth).isIndex();
        JsonToken holder = list ? JsonToken.START_ARRAY : JsonToken.START_OBJECT;
        if (depth == path.size() || json.currentToken() != holder) {
            json.skipChildren();
            return;
        }
        CursorPath.Step step = path.get(depth);
        for (int at = 0; !json.nextToken().isStructEnd(); at++) {
            boolean onPath = list ? at == step.index() : step.key().equals(json.currentName());
            if (!list) {
                json.nextToken();
            }
            if (onPath) {
                // Of a key that comes twice the last one counts, whatever was found in the first.
                clear();
                find(depth + 1);
            } else {
                json.skipChildren();
            }
        }
    }

    private void clear() {
        present = false;
        value = Optional.empty();
    }

    private Optional<Value> value() throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NULL -> Optional.empty();
            case VALUE_STRING -> Optional.of(new Value.Text(json.getText()));
            case VALUE_NUMBER_INT -> Optional.of(whole());
            case VALUE_NUMBER_FLOAT -> Optional.of(new Value.Real(json.getDoubleValue()));
            case VALUE_TRUE, VALUE_FALSE -> Optional.of(new Value.Bool(json.getBooleanValue()));
            // Never compared, so its content does not matter.
            default -> Optional.of(new Value.Json("{}"));
        };
    }

    private Value whole() throws IOException {
        return json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                ? Value.whole(json.getBigIntegerValue())
                : new Value.Whole(json.getLongValue());
    }

    @Override
    Page page() {
        return page;
    }

    @Override
    int index() {
        return index;
    }

    @Override
    int from() {
        return from;
    }

    /** The end of the record (exclusive); of a number by itself also a character more. */
    @Override
    int to() {
        return to;
    }

    @Override
    int end() {
        return page.to();
    }

    @Override
    boolean isPresent() {
        return present;
    }

    @Override
    Optional<Value> cursor() {
        return value;
    }

    @Override
    Page slice(int begin, int end, int record, int count) {
        Origin origin = page.origin();
        return new JsonPage(
                page.bytes(),
                begin,
                end,
                count,
                new Origin(origin.what(), origin.unit(), origin.first() + record),
                page.range().map(r -> new FileRange(r.file(), r.offset() + begin - page.from(), end - begin)));
    }

    @Override
    String hash(Identity identity, int record, int begin, int end) {
        return identity.of(page, record, begin, end);
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a parser over bytes in memory", e);
        }
    }
}
