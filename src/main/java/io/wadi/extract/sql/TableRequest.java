package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.window.Windows;
import io.wadi.model.Hints;
import java.util.List;
import java.util.Optional;

/**
 * What a route wants of a table, or of a query.
 *
 * @param query what is read instead of the table of that name
 * @param columns those to read; all when empty
 * @param exclude those not to read
 * @param where a condition in the database's SQL
 * @param windows ranges of the cursor that are read one after the other
 * @param hints what is said of the resource; what is not, the database tells
 * @param nullsChosen whether the route says what becomes of rows without a cursor
 */
public record TableRequest(
        TableName name,
        Optional<SqlText> query,
        List<String> columns,
        List<String> exclude,
        Optional<SqlText> where,
        Optional<Windows> windows,
        Hints hints,
        boolean nullsChosen) {
    public TableRequest {
        requireNonNull(name);
        requireNonNull(query);
        columns = List.copyOf(columns);
        exclude = List.copyOf(exclude);
        requireNonNull(where);
        requireNonNull(windows);
        requireNonNull(hints);
    }

    /** What it is, for messages. */
    String what() {
        return (query.isPresent() ? "query " : "table ") + name;
    }
}
