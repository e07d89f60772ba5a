package io.wadi.load;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a load did.
 *
 * @param rows the rows that came in, by table
 * @param newTables the tables that the load created
 * @param newColumns the columns that it added to tables that were there before
 * @param deleted rows that went because their source no longer has them, by table of the source's rows
 * @param warnings what became of it after the commit, where that was not well
 * @param already whether an earlier load had brought the package in, so that nothing was done now
 * @param effort what it took
 */
public record Loaded(
        Map<String, Long> rows,
        List<String> newTables,
        Map<String, List<String>> newColumns,
        Map<String, Long> deleted,
        List<String> warnings,
        boolean already,
        Effort effort) {
    /** One with nothing to look at. */
    public Loaded(
            Map<String, Long> rows,
            List<String> newTables,
            Map<String, List<String>> newColumns,
            Map<String, Long> deleted,
            boolean already,
            Effort effort) {
        this(rows, newTables, newColumns, deleted, List.of(), already, effort);
    }

    /** One that deleted nothing. */
    public Loaded(
            Map<String, Long> rows, List<String> newTables, Map<String, List<String>> newColumns, boolean already) {
        this(rows, newTables, newColumns, Map.of(), already, Effort.UNKNOWN);
    }

    /** The same with what it took. */
    public Loaded with(Effort measured) {
        return new Loaded(rows, newTables, newColumns, deleted, warnings, already, measured);
    }

    public Loaded {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        newTables = List.copyOf(newTables);
        newColumns = Collections.unmodifiableMap(new LinkedHashMap<>(newColumns));
        deleted = Collections.unmodifiableMap(new LinkedHashMap<>(deleted));
        warnings = List.copyOf(warnings);
    }

    /** What the user should look at, in order. */
    public List<String> after(List<String> earlier) {
        return Stream.concat(earlier.stream(), warnings.stream()).toList();
    }

    public Loaded warning(List<String> of) {
        return new Loaded(rows, newTables, newColumns, deleted, of, already, effort);
    }
}
