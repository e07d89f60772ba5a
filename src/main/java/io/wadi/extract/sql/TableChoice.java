package io.wadi.extract.sql;

import java.util.List;

/**
 * Which tables of a database are read.
 *
 * @param wanted names and patterns, in the order in which they are read
 * @param excluded what the patterns leave out; names that are wanted stay
 * @param views whether patterns find views, too
 */
public record TableChoice(List<TablePattern> wanted, List<TablePattern> excluded, boolean views) {
    public TableChoice {
        wanted = List.copyOf(wanted);
        excluded = List.copyOf(excluded);
    }

    /** These and nothing else. */
    public static TableChoice of(List<TableName> names) {
        return new TableChoice(
                names.stream()
                        .map(name -> new TablePattern(name.schema(), name.table(), false))
                        .toList(),
                List.of(),
                false);
    }
}
