package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.window.Windows;
import java.util.List;
import java.util.Optional;

/**
 * Which rows a route wants, and when.
 *
 * @param ofQuery whether a query is read, and no table
 * @param where a condition in the database's SQL
 * @param windows ranges of the cursor that are read one after the other
 * @param asked the placeholders in what is read from, in the order of their parameters; a table has none
 */
record Selection(boolean ofQuery, Optional<SqlText> where, Optional<Windows> windows, List<String> asked) {
    static final Selection ALL = new Selection(false, Optional.empty(), Optional.empty(), List.of());

    Selection {
        requireNonNull(where);
        requireNonNull(windows);
        asked = List.copyOf(asked);
    }

    /** Whether the route itself says what a window is; else it is a range of the cursor. */
    boolean placesWindows() {
        return asked.stream().anyMatch(name -> name.startsWith("window."))
                || where.filter(text -> text.asksFor("window.")).isPresent();
    }
}
