package io.wadi.model;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ColumnVector.Storage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A page of typed columns: {@code columns} with the source's own names and types, and a vector of {@code rows} for each, in
 * the same order. Integers are {@code FIXED}, decimals their plain text, json compact text, binary its bytes.
 */
public record ColumnPage(List<Column> columns, RecordBatch rows, Origin origin) implements Page {
    public ColumnPage {
        columns = List.copyOf(columns);
        requireNonNull(origin);
        if (columns.size() != rows.vectors().size()) {
            throw new IllegalArgumentException(
                    columns.size() + " columns for " + rows.vectors().size() + " vectors");
        }
        for (int i = 0; i < columns.size(); i++) {
            Storage storage = rows.vectors().get(i).storage();
            if (storage != Storage.of(columns.get(i))) {
                throw new IllegalArgumentException("a vector of " + storage + " for " + columns.get(i));
            }
        }
    }

    @Override
    public int records() {
        return rows.rows();
    }

    /** The position of the column that the source calls {@code name}; -1 when there is none. */
    public int find(String name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The page's rows {@code from} (inclusive) to {@code to} (exclusive). */
    public ColumnPage slice(int from, int to) {
        List<ColumnVector> vectors = new ArrayList<>();
        for (ColumnVector vector : rows.vectors()) {
            ColumnVector part = new ColumnVector(vector.storage());
            part.appendRange(vector, from, to);
            vectors.add(part);
        }
        return new ColumnPage(
                columns,
                new RecordBatch(to - from, vectors),
                new Origin(origin.what(), origin.unit(), origin.first() + from));
    }

    /** One value; empty when it is null. Makes an object: whoever can copies ranges of vectors instead. */
    public Optional<Value> value(int column, int row) {
        ColumnVector vector = rows.vectors().get(column);
        return vector.isNull(row) ? Optional.empty() : Optional.of(value(columns.get(column), vector, row));
    }

    private static Value value(Column column, ColumnVector vector, int row) {
        return switch (column.type()) {
            case BIGINT ->
                vector.storage() == Storage.FIXED
                        ? new Value.Whole(vector.longAt(row))
                        : Value.whole(new BigInteger(text(vector, row)));
            case DOUBLE -> new Value.Real(vector.doubleAt(row));
            case BOOL -> new Value.Bool(vector.longAt(row) != 0);
            case TIMESTAMP -> new Value.Timestamp(vector.longAt(row));
            case DATE -> new Value.Date(Math.toIntExact(vector.longAt(row)));
            case TIME -> new Value.Time(vector.longAt(row));
            case TEXT -> new Value.Text(text(vector, row));
            case JSON -> new Value.Json(text(vector, row));
            case DECIMAL -> new Value.Decimal(new BigDecimal(text(vector, row)));
            case WEI -> new Value.Wei(new BigInteger(text(vector, row)));
            case BINARY ->
                new Value.Binary(
                        Arrays.copyOfRange(vector.data(), vector.offset(row), vector.offset(row) + vector.length(row)));
        };
    }

    private static String text(ColumnVector vector, int row) {
        return new String(vector.data(), vector.offset(row), vector.length(row), StandardCharsets.UTF_8);
    }
}
