package io.wadi.extract.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/** Where databases differ in the SQL that reads them. */
enum Dialect {
    POSTGRESQL("text"),
    DUCKDB("VARCHAR"),
    SQLITE(""),
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
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }

    /** Whether lists and structures can be asked for as JSON. */
    boolean makesJson() {
        return isOurs();
    }

    /** Whether we know its SQL, beyond what JDBC promises. */
    private boolean isOurs() {
        return this == POSTGRESQL || this == DUCKDB;
    }

    /** Whether text arrives as UTF-8 bytes, without a String for each. */
    boolean givesBytes() {
        return isOurs();
    }

    /** Whether a column has no values but those of the type and width that it declares. */
    boolean isStrict() {
        return this != SQLITE;
    }

    /** Whether the digits that the driver tells of are a limit: a decimal that floats has them anywhere. */
    boolean declaresDigits(String typeName) {
        return !typeName.equals("decfloat");
    }

    /** What is selected so that the column can be read as {@code reading} says. */
    String expression(String column, Reading reading, String typeName) {
        if (!isOurs()) {
            return column;
        }
        return switch (reading) {
            // Its shortest text is what the database shows; widened as bits 1.1 would be 1.10000002384.
            case REAL -> typeName.equals("float4") ? "CAST(" + cast(column) + " AS float8)" : column;
            // Four bytes without a sign, which the driver reads as one with.
            case WHOLE -> typeName.equals("oid") ? "CAST(" + column + " AS int8)" : column;
            case DECIMAL -> cast(column);
            // Its cast writes a netmask that nobody gave.
            case TEXT ->
                typeName.equals("inet") && this == POSTGRESQL
                        ? "textin(inet_out(" + column + "))"
                        : TEXTS.contains(typeName) ? bytes(column) : cast(column);
            case JSON -> typeName.startsWith("json") ? cast(column) : cast("to_json(" + column + ")");
            default -> column;
        };
    }

    /** What a cursor is compared and ordered by: text by code point, as cursors compare it. */
    String ordered(String column, Reading reading) {
        return this == POSTGRESQL && reading == Reading.TEXT ? cast(column) + " COLLATE \"C\"" : column;
    }

    /** Code of a prepared statement, without its quotes: PostgreSQL's operators with a question mark are no parameters. */
    String code(String sql) {
        return this == POSTGRESQL ? sql.replace("?", "??") : sql;
    }

    private String cast(String expression) {
        return bytes("CAST(" + expression + " AS " + text + ")");
    }

    /** DuckDB's driver makes a String of a text, which takes five times as long. */
    private String bytes(String expression) {
        return this == DUCKDB ? "encode(" + expression + ")" : expression;
    }
}
