package io.wadi.extract.sql;

import io.wadi.model.DataType;
import java.sql.Types;
import java.util.Optional;
import java.util.Set;

/** How the values of a column are read, by its type (contract section 10). */
enum Reading {
    WHOLE(DataType.BIGINT),
    REAL(DataType.DOUBLE),
    BOOL(DataType.BOOL),
    DECIMAL(DataType.DECIMAL),
    TEXT(DataType.TEXT),
    BINARY(DataType.BINARY),
    /** A timestamp with time zone. */
    INSTANT(DataType.TIMESTAMP),
    /** A timestamp without one: what a wall clock shows (contract 10). */
    LOCAL(DataType.TIMESTAMP),
    DATE(DataType.DATE),
    TIME(DataType.TIME),
    JSON(DataType.JSON);

    /** JDBC calls these a double, a time, a boolean and a text. */
    private static final Set<String> NAMED = Set.of("money", "timetz", "bit", "varbit", "xml");

    private final DataType type;

    Reading(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    /**
     * Empty when the type is none that we know.
     *
     * @param jdbc of {@link Types}
     * @param precision which tells a bit from several
     * @param name of the type in lower case, which tells apart what JDBC does not
     */
    static Optional<Reading> of(int jdbc, String name, int precision, Dialect dialect) {
        if (dialect == Dialect.SQLITE) {
            return ofSqlite(jdbc, name);
        }
        return switch (name) {
            case "json", "jsonb" -> Optional.of(JSON);
            case "uuid", "citext" -> Optional.of(TEXT);
            case "timestamptz" -> Optional.of(INSTANT);
            // DuckDB's, which JDBC knows as objects.
            case "utinyint", "usmallint", "uinteger" -> Optional.of(WHOLE);
            case "ubigint" -> Optional.of(DECIMAL);
            // H2's, which JDBC knows as a double; it has up to 100,000 digits.
            case "decfloat" -> Optional.of(DECIMAL);
            default ->
                (NAMED.contains(name) && dialect != Dialect.OTHER) || (jdbc == Types.BIT && precision > 1)
                        ? Optional.empty()
                        : jdbc == Types.ARRAY || jdbc == Types.STRUCT
                                ? Optional.of(JSON).filter(json -> dialect.makesJson())
                                : of(jdbc);
        };
    }

    /** Any word may be a type there, and its driver knows the better part of those that others have. */
    private static Optional<Reading> ofSqlite(int jdbc, String name) {
        return switch (name) {
            case "datetime", "timestamp" -> Optional.of(LOCAL);
            case "time" -> Optional.of(TIME);
            case "varbinary", "binary" -> Optional.of(BINARY);
            case "numeric", "decimal" -> Optional.of(DECIMAL);
            case "json", "uuid", "string" -> Optional.of(TEXT);
            default -> jdbc == Types.NUMERIC ? Optional.empty() : of(jdbc);
        };
    }

    private static Optional<Reading> of(int jdbc) {
        return switch (jdbc) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> Optional.of(WHOLE);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Optional.of(REAL);
            case Types.BIT, Types.BOOLEAN -> Optional.of(BOOL);
            case Types.NUMERIC, Types.DECIMAL -> Optional.of(DECIMAL);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.CLOB,
                    Types.NCLOB -> Optional.of(TEXT);
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Optional.of(BINARY);
            case Types.TIMESTAMP -> Optional.of(LOCAL);
            case Types.TIMESTAMP_WITH_TIMEZONE -> Optional.of(INSTANT);
            case Types.DATE -> Optional.of(DATE);
            case Types.TIME -> Optional.of(TIME);
            default -> Optional.empty();
        };
    }
}
