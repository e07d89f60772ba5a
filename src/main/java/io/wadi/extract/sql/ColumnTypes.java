package io.wadi.extract.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** What a query's description says of its columns: types, digits, and how their values are asked for. */
final class ColumnTypes {
    private final ResultSetMetaData types;
    private final Dialect dialect;
    private final String of;
    private final Function<String, Optional<DataType>> typed;
    private final Consumer<String> warn;

    /**
     * @param of what has these columns, for messages
     * @param typed what somebody said that a column of this name becomes
     */
    ColumnTypes(
            ResultSetMetaData types,
            Dialect dialect,
            String of,
            Function<String, Optional<DataType>> typed,
            Consumer<String> warn) {
        this.types = types;
        this.dialect = dialect;
        this.of = of;
        this.typed = typed;
        this.warn = warn;
    }

    /** @param at its place, from 1 */
    SqlColumn column(int at, String name, String quoted, boolean nullable, boolean key) throws SQLException {
        String typeName = types.getColumnTypeName(at).toLowerCase(Locale.ROOT);
        Reading reading = reading(at, name, typeName);
        Optional<Digits> digits = dialect.declaresDigits(typeName)
                ? Digits.of(reading, precision(at, typeName), types.getScale(at), dialect)
                : Optional.empty();
        Optional<Digits> held = digits.filter(d -> d.fits() && dialect.isStrict());
        return new SqlColumn(
                new Column(
                        name,
                        reading.type(),
                        nullable && !key,
                        held.map(d -> OptionalInt.of(d.precision())).orElse(OptionalInt.empty()),
                        held.map(d -> OptionalInt.of(d.scale())).orElse(OptionalInt.empty()),
                        key ? Set.of(ColumnRole.PRIMARY_KEY) : Set.of(),
                        reading != Reading.LOCAL),
                reading,
                quoted,
                dialect.expression(quoted, reading, typeName),
                digits);
    }

    /** DuckDB's driver says that an ubigint has 19 digits; its greatest values have one more. */
    private int precision(int at, String typeName) throws SQLException {
        return typeName.equals("ubigint") ? 20 : types.getPrecision(at);
    }

    private Reading reading(int at, String name, String typeName) throws SQLException {
        boolean asText = typed.apply(name).filter(DataType.TEXT::equals).isPresent();
        return !dialect.isStrict() && asText
                ? Reading.TEXT
                : Reading.of(types.getColumnType(at), typeName, types.getPrecision(at), dialect)
                        .orElseGet(() -> unknownType(name, typeName));
    }

    private Reading unknownType(String column, String typeName) {
        if (typed.apply(column).isEmpty()) {
            warn.accept("column " + column + " of " + of + " has type " + typeName
                    + ", which has no counterpart: it is loaded as text");
        }
        return Reading.TEXT;
    }
}
