package io.wadi.snowflake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** INFORMATION_SCHEMA: views of the catalogue, made afresh where a query names them. */
final class InformationSchema {
    private InformationSchema() {}

    /** What a query is to read instead, if this names one of the views. */
    static Optional<String> table(Session session, List<String> names) {
        int n = names.size();
        if (n < 2 || n > 3 || !names.get(n - 2).equals("INFORMATION_SCHEMA")) {
            return Optional.empty();
        }
        String database = n == 3 ? names.get(0) : session.currentDatabase();
        session.catalogue().requireDatabase(database);
        String view = names.get(n - 1);
        List<String> rows = rows(session, database, view);
        String stand = "temp.main.\"INFORMATION_SCHEMA " + view + "\"";
        session.run("CREATE OR REPLACE TEMP TABLE " + stand.substring("temp.main.".length())
                + " AS SELECT * FROM (VALUES " + String.join(", ", rows) + ") AS v(" + columns(view) + ") OFFSET 1");
        return Optional.of(stand);
    }

    private static String columns(String view) {
        return switch (view) {
            case "SCHEMATA" -> "CATALOG_NAME, SCHEMA_NAME";
            case "TABLES" ->
                "TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, IS_TRANSIENT, CLUSTERING_KEY, COMMENT, CREATED";
            case "COLUMNS" ->
                "TABLE_CATALOG, TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, COLUMN_DEFAULT, IS_NULLABLE,"
                        + " DATA_TYPE, CHARACTER_MAXIMUM_LENGTH, NUMERIC_PRECISION, NUMERIC_SCALE, DATETIME_PRECISION, COMMENT";
            default -> throw Refusal.missingTable("INFORMATION_SCHEMA." + view);
        };
    }

    /** The first gives the columns their types, and is left out. */
    private static List<String> rows(Session session, String database, String view) {
        List<String> rows = new ArrayList<>();
        rows.add(
                switch (view) {
                    case "SCHEMATA" -> row("", "");
                    case "TABLES" -> row("", "", "", "", "", "", "", Instant.EPOCH);
                    default -> row("", "", "", "", 1, "", "", "", 1, 1, 1, 1, "");
                });
        if (view.equals("SCHEMATA")) {
            session.catalogue().schemas(database).forEach(schema -> rows.add(row(database, schema)));
            return rows;
        }
        List<Table> tables = new ArrayList<>(session.catalogue().tables(database));
        session.temporaryTables().values().stream()
                .filter(table -> table.name().database().equals(database))
                .forEach(tables::add);
        for (Table table : tables) {
            ObjectName name = table.name();
            if (view.equals("TABLES")) {
                rows.add(row(
                        name.database(),
                        name.schema(),
                        name.name(),
                        table.kind() == Table.Kind.TEMPORARY ? "LOCAL TEMPORARY" : "BASE TABLE",
                        table.kind() == Table.Kind.PERMANENT ? "NO" : "YES",
                        table.clusteringKey(),
                        table.comment(),
                        session.catalogue().created(name)));
            } else {
                int place = 0;
                for (Column column : table.columns()) {
                    rows.add(column(name, ++place, column));
                }
            }
        }
        return rows;
    }

    private static String column(ObjectName table, int place, Column column) {
        SnowType type = column.type();
        boolean sized = type.kind() == SnowType.Kind.VARCHAR || type.kind() == SnowType.Kind.BINARY;
        boolean number = type.kind() == SnowType.Kind.NUMBER;
        return row(
                table.database(),
                table.schema(),
                table.name(),
                column.name(),
                place,
                column.defaultSql(),
                column.nullable() ? "YES" : "NO",
                type.kind().dataType,
                sized ? Optional.of(type.size()) : Optional.empty(),
                number ? Optional.of(type.size()) : Optional.empty(),
                number ? Optional.of(type.scale()) : Optional.empty(),
                type.kind().seconds() ? Optional.of(type.size()) : Optional.empty(),
                column.comment());
    }

    private static String row(Object... values) {
        List<String> literals = new ArrayList<>();
        for (Object value : values) {
            Object plain = value instanceof Optional<?> optional ? optional.orElse(null) : value;
            literals.add(
                    plain == null
                            ? "NULL"
                            : plain instanceof Instant
                                    ? "TIMESTAMPTZ " + Names.literal(plain.toString())
                                    : plain instanceof Number ? plain.toString() : Names.literal(plain.toString()));
        }
        return "(" + String.join(", ", literals) + ")";
    }
}
