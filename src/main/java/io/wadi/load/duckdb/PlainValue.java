package io.wadi.load.duckdb;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** What the driver gives, as values that know no driver: numbers, booleans, texts, lists and maps. */
final class PlainValue {
    private PlainValue() {}

    static Object of(Object value) {
        try {
            return plain(value);
        } catch (SQLException e) {
            throw new IllegalStateException("a value of a result cannot be read", e);
        }
    }

    private static Object plain(Object value) throws SQLException {
        if (value instanceof BigDecimal || value instanceof BigInteger || value instanceof Boolean) {
            return value;
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? value : String.valueOf(number);
        } else if (value instanceof Number) {
            return value;
        } else if (value instanceof Timestamp time) {
            return text(time.toLocalDateTime());
        } else if (value instanceof LocalDateTime time) {
            return text(time);
        } else if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.withOffsetSameInstant(ZoneOffset.UTC));
        } else if (value instanceof Blob blob) {
            return Base64.getEncoder().encodeToString(blob.getBytes(1, Math.toIntExact(blob.length())));
        } else if (value instanceof Array array) {
            return list((@Nullable Object[]) array.getArray());
        } else if (value instanceof DuckDBStruct struct) {
            return map(struct.getMap());
        } else if (value instanceof Map<?, ?> map) {
            return map(map);
        }
        return String.valueOf(value);
    }

    private static String text(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }

    private static List<@Nullable Object> list(@Nullable Object[] values) throws SQLException {
        List<@Nullable Object> list = new ArrayList<>();
        for (Object value : values) {
            list.add(value == null ? null : plain(value));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(Map<?, ?> values) throws SQLException {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            Object value = entry.getValue();
            map.put(String.valueOf(entry.getKey()), value == null ? null : plain(value));
        }
        return map;
    }
}
