package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import java.util.Optional;

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
        return new ColumnHint(
                Optional.of(column.type()), Optional.of(column.nullable()), column.precision(), column.scale());
    }
}
