package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Hints;
import java.util.List;
import java.util.Optional;

/**
 * What a route wants of a table.
 *
 * @param columns those to read; all when empty
 * @param exclude those not to read
 * @param where a condition in the database's SQL
 * @param hints what is said of the resource; what is not, the database tells
 */
public record TableRequest(
        TableName name, List<String> columns, List<String> exclude, Optional<String> where, Hints hints) {
    public TableRequest {
        requireNonNull(name);
        columns = List.copyOf(columns);
        exclude = List.copyOf(exclude);
        requireNonNull(where);
        requireNonNull(hints);
    }
}
