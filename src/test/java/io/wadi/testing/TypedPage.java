package io.wadi.testing;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Origin;
import io.wadi.model.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A page of typed columns, written down by hand. */
public final class TypedPage {
    private final Origin origin;
    private final List<Column> columns = new ArrayList<>();
    private final List<ColumnVector> vectors = new ArrayList<>();

    private TypedPage(Origin origin) {
        this.origin = origin;
    }

    /** Its first row has this number at the source. */
    public static TypedPage at(long first) {
        return new TypedPage(new Origin("table t", "row", first));
    }

    /** A nullable column. */
    public TypedPage with(String name, DataType type, @Nullable Object... values) {
        return with(Column.nullable(name, type), values);
    }

    /** Whole numbers for all that is counted, texts for all that is written, bytes, or null. */
    public TypedPage with(Column column, @Nullable Object... values) {
        ColumnVector vector = new ColumnVector(Storage.of(column));
        for (Object value : values) {
            if (value == null) {
                vector.appendNull();
            } else if (value instanceof Double real) {
                vector.appendDouble(real);
            } else if (value instanceof Number number) {
                vector.appendLong(number.longValue());
            } else {
                byte[] bytes = value instanceof byte[] raw
                        ? raw
                        : String.valueOf(value).getBytes(StandardCharsets.UTF_8);
                vector.appendBytes(bytes, 0, bytes.length);
            }
        }
        columns.add(column);
        vectors.add(vector);
        return this;
    }

    public ColumnPage page() {
        int rows = vectors.isEmpty() ? 0 : vectors.get(0).size();
        return new ColumnPage(columns, new RecordBatch(rows, vectors), origin);
    }

    /** A column with a width. */
    public static Column wide(String name, DataType type, int precision, int scale) {
        return new Column(name, type, true, OptionalInt.of(precision), OptionalInt.of(scale), false);
    }
}
