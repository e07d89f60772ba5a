package io.wadi.extract.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
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
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** One table as its database describes it, joined with what a route says of it. */
final class Reflection {
    /** They leave the merge key aside. */
    private static final Set<MergeStrategy> GROUPLESS = EnumSet.of(MergeStrategy.UPSERT, MergeStrategy.INSERT_ONLY);

    private static final int MAX_DIGITS = 38;
    private static final ColumnHint TEXT =
            new ColumnHint(Optional.of(DataType.TEXT), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    private final Connection open;
    private final DatabaseMetaData database;
    private final Dialect dialect;
    private final TableName name;
    private final String connection;
    private final Guess guess;
    private final List<String> warnings = new ArrayList<>();

    Reflection(Connection open, TableName name, String connection, Guess guess) throws SQLException {
        this.open = open;
        this.database = open.getMetaData();
        this.dialect = Dialect.of(database);
        this.name = name;
        this.connection = connection;
        this.guess = guess;
    }

    /** Empty when something is wrong, which is then among the problems. */
    Optional<SqlTable> table(TableRequest request, List<Explanation> problems) throws SQLException {
        Map<String, Boolean> nullable = nullable();
        List<String> key = primaryKey();
        int before = problems.size();
        Hints hints = request.hints();
        unknown("columns", request.columns(), nullable.keySet(), problems);
        unknown("exclude", request.exclude(), nullable.keySet(), problems);
        unknown("a hint of a column", hints.columns().keySet(), nullable.keySet(), problems);
        unknown("mask", hints.masks().stream().map(Reflection::column).toList(), nullable.keySet(), problems);
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
        List<SqlColumn> columns = columns(read, nullable, key);
        String from = from();
        Optional<Hints> merged = new Merged(hints, columns, key).hints(problems);
        return merged.map(
                all -> new SqlTable(connection, name, from, dialect, columns, request.where(), all, warnings));
    }

    private static String column(Mask mask) {
        return mask.path().replaceFirst("\\..*", "");
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
        return Explanation.of("table " + name + " of connection " + connection + ": " + what);
    }

    private String schema() {
        return name.schema().orElse("");
    }

    private String from() throws SQLException {
        String table = Statements.quoted(database, name.table());
        return name.schema().isEmpty() ? table : Statements.quoted(database, schema()) + "." + table;
    }

    /** The columns in the table's order, and whether each may be null. */
    private Map<String, Boolean> nullable() throws SQLException {
        Map<String, Boolean> columns = new LinkedHashMap<>();
        try (ResultSet rows = database.getColumns(
                open.getCatalog(),
                schema().isEmpty() ? null : Statements.literal(database, schema()),
                Statements.literal(database, name.table()),
                null)) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equals(name.table())) {
                    columns.put(
                            rows.getString("COLUMN_NAME"), rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls);
                }
            }
        }
        return columns;
    }

    private List<String> primaryKey() throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet rows =
                database.getPrimaryKeys(open.getCatalog(), schema().isEmpty() ? null : schema(), name.table())) {
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** Types are those of a query's result: there a domain is what it stands for. */
    private List<SqlColumn> columns(List<String> read, Map<String, Boolean> nullable, List<String> key)
            throws SQLException {
        List<String> quoted = new ArrayList<>();
        for (String column : read) {
            quoted.add(Statements.quoted(database, column));
        }
        List<SqlColumn> columns = new ArrayList<>();
        try (Statement statement = open.createStatement();
                ResultSet none = statement.executeQuery(
                        "SELECT " + String.join(", ", quoted) + " FROM " + from() + " WHERE 1 = 0")) {
            ResultSetMetaData types = none.getMetaData();
            for (int i = 0; i < read.size(); i++) {
                String column = read.get(i);
                String typeName = types.getColumnTypeName(i + 1).toLowerCase(Locale.ROOT);
                Reading reading = Reading.of(types.getColumnType(i + 1), typeName, dialect)
                        .orElseGet(() -> unknownType(column, typeName));
                Digits digits = Digits.of(reading, types.getPrecision(i + 1), types.getScale(i + 1));
                columns.add(new SqlColumn(
                        new Column(
                                column,
                                reading.type(),
                                Optional.ofNullable(nullable.get(column)).orElse(true) && !key.contains(column),
                                digits.precision(),
                                digits.scale(),
                                key.contains(column) ? Set.of(ColumnRole.PRIMARY_KEY) : Set.of(),
                                reading != Reading.LOCAL),
                        reading,
                        quoted.get(i),
                        dialect.expression(quoted.get(i), reading, typeName)));
            }
        }
        return columns;
    }

    private Reading unknownType(String column, String typeName) {
        warnings.add("column " + column + " of table " + name + " has type " + typeName
                + ", which has no counterpart: it is loaded as text");
        return Reading.TEXT;
    }

    /** What a decimal can hold; without a limit of its own, and beyond 38 digits, that of the destinations. */
    record Digits(OptionalInt precision, OptionalInt scale) {
        static Digits of(Reading reading, int precision, int scale) {
            if (reading != Reading.DECIMAL || precision <= 0) {
                return new Digits(OptionalInt.empty(), OptionalInt.empty());
            }
            int whole = scale < 0 ? precision - scale : Math.max(precision, scale);
            return new Digits(
                    OptionalInt.of(Math.min(whole, MAX_DIGITS)),
                    OptionalInt.of(Math.min(Math.max(scale, 0), MAX_DIGITS)));
        }
    }

    /** The route's hints before the database's. */
    private final class Merged {
        private final Hints said;
        private final List<SqlColumn> columns;
        private final List<String> key;

        Merged(Hints said, List<SqlColumn> columns, List<String> key) {
            this.said = said;
            this.columns = columns;
            this.key = key;
        }

        Optional<Hints> hints(List<Explanation> problems) {
            Map<String, ColumnHint> hints = new LinkedHashMap<>();
            columns.forEach(c -> masked(c)
                    .ifPresent(hint -> hints.put(
                            c.name(),
                            Optional.ofNullable(said.columns().get(c.name()))
                                    .map(own -> over(own, hint))
                                    .orElse(hint))));
            int before = problems.size();
            Optional<Cursor> cursor = said.cursor()
                    .map(c -> cursor(c, problems))
                    .map(c -> replacesGroups(problems) ? c.inWholeGroups() : c);
            return problems.size() > before
                    ? Optional.empty()
                    : Optional.of(said.withKeys(said.primaryKey().isEmpty() ? key : said.primaryKey(), said.mergeKey())
                            .withColumns(hints)
                            .withCursor(cursor));
        }

        /** Whether a load takes the rows of a merge key that are there, so that all of them must come again. */
        private boolean replacesGroups(List<Explanation> problems) {
            Writing writing = said.writing();
            boolean groups = writing.disposition() == WriteDisposition.MERGE
                    && !said.mergeKey().isEmpty()
                    && writing.merge().strategy().filter(GROUPLESS::contains).isEmpty();
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

        /** What a mask leaves of a column: text, or nothing. */
        private Optional<ColumnHint> masked(SqlColumn column) {
            return said.masks().stream()
                    .filter(mask -> mask.path().equals(column.name()))
                    .findFirst()
                    .map(mask -> mask.kind() == Mask.Kind.DROP ? Optional.<ColumnHint>empty() : Optional.of(TEXT))
                    .orElse(Optional.of(column.hint()));
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
            Function<Value, Value> typed =
                    value -> CursorBound.typed(value, column.reading()).orElseGet(() -> {
                        problems.add(problem("a bound of cursor " + cursor.path() + " is no "
                                        + column.reading().type().word() + ", as the column is")
                                .fix("write cursor.initial and cursor.end as the column has its values"));
                        return value;
                    });
            Cursor.Range range = cursor.range();
            return cursor.with(
                    new Cursor.Range(range.initial().map(typed), range.end().map(typed), range.start(), range.stop()));
        }
    }
}
