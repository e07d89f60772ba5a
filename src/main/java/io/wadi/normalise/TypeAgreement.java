package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.DataType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Whether a column's values can be taken over as they are, all at once. */
final class TypeAgreement {
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

    private TypeAgreement() {}

    static boolean of(ColumnPage page, int source, Field field) {
        return of(page, source, field.target, field.required);
    }

    /** @param required whether no value may be null */
    static boolean of(ColumnPage page, int source, Column to, boolean required) {
        Column from = page.columns().get(source);
        ColumnVector vector = page.rows().vectors().get(source);
        return from.type() == to.type()
                && isAsWide(from, to)
                && !(required && vector.hasNulls())
                && !(from.type() == DataType.JSON && hasJsonNull(vector));
    }

    /** A decimal of no declared width is looked at value by value. */
    private static boolean isAsWide(Column from, Column to) {
        return switch (to.type()) {
            case BIGINT ->
                from.precision().orElse(Long.SIZE) <= to.precision().orElse(Long.SIZE)
                        && ColumnVector.Storage.of(from) == ColumnVector.Storage.of(to);
            case WEI -> from.precision().orElse(38) <= to.precision().orElse(38);
            case DECIMAL -> {
                int precision = to.precision().orElse(38);
                int scale = to.scale().orElse(9);
                yield from.precision().isPresent()
                        && from.scale().isPresent()
                        && from.scale().getAsInt() <= scale
                        && from.precision().getAsInt() - from.scale().getAsInt() <= precision - scale;
            }
            default -> true;
        };
    }

    private static boolean hasJsonNull(ColumnVector vector) {
        for (int row = 0; row < vector.size(); row++) {
            int from = vector.offset(row);
            if (Arrays.equals(vector.data(), from, from + vector.length(row), NULL, 0, NULL.length)) {
                return true;
            }
        }
        return false;
    }
}
