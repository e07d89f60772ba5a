package io.wadi.extract.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** Where databases differ in the SQL that reads them. */
enum Dialect {
    POSTGRESQL("text"),
    DUCKDB("VARCHAR"),
    /** No more than JDBC promises. */
    OTHER("");

    /** These arrive as UTF-8 by themselves; a cast would take the blanks of a char(n). */
    private static final Set<String> TEXTS = Set.of("text", "varchar", "bpchar");

    private final String text;

    Dialect(String text) {
        this.text = text;
    }

    static Dialect of(DatabaseMetaData database) throws SQLException {
        return switch (database.getDatabaseProductName().toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "duckdb" -> DUCKDB;
            default -> OTHER;
        };
    }

    /** Whether lists and structures can be asked for as JSON. */
    boolean makesJson() {
        return this != OTHER;
    }

    /** Whether text arrives as UTF-8 bytes, without a String for each. */
    boolean givesBytes() {
        return this != OTHER;
    }

    /** What is selected so that the column can be read as {@code reading} says. */
    String expression(String column, Reading reading, String typeName) {
        if (this == OTHER) {
            return column;
        }
        return switch (reading) {
            // Its shortest text is what the database shows; widened as bits 1.1 would be 1.10000002384.
            case REAL -> typeName.equals("float4") ? "CAST(" + cast(column) + " AS float8)" : column;
            case DECIMAL -> cast(column);
            case TEXT -> TEXTS.contains(typeName) ? bytes(column) : cast(column);
            case JSON -> typeName.startsWith("json") ? cast(column) : cast("to_json(" + column + ")");
            default -> column;
        };
    }

    /** What a cursor is compared and ordered by: text by code point, as cursors compare it. */
    String ordered(String column, Reading reading) {
        return this == POSTGRESQL && reading == Reading.TEXT ? cast(column) + " COLLATE \"C\"" : column;
    }

    /** A condition that stands in a prepared statement: PostgreSQL's operators with a question mark are no parameters. */
    String condition(String where) {
        StringBuilder escaped = new StringBuilder(where.length());
        char quote = 0;
        for (int i = 0; i < where.length(); i++) {
            char c = where.charAt(i);
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            escaped.append(this == POSTGRESQL && quote == 0 && c == '?' ? "??" : c);
        }
        return escaped.toString();
    }

    private String cast(String expression) {
        return bytes("CAST(" + expression + " AS " + text + ")");
    }

    /** DuckDB's driver makes a String of a text, which takes five times as long. */
    private String bytes(String expression) {
        return this == DUCKDB ? "encode(" + expression + ")" : expression;
    }
}
