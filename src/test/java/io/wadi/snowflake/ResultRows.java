package io.wadi.snowflake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.snowflake.Answer.Head;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a query as they travel: every value is text, in a form of its type. */
final class ResultRows {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ResultRows() {}

    static List<List<@Nullable String>> cells(ResultSet rows, List<Head> heads) throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        while (rows.next()) {
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= heads.size(); i++) {
                row.add(
                        rows.getObject(i) == null
                                ? null
                                : cell(rows, i, heads.get(i - 1).type().kind()));
            }
            all.add(row);
        }
        return all;
    }

    private static String cell(ResultSet rows, int i, SnowType.Kind kind) throws SQLException {
        return switch (kind) {
            case NUMBER -> new BigDecimal(rows.getString(i)).toPlainString();
            case FLOAT -> real(rows.getDouble(i));
            case BOOLEAN -> rows.getBoolean(i) ? "1" : "0";
            case VARCHAR -> rows.getString(i);
            case BINARY -> HexFormat.of().withUpperCase().formatHex(rows.getBytes(i));
            case DATE -> String.valueOf(rows.getObject(i, LocalDate.class).toEpochDay());
            case TIME -> {
                long nanos = rows.getObject(i, LocalTime.class).toNanoOfDay();
                yield seconds(nanos / 1_000_000_000L, (int) (nanos % 1_000_000_000L));
            }
            case TIMESTAMP_NTZ -> {
                LocalDateTime time = rows.getObject(i, LocalDateTime.class);
                yield seconds(time.toEpochSecond(ZoneOffset.UTC), time.getNano());
            }
            case TIMESTAMP_LTZ, TIMESTAMP_TZ -> {
                OffsetDateTime time = rows.getObject(i, OffsetDateTime.class);
                yield seconds(time.toEpochSecond(), time.getNano());
            }
            case VARIANT -> pretty(rows.getString(i));
        };
    }

    private static String real(double value) {
        return Double.isNaN(value)
                ? "NaN"
                : Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : String.valueOf(value);
    }

    /** Before 1970 seconds and fraction count backwards together: -0.25 is a quarter of a second before it. */
    private static String seconds(long seconds, int nanos) {
        return BigDecimal.valueOf(seconds)
                .add(BigDecimal.valueOf(nanos, 9))
                .setScale(9)
                .toPlainString();
    }

    /** As Snowflake shows a VARIANT, on lines of their own. */
    private static String pretty(String json) {
        try {
            return JSON.writer(new DefaultPrettyPrinter().withArrayIndenter(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE))
                    .writeValueAsString(JSON.readTree(json))
                    .replace("\" : ", "\": ");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + json.toLowerCase(Locale.ROOT), e);
        }
    }
}
