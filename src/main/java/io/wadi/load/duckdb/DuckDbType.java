package io.wadi.load.duckdb;

import io.wadi.model.Column;

/**
 * How a type is stored (contract 8.1), and how it travels through the table function, whose vectors take no time, blob or
 * decimal as a number.
 *
 * @param stored the type in DDL
 * @param carrier the vector that brings the values
 * @param read the expression that makes a stored value of a carried one, {@code %s}
 */
record DuckDbType(String stored, Carrier carrier, String read) {
    static DuckDbType of(Column column) {
        return switch (column.type()) {
            case TEXT -> new DuckDbType("VARCHAR", Carrier.TEXT, "%s");
            case JSON -> cast("JSON");
            case BINARY -> new DuckDbType("BLOB", Carrier.BASE64, "from_base64(%s)");
            case BOOL -> new DuckDbType("BOOLEAN", Carrier.BOOLEAN, "%s");
            case BIGINT -> integer(column.precision().orElse(Long.SIZE));
            case DOUBLE -> new DuckDbType("DOUBLE", Carrier.DOUBLE, "%s");
            case DECIMAL -> cast(decimal(column, 9));
            case WEI -> cast(decimal(column, 0));
            // Not a cast from TIMESTAMP, which asks ICU for the zone of every value.
            case TIMESTAMP ->
                column.zoned()
                        ? new DuckDbType("TIMESTAMP WITH TIME ZONE", Carrier.LONG, "make_timestamptz(%s)")
                        : wallClock(column.precision().orElse(6));
            case DATE -> new DuckDbType("DATE", Carrier.LONG, "make_date(CAST(%s AS INTEGER))");
            case TIME -> new DuckDbType("TIME", Carrier.LONG, "TIME '00:00:00' + to_microseconds(%s)");
        };
    }

    String read(String carried) {
        return read.replace("%s", carried);
    }

    private static DuckDbType cast(String stored) {
        return new DuckDbType(stored, Carrier.TEXT, "CAST(%s AS " + stored + ")");
    }

    private static String decimal(Column column, int scale) {
        return "DECIMAL(" + column.precision().orElse(38) + "," + column.scale().orElse(scale) + ")";
    }

    private static DuckDbType wallClock(int digits) {
        String stored =
                digits <= 0 ? "TIMESTAMP_S" : digits <= 3 ? "TIMESTAMP_MS" : digits <= 6 ? "TIMESTAMP" : "TIMESTAMP_NS";
        return new DuckDbType(stored, Carrier.LONG, "CAST(make_timestamp(%s) AS " + stored + ")");
    }

    private static DuckDbType integer(int bits) {
        if (bits > Long.SIZE) {
            return cast("HUGEINT");
        }
        String stored = bits <= 8 ? "TINYINT" : bits <= 16 ? "SMALLINT" : bits <= 32 ? "INTEGER" : "BIGINT";
        return new DuckDbType(stored, Carrier.LONG, "%s");
    }
}
