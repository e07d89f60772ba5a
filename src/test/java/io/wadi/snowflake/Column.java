package io.wadi.snowflake;

import java.util.Optional;

/** A column of a table. */
record Column(String name, SnowType type, boolean nullable, Optional<String> defaultSql, Optional<String> comment) {
    /** As DuckDB's DDL has it; lengths are held by a check, keys by nobody. */
    String duck() {
        String column = Names.quoted(name);
        String length = type.sized() && type.kind() == SnowType.Kind.VARCHAR
                ? " CHECK (length(" + column + ") <= " + type.size() + ")"
                : type.sized() && type.kind() == SnowType.Kind.BINARY
                        ? " CHECK (octet_length(" + column + ") <= " + type.size() + ")"
                        : "";
        return column + " " + type.duck() + (nullable ? "" : " NOT NULL")
                + defaultSql.map(sql -> " DEFAULT " + sql).orElse("") + length;
    }
}
