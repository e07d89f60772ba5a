package io.wadi.load.snowflake;

import io.wadi.model.Column;

/**
 * How a column travels in lines of JSON: as what COPY INTO casts to its type. Numbers that a double cannot hold go as text,
 * so that nobody's parser rounds them; a column is either always text or never.
 */
final class LineColumn {
    private LineColumn() {}

    /** The expression of JSON's text, over the stored value, that DuckDB writes. */
    static String written(Column column, String stored) {
        return switch (column.type()) {
            case TEXT -> json(stored);
            // As it is: to parse it would round its numbers. A line break can only stand between its values.
            case JSON -> "translate(CAST(" + stored + " AS VARCHAR), chr(10) || chr(13), '  ')";
            case BINARY -> text("hex(" + stored + ")");
            case BOOL -> "CAST(" + stored + " AS VARCHAR)";
            case BIGINT, DECIMAL, WEI, DATE, TIME -> text("CAST(" + stored + " AS VARCHAR)");
            case DOUBLE ->
                // What JSON has no word for, in Snowflake's.
                "CASE WHEN " + stored + " IS NULL THEN NULL WHEN isnan(" + stored + ") THEN '\"NaN\"' WHEN isfinite("
                        + stored + ") THEN " + json(stored) + " WHEN " + stored
                        + " > 0 THEN '\"inf\"' ELSE '\"-inf\"' END";
            case TIMESTAMP ->
                column.zoned()
                        // Not a cast, which asks ICU for the zone of every value.
                        ? text("strftime(make_timestamp(epoch_us(" + stored + ")), '%Y-%m-%dT%H:%M:%S.%f+00:00')")
                        : text("strftime(CAST(" + stored + " AS TIMESTAMP), '%Y-%m-%dT%H:%M:%S.%f')");
        };
    }

    private static String json(String value) {
        return "CAST(to_json(" + value + ") AS VARCHAR)";
    }

    private static String text(String plain) {
        return "'\"' || " + plain + " || '\"'";
    }
}
