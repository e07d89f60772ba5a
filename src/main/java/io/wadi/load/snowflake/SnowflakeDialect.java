package io.wadi.load.snowflake;

import io.wadi.load.sql.Dialect;
import io.wadi.model.Column;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Snowflake's words. Names are upper case, so that SQL without quotes finds them (contract 8.2). */
enum SnowflakeDialect implements Dialect {
    SNOWFLAKE;

    /** Of a row that waits: its place; tables have no row numbers of their own. */
    static final String POSITION = "_wadi_row";

    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    @Override
    public String name(String identifier) {
        return quoted(identifier);
    }

    static String quoted(String identifier) {
        return '"' + folded(identifier).replace("\"", "\"\"") + '"';
    }

    /** A name as Snowflake keeps it. */
    static String folded(String identifier) {
        return identifier.toUpperCase(Locale.ROOT);
    }

    /** A constant: a backslash begins an escape. */
    static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    @Override
    public String time(Column column, Instant time) {
        String zone = column.zoned() ? "+00:00" : "";
        return text(MICROS.format(time) + zone) + "::" + SnowflakeType.of(column);
    }

    @Override
    public String position() {
        return quoted(POSITION);
    }
}
