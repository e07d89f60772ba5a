package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Explanation;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What can be read from, and which columns it has.
 *
 * @param from in SQL
 * @param asked placeholders in it, in the order of their parameters
 * @param nullable each column in its order, and whether it may be null
 * @param key the primary key's columns, in its order
 */
record Shape(String from, List<String> asked, Map<String, Boolean> nullable, List<String> key) {
    Shape {
        requireNonNull(from);
        asked = List.copyOf(asked);
        nullable = Collections.unmodifiableMap(new LinkedHashMap<>(nullable));
        key = List.copyOf(key);
    }

    /** What a database says of a table. */
    private static final class Described {
        final Map<String, Boolean> nullable = new LinkedHashMap<>();
        final Map<Integer, String> key = new TreeMap<>();

        Shape shape(DatabaseMetaData database, TableName name) throws SQLException {
            return new Shape(Statements.quoted(database, name), List.of(), nullable, List.copyOf(key.values()));
        }
    }

    static Shape of(Connection open, TableName name) throws SQLException {
        return described(open, name.schema(), Optional.of(name.table()))
                .getOrDefault(name.table(), new Described())
                .shape(open.getMetaData(), name);
    }

    /** Those of all tables of a schema, by name; for a database that is asked of all as it is of one. */
    static Map<String, Shape> all(Connection open, String schema) throws SQLException {
        Map<String, Shape> shapes = new HashMap<>();
        for (Map.Entry<String, Described> table :
                described(open, Optional.of(schema), Optional.empty()).entrySet()) {
            TableName name = new TableName(Optional.of(schema), table.getKey());
            shapes.put(table.getKey(), table.getValue().shape(open.getMetaData(), name));
        }
        return shapes;
    }

    private static Map<String, Described> described(Connection open, Optional<String> schema, Optional<String> table)
            throws SQLException {
        DatabaseMetaData database = open.getMetaData();
        Map<String, Described> tables = new HashMap<>();
        try (ResultSet rows = database.getColumns(
                open.getCatalog(),
                schema.isPresent() ? Statements.literal(database, schema.get()) : null,
                table.isPresent() ? Statements.literal(database, table.get()) : "%",
                null)) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString("TABLE_NAME"), name -> new Described())
                        .nullable
                        .put(rows.getString("COLUMN_NAME"), rows.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls);
            }
        }
        try (ResultSet rows = database.getPrimaryKeys(open.getCatalog(), schema.orElse(null), table.orElse(null))) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString("TABLE_NAME"), name -> new Described())
                        .key
                        .put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return tables;
    }

    /** A query's result: a database that knows a column's origin does not know what a join makes of it. */
    static Shape of(Connection open, TableName name, SqlText query, List<Explanation> problems) throws SQLException {
        DatabaseMetaData database = open.getMetaData();
        SqlText inner = query.inner();
        String from = "(" + inner.marked(Dialect.of(database)) + "\n) " + Statements.quoted(database, name.table());
        Shape unknown = new Shape(from, inner.names(), Map.of(), List.of());
        Map<String, Boolean> nullable = new LinkedHashMap<>();
        try (PreparedStatement statement = unknown.none(open, "*");
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData columns = none.getMetaData();
            List<String> names = labels(columns);
            List<String> twice = names.stream()
                    .filter(column -> Collections.frequency(names, column) > 1)
                    .distinct()
                    .toList();
            if (!twice.isEmpty()) {
                problems.add(Explanation.of("query " + name + " has more than one column " + String.join(", ", twice))
                        .fix("list its columns, and give each a name of its own with AS"));
            }
            names.forEach(column -> nullable.put(column, true));
        }
        return new Shape(from, inner.names(), nullable, List.of());
    }

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        String[] labels = new String[columns.getColumnCount()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = columns.getColumnLabel(i + 1);
        }
        return List.of(labels);
    }

    /** Asks for no row: what there is to know is in the result's metadata. */
    PreparedStatement none(Connection open, String columns) throws SQLException {
        PreparedStatement statement = open.prepareStatement("SELECT " + columns + " FROM " + from + " WHERE 1 = 0");
        try {
            for (int i = 0; i < asked.size(); i++) {
                statement.setNull(i + 1, Types.NULL);
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }
}
