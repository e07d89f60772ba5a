package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What a person wants to know of a database before reading it. Nothing is changed, and no row is read. */
public final class Survey {
    /**
     * The database itself.
     *
     * @param connecting how long it took to log in
     * @param answering how long a question takes that needs no work
     * @param rights empty where the database cannot be asked
     */
    public record Server(
            String product,
            String version,
            String database,
            String schema,
            String user,
            Duration connecting,
            Duration answering,
            Optional<Rights> rights) {
        public Server {
            requireNonNull(rights);
        }
    }

    /**
     * What the user may do.
     *
     * @param tables and views there are, without partitions
     * @param readable of these
     * @param writable of these
     * @param replica whether the server itself cannot be written to
     * @param readOnly whether the user's transactions are read-only unless they ask for more
     */
    public record Rights(int tables, int readable, int writable, boolean replica, boolean readOnly) {}

    /**
     * What there is.
     *
     * @param otherSchemas that were not looked at
     */
    public record Tables(List<SurveyedTable> tables, List<String> otherSchemas) {
        public Tables {
            tables = List.copyOf(tables);
            otherSchemas = List.copyOf(otherSchemas);
        }
    }

    /** Rows of a table, as texts; a null is empty. */
    public record Sample(List<String> columns, List<List<Optional<String>>> rows) {
        public Sample {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }
    }

    private interface Question<T> {
        T ask(Connection open) throws SQLException;
    }

    private static final String NO_RIGHT = "42501";
    private static final Pattern NESTED = Pattern.compile("(?i)jsonb?|xml|_.*|.*\\[]|struct.*|map.*");

    private final String connection;
    private final DataSource source;
    private final Guess guess;

    /** @param connection its name in routes */
    public Survey(String connection, DataSource source, Guess guess) {
        this.connection = connection;
        this.source = source;
        this.guess = guess;
    }

    /** @throws Failure when the database cannot be reached, or does not let us in */
    public Server server(InstantSource clock) {
        Instant began = clock.instant();
        return ask(open -> {
            DatabaseMetaData database = open.getMetaData();
            Instant connected = clock.instant();
            try (Statement statement = open.createStatement();
                    ResultSet one = statement.executeQuery("SELECT 1")) {
                one.next();
            }
            Instant answered = clock.instant();
            return new Server(
                    database.getDatabaseProductName(),
                    database.getDatabaseProductVersion(),
                    text(open.getCatalog()),
                    text(open.getSchema()),
                    text(database.getUserName()),
                    Duration.between(began, connected),
                    Duration.between(connected, answered),
                    new SystemTables(open).rights());
        });
    }

