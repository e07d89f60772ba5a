package io.wadi.mask;

import com.fasterxml.jackson.core.JsonParser;
import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.RecordBatch;
import io.wadi.model.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A page of typed columns while it is masked: whole columns are replaced, and others are taken over as they are. */
final class MaskedColumns {
    private final ColumnPage page;
    private final Remains remains;
    private final List<Column> columns = new ArrayList<>();
    private final List<ColumnVector> vectors = new ArrayList<>();

    MaskedColumns(ColumnPage page, Remains remains) {
        this.page = page;
        this.remains = remains;
    }

    ColumnPage masked(Place root) {
        for (int i = 0; i < page.columns().size(); i++) {
            Column column = page.columns().get(i);
            Place place = root.child(column.name());
            place.meet();
            Optional<Mask.Kind> kind = place.kind();
            ColumnVector values = page.rows().vectors().get(i);
            if (kind.isPresent() && kind.get() == Mask.Kind.DROP) {
                continue;
            }
            if (kind.isPresent()) {
                columns.add(after(column, kind.get()));
                vectors.add(whole(i, place, kind.get()));
            } else {
                columns.add(column);
                vectors.add(column.type() == DataType.JSON && place.leads() ? below(i, place) : values);
            }
        }
        return new ColumnPage(columns, new RecordBatch(page.records(), vectors), page.origin());
    }

    private static Column after(Column column, Mask.Kind kind) {
        if (!kind.makesText()) {
            return column.withNullable(true);
        }
        return new Column(
                column.name(),
                DataType.TEXT,
                column.nullable(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                column.roles());
    }

    private ColumnVector whole(int column, Place place, Mask.Kind kind) {
        ColumnVector values = page.rows().vectors().get(column);
        DataType type = page.columns().get(column).type();
        ColumnVector made = new ColumnVector(kind.makesText() ? Storage.BYTES : values.storage());
        for (int row = 0; row < page.records(); row++) {
            if (kind == Mask.Kind.NULL || isNull(column, row)) {
                made.appendNull();
            } else if (!kind.makesText() && type == DataType.DATE) {
                made.appendLong(Truncated.days(values.longAt(row), kind));
            } else if (!kind.makesText() && type == DataType.TIMESTAMP) {
                made.appendLong(Truncated.micros(values.longAt(row), kind));
            } else {
                Optional<byte[]> left = left(column, row, type, kind);
                if (left.isPresent()) {
                    made.appendBytes(left.get(), 0, left.get().length);
                } else {
                    place.lose();
                    made.appendNull();
                }
            }
        }
        return made;
    }

    /** A cell without a value, or with the null of JSON. */
    private boolean isNull(int column, int row) {
        return page.rows().vectors().get(column).isNull(row)
                || (page.columns().get(column).type() == DataType.JSON
                        && page.value(column, row).orElseThrow().plain().equals("null"));
    }

    /** Of a value that becomes text, or is a text that may be a date. */
    private Optional<byte[]> left(int column, int row, DataType type, Mask.Kind kind) {
        if (!kind.makesText() && type != DataType.TEXT && type != DataType.JSON) {
            return Optional.empty();
        }
        try {
            Value value = page.value(column, row).orElseThrow();
            String text = CanonicalText.of(value);
            boolean single = type != DataType.JSON || !value.plain().matches("(?s)\\s*[\\[{].*");
            return remains.of(kind, text, single)
                    .map(left -> type == DataType.JSON && !kind.makesText() ? '"' + left + '"' : left)
                    .map(left -> left.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Masking.invalid(page, row, e);
        }
    }

    /** Masks within the values of a json column, as within a record. */
    private ColumnVector below(int column, Place place) {
        ColumnVector made = new ColumnVector(Storage.BYTES);
        for (int row = 0; row < page.records(); row++) {
            if (page.rows().vectors().get(column).isNull(row)) {
                made.appendNull();
                continue;
            }
            byte[] bytes = json(column, row);
            MaskedPage masked = new MaskedPage(JsonPage.of(bytes, 1, page.origin()), remains);
            try (JsonParser json = Masking.JSON.createParser(bytes)) {
                json.nextToken();
                masked.value(json, place);
            } catch (IOException e) {
                throw Masking.invalid(page, row, e);
            }
            JsonPage cell = masked.page();
            made.appendBytes(cell.bytes(), cell.from(), cell.length());
        }
        return made;
    }

    private byte[] json(int column, int row) {
        ColumnVector vector = page.rows().vectors().get(column);
        return Arrays.copyOfRange(vector.data(), vector.offset(row), vector.offset(row) + vector.length(row));
    }
}
