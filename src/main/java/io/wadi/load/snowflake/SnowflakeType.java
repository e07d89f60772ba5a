package io.wadi.load.snowflake;

import io.wadi.model.Column;
import java.util.OptionalInt;

/** The type of a column in Snowflake (contract 8.1). */
final class SnowflakeType {
    private SnowflakeType() {}

    /** As it stands in DDL. */
    static String of(Column column) {
        return switch (column.type()) {
            case TEXT -> sized("VARCHAR", column.precision());
            case JSON -> "VARIANT";
            case BINARY -> "BINARY";
            case BOOL -> "BOOLEAN";
            case BIGINT -> "NUMBER(19,0)";
            case DOUBLE -> "FLOAT";
            case DECIMAL -> number(column, 9);
            case WEI -> number(column, 0);
            case TIMESTAMP -> sized(column.zoned() ? "TIMESTAMP_LTZ" : "TIMESTAMP_NTZ", column.precision());
            case DATE -> "DATE";
            case TIME -> sized("TIME", column.precision());
        };
    }

    private static String sized(String type, OptionalInt size) {
        return size.isPresent() ? type + "(" + size.getAsInt() + ")" : type;
    }

    private static String number(Column column, int scale) {
        return "NUMBER(" + column.precision().orElse(38) + "," + column.scale().orElse(scale) + ")";
    }
}
