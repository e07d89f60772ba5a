package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Hints;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A table that can be read.
 *
 * @param from the table in SQL
 * @param hints the route's and the database's
 * @param warnings what the user should know before anything is read
 */
public record SqlTable(
        String connection,
        TableName name,
        String from,
        Dialect dialect,
        List<SqlColumn> columns,
        Optional<String> where,
        Hints hints,
        List<String> warnings) {
    /** SQL and the values of its parameters. */
    record Query(String sql, List<Object> binds) {
        Query {
            requireNonNull(sql);
            binds = List.copyOf(binds);
        }
    }

    public SqlTable {
        requireNonNull(name);
        requireNonNull(from);
        requireNonNull(dialect);
        columns = List.copyOf(columns);
        requireNonNull(where);
        requireNonNull(hints);
        warnings = List.copyOf(warnings);
    }

    /**
     * Begins to read; the database is asked when the first page is.
     *
     * @param warn takes what the user should know of the data
     */
    public Pages open(Extraction extraction, Snapshot snapshot, Consumer<String> warn) {
        String place = "table " + name + " of connection " + connection;
        return new SqlPages(this, query(extraction), place, snapshot, extraction.deadline(), warn);
    }

    Query query(Extraction extraction) {
        List<String> conditions = new ArrayList<>();
        List<Object> binds = new ArrayList<>();
        where.ifPresent(text -> conditions.add("(" + dialect.condition(text) + "\n)")); // it may end in a comment
        Optional<SqlColumn> ordered = hints.cursor().map(this::column);
        ordered.flatMap(column -> range(column, hints.cursor().orElseThrow(), extraction.cursorStart()))
                .map(this::inGroups)
                .ifPresent(range -> {
                    conditions.add(range.sql());
                    binds.addAll(range.binds());
                });
        return new Query(
                "SELECT " + columns.stream().map(SqlColumn::expression).collect(Collectors.joining(", "))
                        + " FROM " + from
                        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                        + ordered.map(c -> " ORDER BY " + dialect.ordered(c.quoted(), c.reading()) + direction())
                                .orElse(""),
                binds);
    }

    /** What is new; empty where everything is. */
    private Optional<Query> range(SqlColumn column, Cursor cursor, Optional<Value> start) {
        List<String> range = new ArrayList<>();
        List<Object> binds = new ArrayList<>();
        Cursor.Range bounds = cursor.range();
        String later = cursor.function() == Cursor.Function.MAX ? " >" : " <";
        String earlier = cursor.function() == Cursor.Function.MAX ? " <" : " >";
        bound(start, later + equal(bounds.start()), column, range, binds);
        bound(cursor.end(), earlier + equal(bounds.stop()), column, range, binds);
        // A null that is neither wanted nor refused is left at the database; one that is refused must be seen.
        boolean skipsNulls = cursor.onMissing() == Cursor.Missing.EXCLUDE;
        if (skipsNulls && column.column().nullable()) {
            range.add(column.quoted() + " IS NOT NULL");
        }
        if (range.isEmpty()) {
            return Optional.empty();
        }
        String all = String.join(" AND ", range);
        return Optional.of(new Query(
                skipsNulls || !column.column().nullable() ? all : "(" + all + " OR " + column.quoted() + " IS NULL)",
                binds));
    }

    /**
     * With a merge key every row of each group that has one in the range: the load replaces groups, so that of one that
     * came in part the rest would be lost.
     */
    private Query inGroups(Query range) {
        if (!hints.cursor().orElseThrow().wholeGroups()) {
            return range;
        }
        List<SqlColumn> key = hints.mergeKey().stream().map(this::column).toList();
        String names = key.stream().map(SqlColumn::quoted).collect(Collectors.joining(", "));
        String groups = "(" + names + ") IN (SELECT " + names + " FROM " + from + " WHERE " + range.sql() + ")";
        String nulls = key.stream()
                .filter(k -> k.column().nullable())
                .map(k -> k.quoted() + " IS NULL")
                .collect(Collectors.joining(" OR "));
        if (nulls.isEmpty()) {
            return new Query(groups, range.binds());
        }
        // A row without its key is in no group; it must be seen to be refused.
        List<Object> twice = new ArrayList<>(range.binds());
        twice.addAll(range.binds());
        return new Query("(" + groups + " OR (" + nulls + ") AND " + range.sql() + ")", twice);
    }

    private static String equal(Cursor.Bound bound) {
        return bound == Cursor.Bound.CLOSED ? "= ?" : " ?";
    }

    /** Towards the end, unless the rows are wanted the other way. */
    private String direction() {
        Cursor cursor = hints.cursor().orElseThrow();
        boolean towardsEnd = cursor.rowOrder() != Cursor.RowOrder.DESC;
        return towardsEnd == (cursor.function() == Cursor.Function.MAX) ? "" : " DESC";
    }

    private SqlColumn column(Cursor cursor) {
        return column(cursor.path());
    }

    private SqlColumn column(String column) {
        return columns.stream().filter(c -> c.name().equals(column)).findFirst().orElseThrow();
    }

    private void bound(
            Optional<Value> value, String comparison, SqlColumn column, List<String> range, List<Object> binds) {
        value.ifPresent(bound -> {
            Value typed = CursorBound.typed(bound, column.reading())
                    .orElseThrow(() -> new ConfigurationFailure(Explanation.of("table " + name + " of connection "
                                    + connection + ": cursor " + column.name() + " was of type "
                                    + bound.type().word() + " in earlier runs, and is "
                                    + column.reading().type().word() + " now")
                            .fix("name the column as it was, or load the table anew with writeDisposition: replace")));
            range.add(dialect.ordered(column.quoted(), column.reading()) + comparison);
            binds.add(CursorBound.bind(typed, column.reading()));
        });
    }
}
