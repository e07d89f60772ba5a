package io.wadi.extract.sql;

import io.wadi.model.ColumnHint;
import io.wadi.model.Cursor;
import io.wadi.model.DataType;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Value;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** One table as its database describes it, joined with what a route says of it. */
final class Reflection {
    /** They leave the merge key aside. */
    private static final Set<MergeStrategy> GROUPLESS = EnumSet.of(MergeStrategy.UPSERT, MergeStrategy.INSERT_ONLY);

    private final Connection open;
    private final Shapes shapes;
    private final DatabaseMetaData database;
    private final Dialect dialect;
    private final TableName name;
    private final String connection;
    private final String what;
    private final Guess guess;
    private final List<String> warnings = new ArrayList<>();

    /** @param what the table or query, for messages */
    Reflection(Connection open, Shapes shapes, TableName name, String what, String connection, Guess guess)
            throws SQLException {
        this.open = open;
        this.shapes = shapes;
        this.database = open.getMetaData();
        this.dialect = Dialect.of(database);
        this.name = name;
        this.what = what;
        this.connection = connection;
        this.guess = guess;
    }

    /** Empty when something is wrong, which is then among the problems. */
    Optional<SqlTable> table(TableRequest request, List<Explanation> problems) throws SQLException {
        int before = problems.size();
        Shape shape = request.query().isPresent()
                ? Shape.of(open, name, request.query().get(), problems)
                : shapes.of(name);
        Map<String, Boolean> nullable = shape.nullable();
        List<String> key = shape.key();
        Hints hints = request.hints();
        unknown("columns", request.columns(), nullable.keySet(), problems);
        unknown("exclude", request.exclude(), nullable.keySet(), problems);
        unknown("a hint of a column", hints.columns().keySet(), nullable.keySet(), problems);
        unknown(
                "mask",
                hints.masks().stream()
                        .map(Mask::keys)
                        .filter(path ->
                                path.isExact() && nullable.keySet().stream().noneMatch(path::mayMean))
                        .map(path -> path.keys().get(0).text())
                        .toList(),
                nullable.keySet(),
                problems);
        List<String> read = nullable.keySet().stream()
                .filter(c -> request.columns().isEmpty() || request.columns().contains(c))
                .filter(c -> !request.exclude().contains(c))
                .toList();
        unknown("primaryKey", hints.primaryKey(), read, problems);
        unknown("mergeKey", hints.mergeKey(), read, problems);
        unknown("cursor", hints.cursor().map(Cursor::path).stream().toList(), read, problems);
        unknown("cursor.primaryKey", hints.cursor().flatMap(Cursor::primaryKey).orElse(List.of()), read, problems);
        if (hints.primaryKey().isEmpty() && !read.containsAll(key)) {
            problems.add(problem("its primary key (" + String.join(", ", key) + ") is not among the columns read")
                    .fix("read these columns, or say another with primaryKey"));
        }
        if (read.isEmpty()) {
            problems.add(problem("no column is left to read").fix("correct columns and exclude"));
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        List<SqlColumn> columns = columns(request.query().isPresent(), read, shape, hints);
        Optional<Hints> merged = new Merged(request, columns, key).hints(problems);
        Selection selection =
                new Selection(request.query().isPresent(), request.where(), request.windows(), shape.asked());
        return merged.map(
                all -> new SqlTable(connection, name, shape.from(), dialect, columns, selection, all, warnings));
    }

    private void unknown(
            String option, Collection<String> asked, Collection<String> there, List<Explanation> problems) {
        asked.stream()
                .filter(column -> !there.contains(column))
                .forEach(column ->
                        problems.add(problem(option + " names " + column + ", which is no column that is read")
                                .fix(guess.advice(column, there))));
    }

    private Explanation problem(String what) {
        return Explanation.of(this.what + " of connection " + connection + ": " + what);
    }

    /** Types are those of a query's result: there a domain is what it stands for. */
    private List<SqlColumn> columns(boolean ofQuery, List<String> read, Shape shape, Hints hints) throws SQLException {
        Map<String, Boolean> nullable = shape.nullable();
        List<String> quoted = new ArrayList<>();
        for (String column : read) {
            quoted.add(Statements.quoted(database, column));
        }
        Optional<Shapes.Types> known = ofQuery ? Optional.empty() : shapes.types(name);
        if (known.isPresent()) {
            List<String> all = List.copyOf(nullable.keySet());
            return columns(
                    read,
                    quoted,
                    shape,
                    hints,
                    known.get().all(),
                    column -> known.get().before() + all.indexOf(column) + 1);
        }
        try (PreparedStatement statement = shape.none(open, String.join(", ", quoted));
                ResultSet none = statement.executeQuery()) {
            return columns(read, quoted, shape, hints, none.getMetaData(), column -> read.indexOf(column) + 1);
        }
    }

    /** @param at where a column is described, from 1 */
    private List<SqlColumn> columns(
            List<String> read,
            List<String> quoted,
            Shape shape,
            Hints hints,
            ResultSetMetaData described,
            ToIntFunction<String> at)
            throws SQLException {
        List<SqlColumn> columns = new ArrayList<>();
        ColumnTypes types = new ColumnTypes(described, dialect, what, column -> said(hints, column), warnings::add);
        for (int i = 0; i < read.size(); i++) {
            String column = read.get(i);
            boolean mayBeNull =
                    Optional.ofNullable(shape.nullable().get(column)).orElse(true);
            columns.add(types.column(
                    at.applyAsInt(column),
                    column,
                    quoted.get(i),
                    mayBeNull,
                    shape.key().contains(column)));
        }
        return columns;
    }

    private static Optional<DataType> said(Hints hints, String column) {
        return Optional.ofNullable(hints.columns().get(column)).flatMap(ColumnHint::type);
    }

    /** The route's hints before the database's. */
    private final class Merged {
        private final TableRequest request;
        private final Hints said;
        private final List<SqlColumn> columns;
        private final List<String> key;

        Merged(TableRequest request, List<SqlColumn> columns, List<String> key) {
            this.request = request;
            this.said = request.hints();
            this.columns = columns;
            this.key = key;
        }

        Optional<Hints> hints(List<Explanation> problems) {
            Map<String, ColumnHint> hints = new LinkedHashMap<>();
            columns.forEach(c -> hints.put(
                    c.name(),
                    Optional.ofNullable(said.columns().get(c.name()))
                            .map(own -> over(own, c.hint()))
                            .orElse(c.hint())));
            int before = problems.size();
            Optional<Cursor> cursor = said.cursor()
                    .map(c -> cursor(c, problems))
                    .map(c -> replacesGroups(problems) ? c.inWholeGroups() : c);
            return problems.size() > before
                    ? Optional.empty()
                    : Optional.of(said.withKeys(said.primaryKey().isEmpty() ? key : said.primaryKey(), said.mergeKey())
                            .withColumns(hints)
                            .masked()
                            .withCursor(cursor));
        }

        /** Whether a load takes the rows of a merge key that are there, so that all of them must come again. */
        private boolean replacesGroups(List<Explanation> problems) {
            Writing writing = said.writing();
            boolean groups = writing.disposition() == WriteDisposition.MERGE
                    && !said.mergeKey().isEmpty()
                    && writing.merge().strategy().filter(GROUPLESS::contains).isEmpty();
            if (groups && request.windows().isPresent()) {
                problems.add(problem("a merge by mergeKey reads whole groups, which would come again with each window")
                        .fix("leave window.start out, or merge by primaryKey"));
            }
            said.mergeKey().stream()
                    .filter(name -> groups && mayBeNull(name))
                    .forEach(name -> problems.add(problem("mergeKey " + name + " may be null, and rows without it would"
                                    + " be read and added at each run")
                            .fix("take away nullable: true, or the cursor")));
            return groups;
        }

        private boolean mayBeNull(String name) {
            return Optional.ofNullable(said.columns().get(name))
                    .flatMap(ColumnHint::nullable)
                    .orElse(false);
        }

        private ColumnHint over(ColumnHint hint, ColumnHint reflected) {
            boolean other = hint.type().isPresent() && !hint.type().equals(reflected.type());
            return new ColumnHint(
                    hint.type().or(reflected::type),
                    hint.nullable().or(reflected::nullable),
                    hint.precision().isPresent() || other ? hint.precision() : reflected.precision(),
                    hint.scale().isPresent() || other ? hint.scale() : reflected.scale(),
                    hint.roles(),
                    hint.zoned().or(reflected::zoned));
        }

        private Cursor cursor(Cursor cursor, List<Explanation> problems) {
            SqlColumn column = columns.stream()
                    .filter(c -> c.name().equals(cursor.path()))
                    .findFirst()
                    .orElseThrow();
            if (Stream.of(Reading.BOOL, Reading.BINARY, Reading.TIME, Reading.JSON)
                    .anyMatch(reading -> reading == column.reading())) {
                problems.add(problem("cursor " + cursor.path() + " is of type "
                                + column.reading().type().word() + ", which has no order")
                        .fix("take a number, a text, a date or a timestamp"));
                return cursor;
            }
            if (column.column().nullable() && !request.nullsChosen()) {
                problems.add(problem("cursor " + cursor.path() + " may be null, and cursor.onMissing does not say what"
                                + " becomes of rows without it")
                        .fix("raise ends the run at such a row, include loads them at each run, exclude leaves them"
                                + " out; a column that is NOT NULL needs no choice"));
            }
            if (request.windows().isPresent() && !Bindings.tellsTime(column.reading())) {
                problems.add(problem("window.start is of a cursor that is a date or a timestamp, and "
                                + cursor.path() + " is "
                                + column.reading().type().word())
                        .fix("take another cursor, or leave the windows out"));
            }
            Cursor.Range range = cursor.range();
            return cursor.with(new Cursor.Range(
                    range.initial().map(value -> typed("cursor.initial", value, column, problems)),
                    range.end().map(value -> typed("cursor.end", value, column, problems)),
                    range.start(),
                    range.stop()));
        }

        private Value typed(String option, Value value, SqlColumn column, List<Explanation> problems) {
            return CursorBound.typed(value, column.reading()).orElseGet(() -> {
                problems.add(problem(option + " is '" + value.plain() + "', which is no "
                                + column.reading().type().word() + ", as column " + column.name() + " is")
                        .fix("write it as the column has its values"));
                return value;
            });
        }
    }
}
