package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that can be read, or a query.
 *
 * @param from the table in SQL, or a query in brackets
 * @param selection which rows are read
 * @param hints the route's and the database's
 * @param warnings what the user should know before anything is read
 */
public record SqlTable(
        String connection,
        TableName name,
        String from,
        Dialect dialect,
        List<SqlColumn> columns,
        Selection selection,
        Hints hints,
        List<String> warnings) {
    /**
     * SQL and the values of its parameters.
     *
     * @param copied the same for PostgreSQL's COPY, which takes no parameters; empty where there are some that need them
     */
    record Query(String sql, List<Object> binds, Optional<String> copied) {
        Query {
            requireNonNull(sql);
            requireNonNull(copied);
            binds = List.copyOf(binds);
        }

        Query(String sql, List<Object> binds) {
            this(sql, binds, Optional.empty());
        }
    }

    public SqlTable {
        requireNonNull(name);
        requireNonNull(from);
        requireNonNull(dialect);
        columns = List.copyOf(columns);
        requireNonNull(selection);
        requireNonNull(hints);
        warnings = List.copyOf(warnings);
    }

    /**
     * Begins to read, by so many connections where that can be.
     *
     * @param warn takes what the user should know of the data
     */
    public Pages open(Extraction extraction, Snapshot snapshot, Consumer<String> warn, int readers) {
        return readers == 1
                ? open(extraction, snapshot, warn)
                : new ParallelTable(this, extraction, snapshot, warn).open(readers);
    }

    /**
     * Begins to read; the database is asked when the first page is.
     *
     * @param warn takes what the user should know of the data
     */
    public Pages open(Extraction extraction, Snapshot snapshot, Consumer<String> warn) {
        String place = place();
        Bindings run = bindings(extraction);
        if (selection.windows().isEmpty()) {
            return new SqlPages(this, query(run), place, snapshot, extraction.deadline(), warn);
        }
        List<Windows.Window> windows = selection.windows().get().of(run.texts());
        return new WindowPages(IntStream.range(0, windows.size())
                .<Supplier<Pages>>mapToObj(i -> () -> {
                    Windows.Window window = windows.get(i);
                    String part = place + ", window " + window.start() + " to " + window.end();
                    return new SqlPages(this, query(run, window, i == 0), part, snapshot, extraction.deadline(), warn);
                })
                .iterator());
    }

    /**
     * All primary keys that the table has in the snapshot, whatever is new of them.
     *
     * @throws ConfigurationFailure when a column of the key is not read
     */
    public Pages keys(Extraction extraction, Snapshot snapshot) {
        List<SqlColumn> key = extraction.hints().primaryKey().stream()
                .map(wanted -> columns.stream()
                        .filter(c -> c.name().equals(wanted))
                        .findFirst()
                        .orElseThrow(
                                () -> new ConfigurationFailure(Explanation.of(what() + " of connection " + connection
                                                + ": primaryKey names " + wanted + ", which is no column that is read")
                                        .fix("name a column as the table does"))))
                .toList();
        SqlTable keys = new SqlTable(
                connection, name, from, dialect, key, Selection.ALL, hints.withCursor(Optional.empty()), List.of());
        String place = "keys of " + place();
        // What is lost of a value, the rows have told.
        return new SqlPages(keys, keys.query(extraction), place, snapshot, extraction.deadline(), warning -> {});
    }

    String place() {
        return what() + " of connection " + connection;
    }

    /** For messages. */
    private String what() {
        return (selection.ofQuery() ? "query " : "table ") + name;
    }

    private Bindings bindings(Extraction extraction) {
        return new Bindings(
                what(),
                Placeholders.of(extraction.cursorStart(), extraction.startedAt()),
                hints.cursor(),
                hints.cursor().map(this::column).map(SqlColumn::reading),
                extraction.cursorStart());
    }

    Query query(Extraction extraction) {
        return query(bindings(extraction));
    }

    /** All that is new. */
    private Query query(Bindings run) {
        return query(run, hints.cursor().map(this::column).flatMap(column -> range(column, run.start(), true)));
    }

    /** @param nulls whether rows without a cursor are read with this window */
    private Query query(Bindings run, Windows.Window window, boolean nulls) {
        Optional<SqlColumn> column = hints.cursor().map(this::column);
        Optional<Query> range = column.flatMap(c -> range(c, run.start(), nulls));
        return query(
                run.in(window),
                selection.placesWindows() ? range : column.map(c -> range(c, run.start(), window, nulls)));
    }

    private Query query(Bindings values, Optional<Query> range) {
        return query(values, range, Optional.empty());
    }

    /** Of a part of the table's rows. */
    Query part(Extraction extraction, String condition) {
        return query(bindings(extraction), Optional.empty(), Optional.of(condition));
    }

    private Query query(Bindings values, Optional<Query> range, Optional<String> part) {
        List<String> conditions = new ArrayList<>(part.stream().toList());
        List<Object> binds = new ArrayList<>(values.all(selection.asked()));
        selection.where().ifPresent(text -> {
            conditions.add("(" + text.marked(dialect) + "\n)"); // it may end in a comment
            binds.addAll(values.all(text.names()));
        });
        range.map(r -> inGroups(r, values)).ifPresent(r -> {
            conditions.add(r.sql());
            binds.addAll(r.binds());
        });
        String tail = " FROM " + from
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + hints.cursor()
                        .map(this::column)
                        .map(c -> " ORDER BY " + dialect.ordered(c.quoted(), c.reading()) + direction())
                        .orElse("");
        // Rows in an order may be left before the last, which a copy cannot be.
        boolean mayEndEarly =
                hints.cursor().filter(c -> c.rowOrder() != Cursor.RowOrder.NONE).isPresent();
        Optional<String> copied =
                dialect == Dialect.POSTGRESQL && !mayEndEarly ? Literals.in(tail, binds) : Optional.empty();
        return new Query(
                select(SqlColumn::expression) + tail, binds, copied.map(text -> select(SqlColumn::copied) + text));
    }

    private String select(Function<SqlColumn, String> how) {
        return "SELECT " + columns.stream().map(how).collect(Collectors.joining(", "));
    }

    /** What is new; empty where everything is. */
    private Optional<Query> range(SqlColumn column, Optional<Value> start, boolean nulls) {
        Cursor cursor = hints.cursor().orElseThrow();
        List<String> range = new ArrayList<>();
        List<Object> binds = new ArrayList<>();
        Cursor.Range bounds = cursor.range();
        String later = cursor.function() == Cursor.Function.MAX ? " >" : " <";
        String earlier = cursor.function() == Cursor.Function.MAX ? " <" : " >";
        bound(start, later + equal(bounds.start()), column, range, binds);
        bound(cursor.end(), earlier + equal(bounds.stop()), column, range, binds);
        // A null that is neither wanted nor refused is left at the database; one that is refused must be seen.
        boolean skipsNulls = cursor.onMissing() == Cursor.Missing.EXCLUDE || !nulls;
        if (skipsNulls && column.column().nullable()) {
            range.add(column.quoted() + " IS NOT NULL");
        }
        if (range.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Query(orNull(String.join(" AND ", range), column, !skipsNulls), binds));
    }

    /** What is new and in the window. */
    private Query range(SqlColumn column, Optional<Value> start, Windows.Window window, boolean nulls) {
        Optional<Query> since = range(column, start, false);
        String ordered = dialect.ordered(column.quoted(), column.reading());
        String within = ordered + " >= ? AND " + ordered + " < ?";
        List<Object> binds = new ArrayList<>(since.map(Query::binds).orElse(List.of()));
        binds.add(CursorBound.edge(window.start(), column.reading()));
        binds.add(CursorBound.edge(window.next(), column.reading()));
        boolean wanted = nulls && hints.cursor().orElseThrow().onMissing() != Cursor.Missing.EXCLUDE;
        return new Query(orNull(since.map(s -> s.sql() + " AND ").orElse("") + within, column, wanted), binds);
    }

    private static String orNull(String range, SqlColumn column, boolean nulls) {
        return nulls && column.column().nullable() ? "(" + range + " OR " + column.quoted() + " IS NULL)" : range;
    }

    /**
     * With a merge key every row of each group that has one in the range: the load replaces groups, so that of one that
     * came in part the rest would be lost.
     */
    private Query inGroups(Query range, Bindings values) {
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
        List<Object> binds = new ArrayList<>(values.all(selection.asked()));
        binds.addAll(range.binds());
        if (nulls.isEmpty()) {
            return new Query(groups, binds);
        }
        // A row without its key is in no group; it must be seen to be refused.
        binds.addAll(range.binds());
        return new Query("(" + groups + " OR (" + nulls + ") AND " + range.sql() + ")", binds);
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
                    .orElseThrow(() -> new ConfigurationFailure(Explanation.of(what() + " of connection "
                                    + connection + ": cursor " + column.name() + " was of type "
                                    + bound.type().word() + " in earlier runs, and is "
                                    + column.reading().type().word() + " now")
                            .fix("name the column as it was, or load the table anew with writeDisposition: replace")));
            range.add(dialect.ordered(column.quoted(), column.reading()) + comparison);
            binds.add(CursorBound.bind(typed, column.reading()));
        });
    }
}
