package io.wadi.extract.sql;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** What a database says of its tables. Opens a connection of its own and closes it again. */
public final class Catalogue {
    private final String connection;
    private final DataSource source;
    private final Guess guess;

    /** @param connection its name in routes */
    public Catalogue(String connection, DataSource source, Guess guess) {
        this.connection = connection;
        this.source = source;
        this.guess = guess;
    }

    /**
     * The tables, in the order asked for.
     *
     * @throws ConfigurationFailure naming every table and column that is not there
     * @throws Failure when the database cannot be asked
     */
    public List<SqlTable> reflect(List<TableRequest> requests, Deadline deadline) {
        deadline.check();
        SqlFailures failures = SqlFailures.of(connection, source);
        String place = "connection " + connection;
        try (Connection open = source.getConnection();
                Deadline.Registration registration = deadline.onCancel(() -> Statements.abort(open))) {
            List<SqlTable> tables = new ArrayList<>();
            List<Explanation> problems = new ArrayList<>();
            for (TableRequest request : requests) {
                place = "connection " + connection + ", table " + request.name();
                Optional<SqlTable> table = reflect(open, request, problems);
                table.ifPresent(tables::add);
            }
            if (!problems.isEmpty()) {
                throw new ConfigurationFailure(problems);
            }
            return tables;
        } catch (SQLException e) {
            deadline.check();
            throw failures.of(e, place);
        }
    }

    private Optional<SqlTable> reflect(Connection open, TableRequest request, List<Explanation> problems)
            throws SQLException {
        DatabaseMetaData database = open.getMetaData();
        TableName asked = request.name();
        String schema =
                asked.schema().orElse(Optional.ofNullable(open.getSchema()).orElse(""));
        Map<String, String> tables = tables(database, open.getCatalog(), schema);
        Optional<String> table = like(asked.table(), tables);
        if (table.isEmpty()) {
            problems.add(missing(database, open.getCatalog(), asked, schema, tables));
            return Optional.empty();
        }
        TableName name =
                new TableName(Optional.ofNullable(tables.get(table.get())).filter(s -> !s.isEmpty()), table.get());
        Reflection reflection = new Reflection(open, name, connection, guess);
        return reflection.table(request, problems);
    }

    /** Exact, or the only one that differs in case alone. */
    private static Optional<String> like(String table, Map<String, String> tables) {
        if (tables.containsKey(table)) {
            return Optional.of(table);
        }
        List<String> alike = tables.keySet().stream()
                .filter(other -> other.equalsIgnoreCase(table))
                .toList();
        return alike.size() == 1 ? Optional.of(alike.get(0)) : Optional.empty();
    }

    private Explanation missing(
            DatabaseMetaData database, String catalog, TableName asked, String schema, Map<String, String> tables)
            throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (ResultSet rows = database.getSchemas(catalog, null)) {
            while (rows.next()) {
                schemas.add(rows.getString("TABLE_SCHEM"));
            }
        }
        Explanation what = Explanation.of("connection " + connection + " has no table " + asked.table()
                + (schema.isEmpty() ? "" : " in schema " + schema));
        return !schema.isEmpty() && !schemas.contains(schema)
                ? what.fix("there is no schema " + schema + ": " + guess.advice(schema, schemas))
                : what.fix(guess.advice(asked.table(), tables.keySet()));
    }

    /** Tables and views of a schema, and the schema that each is in. */
    private static Map<String, String> tables(DatabaseMetaData database, String catalog, String schema)
            throws SQLException {
        Map<String, String> tables = new TreeMap<>();
        try (ResultSet rows = database.getTables(
                catalog, schema.isEmpty() ? null : Statements.literal(database, schema), "%", null)) {
            while (rows.next()) {
                String type = Optional.ofNullable(rows.getString("TABLE_TYPE"))
                        .orElse("TABLE")
                        .toUpperCase(Locale.ROOT);
                if (type.contains("TABLE") || type.contains("VIEW")) {
                    tables.put(
                            rows.getString("TABLE_NAME"),
                            Optional.ofNullable(rows.getString("TABLE_SCHEM")).orElse(schema));
                }
            }
        }
        return new LinkedHashMap<>(tables);
    }
}
