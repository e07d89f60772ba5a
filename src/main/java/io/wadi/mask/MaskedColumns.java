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
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A page of typed columns while it is masked: whole columns are replaced, and others are taken over as they are. */
final class MaskedColumns {
    private static final byte[] REDACTED = Masking.REDACTED.getBytes(StandardCharsets.UTF_8);

    private final ColumnPage page;
    private final Optional<KeyedHash> hash;
    private final List<Column> columns = new ArrayList<>();
    private final List<ColumnVector> vectors = new ArrayList<>();

    MaskedColumns(ColumnPage page, Optional<KeyedHash> hash) {
        this.page = page;
        this.hash = hash;
    }

    ColumnPage masked(Place root) {
        for (int i = 0; i < page.columns().size(); i++) {
            Column column = page.columns().get(i);
            Optional<Place> place = root.child(column.name());
            Optional<Mask.Kind> kind = place.flatMap(Place::kind);
            boolean inside =
                    column.type() == DataType.JSON && place.filter(Place::leads).isPresent();
            if (kind.isPresent() && kind.get() == Mask.Kind.DROP) {
                continue;
            }
            if (kind.isPresent()) {
                columns.add(text(column));
                vectors.add(whole(i, kind.get()));
            } else {
                columns.add(column);
                vectors.add(
                        inside ? below(i, place.get()) : page.rows().vectors().get(i));
            }
        }
        return new ColumnPage(columns, new RecordBatch(page.records(), vectors), page.origin());
    }

    private static Column text(Column column) {
        return new Column(
                column.name(),
                DataType.TEXT,
                column.nullable(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                column.primaryKey());
    }

    private ColumnVector whole(int column, Mask.Kind kind) {
        ColumnVector made = new ColumnVector(Storage.BYTES);
        for (int row = 0; row < page.records(); row++) {
            if (page.rows().vectors().get(column).isNull(row)) {
                made.appendNull();
            } else {
                byte[] value = kind == Mask.Kind.REDACT ? REDACTED : hashed(column, row);
                made.appendBytes(value, 0, value.length);
            }
        }
        return made;
    }

    private byte[] hashed(int column, int row) {
        try {
            String text = CanonicalText.of(page.value(column, row).orElseThrow());
            return hash.orElseThrow().of(text).getBytes(StandardCharsets.US_ASCII);
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
            MaskedPage masked = new MaskedPage(JsonPage.of(bytes, 1, page.origin()), hash);
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
