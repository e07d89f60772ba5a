package io.wadi.load.snowflake;

import io.wadi.model.Column;

/** Shows the type that a column has in Snowflake to tests elsewhere. */
public final class SnowflakeTypeVector {
    private SnowflakeTypeVector() {}

    public static String type(Column column) {
        return SnowflakeType.of(column);
    }
}