    private static String text(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).orElse("");
    }

    /**
     * Tables, what reading them would give, and how they hang together.
     *
     * @param patterns of one schema, or the default schema; all its tables and views when empty
     * @throws ConfigurationFailure when a pattern finds nothing
     * @throws Failure when the database cannot be asked
     */
    public Tables tables(Optional<String> schema, List<TablePattern> patterns) {
        return ask(open -> {
            Listing listing = new Listing(open, connection, guess);
            List<TablePattern> wanted = (patterns.isEmpty() ? TablePattern.list("*") : patterns)
                    .stream()
                            .map(p -> new TablePattern(p.schema().or(() -> schema), p.table(), p.wild()))
                            .toList();
            List<Explanation> problems = new ArrayList<>();
            List<SurveyedTable> tables = new ArrayList<>();
            List<String> schemas = new ArrayList<>(listing.schemas());
            for (TableName name : listing.find(new TableChoice(wanted, List.of(), true), problems)) {
                tables.add(table(open, name, listing));
            }
            for (TablePattern pattern : wanted) {
                schemas.remove(listing.schema(pattern.schema()));
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationFailure(problems);
            }
            return new Tables(tables, schemas);
        });
    }

    /**
     * The first rows that the database gives, without what is nested in them.
     *
     * @param longest characters of a value that are kept
     * @throws Failure when the table cannot be read, or takes longer than ten seconds
     */
    public Sample sample(TableName name, int most, int longest) {
        return ask(open -> {
            String table = Statements.quoted(open.getMetaData(), name);
            try (Statement statement = open.createStatement()) {
                statement.setMaxRows(most);
                statement.setQueryTimeout(10);
                try (ResultSet rows = statement.executeQuery("SELECT * FROM " + table)) {
                    return sample(rows, longest);
                }
            }
        });
    }

    private static Sample sample(ResultSet rows, int longest) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            columns.add(rows.getMetaData().getColumnLabel(i));
        }
        List<List<Optional<String>>> all = new ArrayList<>();
        while (rows.next()) {
            List<Optional<String>> row = new ArrayList<>();
            for (int i = 1; i <= columns.size(); i++) {
                String type = rows.getMetaData().getColumnTypeName(i);
                row.add(Optional.ofNullable(rows.getString(i))
                        .map(text -> NESTED.matcher(type).matches()
                                ? "{…}"
                                : text.length() <= longest ? text : text.substring(0, longest)));
            }
            all.add(row);
        }
        return new Sample(columns, all);
    }

    private SurveyedTable table(Connection open, TableName name, Listing listing) throws SQLException {
        SystemTables system = new SystemTables(open);
        Map<String, String> types = new LinkedHashMap<>(jdbcTypes(open, name));
        types.putAll(system.types(name));
        List<SqlColumn> columns = columns(open, name);
        return new SurveyedTable(
                name,
                listing.type(name),
                columns.isEmpty(),
                system.rows(name),
                columns.stream()
                        .map(column -> new SurveyedTable.Column(column.column(), types.getOrDefault(column.name(), "")))
                        .toList(),
                Shape.of(open, name).key(),
                foreignKeys(open, name));
    }

    /** Those that would be read; none where the user may not. */
    private List<SqlColumn> columns(Connection open, TableName name) throws SQLException {
        TableRequest all = new TableRequest(
                name, Optional.empty(), List.of(), List.of(), Optional.empty(), Optional.empty(), Hints.NONE, true);
        try {
            return new Reflection(open, new Shapes(open), name, all.what(), connection, guess)
                    .table(all, new ArrayList<>()).stream()
                            .flatMap(table -> table.columns().stream())
                            .toList();
        } catch (SQLException e) {
            if (NO_RIGHT.equals(e.getSQLState())) {
                return List.of();
            }
            throw e;
        }
    }

    private static Map<String, String> jdbcTypes(Connection open, TableName name) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        DatabaseMetaData database = open.getMetaData();
        try (ResultSet rows = database.getColumns(
                open.getCatalog(), name.schema().orElse(null), Statements.literal(database, name.table()), null)) {
            while (rows.next()) {
                types.put(rows.getString("COLUMN_NAME"), rows.getString("TYPE_NAME"));
            }
        }
        return types;
    }

    private static List<SurveyedTable.ForeignKey> foreignKeys(Connection open, TableName name) throws SQLException {
        Map<String, SurveyedTable.ForeignKey> keys = new LinkedHashMap<>();
        try (ResultSet rows = open.getMetaData()
                .getImportedKeys(open.getCatalog(), name.schema().orElse(null), name.table())) {
            while (rows.next()) {
                TableName other = new TableName(
                        Optional.ofNullable(rows.getString("PKTABLE_SCHEM")), rows.getString("PKTABLE_NAME"));
                String key = text(rows.getString("FK_NAME")) + " " + other;
                keys.merge(
                        key,
                        new SurveyedTable.ForeignKey(
                                List.of(rows.getString("FKCOLUMN_NAME")),
                                other,
                                List.of(rows.getString("PKCOLUMN_NAME"))),
                        SurveyedTable.ForeignKey::and);
            }
        } catch (SQLFeatureNotSupportedException e) {
            return List.of();
        }
        return List.copyOf(keys.values());
    }

    private <T> T ask(Question<T> question) {
        try (Connection open = source.getConnection()) {
            return question.ask(open);
        } catch (SQLException e) {
            throw SqlFailures.of(connection, source).of(e, "connection " + connection);
        }
    }
}
