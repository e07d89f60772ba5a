package io.wadi.snowflake;

import io.wadi.snowflake.Answer.Head;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row as values of the JDK, for tests to compare. */
final class PlainRow {
    private PlainRow() {}

    static Map<String, Object> of(ResultSet row, List<Head> heads) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= heads.size(); i++) {
            Head head = heads.get(i - 1);
            values.put(
                    head.name(),
                    row.getObject(i) == null ? null : value(row, i, head.type().kind()));
        }
        return values;
    }

    private static Object value(ResultSet row, int i, SnowType.Kind kind) throws SQLException {
        return switch (kind) {
            case NUMBER -> new BigDecimal(row.getString(i));
            case FLOAT -> row.getDouble(i);
            case BOOLEAN -> row.getBoolean(i);
            case VARCHAR, VARIANT -> row.getString(i);
            case BINARY -> HexFormat.of().withUpperCase().formatHex(row.getBytes(i));
            case DATE -> row.getObject(i, LocalDate.class);
            case TIME -> row.getObject(i, LocalTime.class);
            case TIMESTAMP_NTZ -> row.getObject(i, LocalDateTime.class);
            case TIMESTAMP_LTZ, TIMESTAMP_TZ ->
                row.getObject(i, OffsetDateTime.class).toInstant();
        };
    }
}
