package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import java.util.Optional;
import java.util.Set;

/**
 * A column that is read.
 *
 * @param quoted its name in SQL
 * @param expression what is selected
 */
record SqlColumn(Column column, Reading reading, String quoted, String expression) {
    SqlColumn {
        requireNonNull(column);
        requireNonNull(reading);
        requireNonNull(quoted);
        requireNonNull(expression);
    }

    String name() {
        return column.name();
    }

    ColumnHint hint() {
        // That the source allows nulls is not said as a hint: a key without a value would pass then.
        return new ColumnHint(
                Optional.of(column.type()),
                column.nullable() ? Optional.empty() : Optional.of(false),
                column.precision(),
                column.scale(),
                Set.of(),
                column.zoned() ? Optional.empty() : Optional.of(false));
    }
}
