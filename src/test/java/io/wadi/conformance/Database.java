package io.wadi.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.wadi.conformance.Image.Column;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a DuckDB file holds, cells in the notation of the cases. */
final class Database {
    private final Path file;
    private final String dataset;

    Database(Path file, String dataset) {
        this.file = file;
        this.dataset = dataset;
    }

    /** All tables of the dataset, their parents unknown; none while there is no file. */
    Map<String, Image> tables() {
        Map<String, Image> tables = new TreeMap<>();
        if (!Files.exists(file)) {
            return tables;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");

            // The file is named too: a dataset may have its name.
            String from = " FROM " + quoted(connection.getCatalog()) + "." + quoted(dataset) + ".";
            for (Map.Entry<String, List<Column>> table : columns(statement).entrySet()) {
                tables.put(table.getKey(), new Image("", table.getValue(), rows(statement, from, table)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.valueOf(file), e);
        }
        return tables;
    }

    private Map<String, List<Column>> columns(Statement statement) throws SQLException {
        Map<String, List<Column>> columns = new TreeMap<>();
        String sql = "SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()"
                + " WHERE schema_name = '" + dataset + "' ORDER BY table_name, column_index";
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                columns.computeIfAbsent(found.getString(1), t -> new ArrayList<>())
                        .add(new Column(found.getString(2), found.getString(3), found.getBoolean(4)));
            }
        }
        return columns;
    }

    private List<List<JsonNode>> rows(Statement statement, String from, Map.Entry<String, List<Column>> table)
            throws SQLException {
        List<Column> columns = table.getValue();
        String cells = columns.stream().map(Database::select).collect(Collectors.joining(", "));
        List<List<JsonNode>> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery("SELECT " + cells + from + quoted(table.getKey()))) {
            while (found.next()) {
                List<JsonNode> row = new ArrayList<>();
                for (Column column : columns) {
                    row.add(column.cell(cell(column, found, row.size() + 1)));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    private static String select(Column column) {
        String name = quoted(column.name());
        return switch (column.type()) {
            case "BOOLEAN", "DOUBLE" -> name;
            case "BLOB" -> "'0x' || lower(hex(" + name + "))";
            case "TIMESTAMP WITH TIME ZONE" -> "strftime(" + name + " AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')";
            default -> "CAST(" + name + " AS VARCHAR)";
        };
    }

    private static JsonNode cell(Column column, ResultSet row, int at) throws SQLException {
        if (row.getObject(at) == null) {
            return NullNode.getInstance();
        }
        return switch (column.type()) {
            case "BOOLEAN" -> BooleanNode.valueOf(row.getBoolean(at));
            case "DOUBLE" -> number(row.getDouble(at));
            case "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT" ->
                BigIntegerNode.valueOf(new BigInteger(row.getString(at)));
            default -> TextNode.valueOf(row.getString(at));
        };
    }

    private static JsonNode number(double value) {
        return Double.isFinite(value) ? DoubleNode.valueOf(value) : TextNode.valueOf(String.valueOf(value));
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
