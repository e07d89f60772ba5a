package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A column that is read.
 *
 * @param quoted its name in SQL
 * @param expression what is selected
 * @param digits of a decimal with a limit; the column has them, too, where the destinations hold as many
 */
record SqlColumn(Column column, Reading reading, String quoted, String expression, Optional<Digits> digits) {
    SqlColumn {
        requireNonNull(column);
        requireNonNull(reading);
        requireNonNull(quoted);
        requireNonNull(expression);
        requireNonNull(digits);
    }

    String name() {
        return column.name();
    }

    /** What PostgreSQL copies: a decimal as it has it, which is cheaper than its text. */
    String copied() {
        return reading == Reading.DECIMAL ? quoted : expression;
    }

    ColumnHint hint() {
        Optional<Digits> kept = digits.map(Digits::kept);
        // That the source allows nulls is not said as a hint: a key without a value would pass then.
        return new ColumnHint(
                Optional.of(column.type()),
                column.nullable() ? Optional.empty() : Optional.of(false),
                kept.map(d -> OptionalInt.of(d.precision())).orElse(OptionalInt.empty()),
                kept.map(d -> OptionalInt.of(d.scale())).orElse(OptionalInt.empty()),
                Set.of(),
                column.zoned() ? Optional.empty() : Optional.of(false));
    }
}
