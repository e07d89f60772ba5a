package io.wadi.extract.sql;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which columns tables have. Where a good part of a schema of PostgreSQL is wanted, it is asked of many at once: a table by
 * itself takes four questions.
 */
final class Shapes {
    private static final int SEVERAL = 4;
    /** Of all there are: one in so many. */
    private static final int GOOD_PART = 4;
    /** In a query; of more the database would look for the best order to join them in. */
    private static final int TOGETHER = 4;

    /**
     * What a query over several tables says of the columns of one.
     *
     * @param before its columns: those of other tables
     */
    record Types(ResultSetMetaData all, int before) {
        Types {
            requireNonNull(all);
        }
    }

    private final Connection open;
    private final Map<TableName, Shape> shapes = new HashMap<>();
    private final Map<TableName, Types> types = new HashMap<>();

    /** Asks of each table by itself. */
    Shapes(Connection open) {
        this.open = open;
    }

    /**
     * @param listing that has found the tables
     * @param wanted those that are asked for next
     */
    Shapes(Connection open, Listing listing, List<TableName> wanted) throws SQLException {
        this(open);
        if (Dialect.of(open.getMetaData()) == Dialect.POSTGRESQL) {
            Map<String, List<TableName>> schemas = new HashMap<>();
            wanted.forEach(name -> name.schema()
                    .ifPresent(schema -> schemas.computeIfAbsent(schema, s -> new ArrayList<>())
                            .add(name)));
            for (Map.Entry<String, List<TableName>> schema : schemas.entrySet()) {
                int count = schema.getValue().size();
                if (count >= SEVERAL && count >= listing.tables(schema.getKey()).size() / GOOD_PART) {
                    ask(schema.getKey(), schema.getValue());
                }
            }
        }
    }

    private void ask(String schema, List<TableName> wanted) throws SQLException {
        Map<String, Shape> all = Shape.all(open, schema);
        List<TableName> found =
                wanted.stream().filter(name -> all.containsKey(name.table())).toList();
        found.forEach(name -> shapes.put(name, all.get(name.table())));
        for (int i = 0; i < found.size() && open.getAutoCommit(); i += TOGETHER) {
            try {
                types(found.subList(i, Math.min(found.size(), i + TOGETHER)));
            } catch (SQLException e) {
                // One of them may not be read, say: each is asked of by itself, and fails in its own words.
            }
        }
    }

    private void types(List<TableName> names) throws SQLException {
        DatabaseMetaData database = open.getMetaData();
        List<String> columns = new ArrayList<>();
        List<String> tables = new ArrayList<>();
        List<Integer> before = new ArrayList<>();
        for (TableName name : names) {
            Shape shape = of(name);
            String alias = "t" + tables.size();
            before.add(columns.size());
            for (String column : shape.nullable().keySet()) {
                columns.add(alias + "." + Statements.quoted(database, column));
            }
            tables.add(shape.from() + " " + alias);
        }
        String sql = "SELECT " + String.join(", ", columns) + " FROM " + String.join(", ", tables) + " WHERE 1 = 0";
        try (PreparedStatement statement = open.prepareStatement(sql);
                ResultSet none = statement.executeQuery()) {
            ResultSetMetaData all = none.getMetaData();
            all.getColumnTypeName(1); // the driver asks of all columns when it is asked of one
            for (int i = 0; i < names.size(); i++) {
                types.put(names.get(i), new Types(all, before.get(i)));
            }
        }
    }

    Shape of(TableName name) throws SQLException {
        Optional<Shape> known = Optional.ofNullable(shapes.get(name));
        return known.isPresent() ? known.get() : Shape.of(open, name);
    }

    /** Of all columns of a table, in their order; empty where it has to be asked of by itself. */
    Optional<Types> types(TableName name) {
        return Optional.ofNullable(types.get(name));
    }
}
