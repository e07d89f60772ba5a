package io.wadi.extract.sql;

import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnVector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Moves the cells of a row into vectors. What no destination can hold - an infinite date or timestamp, a decimal that is
 * NaN - becomes null and is counted.
 */
final class Cells {
    private static final int FIXED_BYTES = 8;
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    private final List<SqlColumn> columns;
    private final Dialect dialect;
    private final long[] lost;
    private final RoundedDecimals rounded;

    /** @param hints by column: what the columns become */
    Cells(List<SqlColumn> columns, Dialect dialect, Map<String, ColumnHint> hints) {
        this.columns = columns;
        this.dialect = dialect;
        this.rounded = new RoundedDecimals(columns, hints);
        this.lost = new long[columns.size()];
    }

    /** @return about how many bytes the row takes */
    long append(ResultSet row, List<ColumnVector> vectors) throws SQLException {
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            ColumnVector vector = vectors.get(i);
            int before = vector.dataSize();
            if (!append(row, i + 1, columns.get(i).reading(), vector)) {
                vector.appendNull();
                lost[i]++;
            }
            bytes += FIXED_BYTES + vector.dataSize() - before;
        }
        return bytes;
    }

    /** What became null though the source has a value, and what lost digits. */
    List<String> losses(TableName table) {
        Stream<String> nulls = IntStream.range(0, lost.length)
                .filter(i -> lost[i] > 0)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "column %s of table %s has %,d values without an end or a number (infinity, NaN):"
                                + " they are loaded as null",
                        columns.get(i).name(),
                        table,
                        lost[i]));
        return Stream.concat(nulls, rounded.warnings(table).stream()).toList();
    }

    /** @return false when the value cannot be held */
    private boolean append(ResultSet row, int at, Reading reading, ColumnVector vector) throws SQLException {
        switch (reading) {
            case WHOLE -> fixed(row.getLong(at), row.wasNull(), vector);
            case REAL -> fixed(Double.doubleToLongBits(row.getDouble(at)), row.wasNull(), vector);
            case BOOL -> fixed(row.getBoolean(at) ? 1 : 0, row.wasNull(), vector);
            case TIME -> {
                LocalTime time = row.getObject(at, LocalTime.class);
                fixed(time == null ? 0 : TimeUnit.NANOSECONDS.toMicros(time.toNanoOfDay()), time == null, vector);
            }
            case INSTANT -> {
                OffsetDateTime time = row.getObject(at, OffsetDateTime.class);
                return time == null ? fixed(0, true, vector) : micros(time.toInstant(), vector);
            }
            case LOCAL -> {
                LocalDateTime time = row.getObject(at, LocalDateTime.class);
                return time == null ? fixed(0, true, vector) : micros(time.toInstant(ZoneOffset.UTC), vector);
            }
            case DATE -> {
                LocalDate day = row.getObject(at, LocalDate.class);
                long days = day == null ? 0 : day.toEpochDay();
                return days == (int) days && fixed(days, day == null, vector);
            }
            case BINARY -> bytes(row.getBytes(at), row.wasNull(), vector);
            case TEXT -> bytes(text(row, at), row.wasNull(), vector);
            case DECIMAL -> {
                byte[] digits = digits(row, at);
                boolean isNull = row.wasNull();
                if (!isNull) {
                    rounded.count(at - 1, digits);
                }
                return (isNull || isNumber(digits)) && bytes(digits, isNull, vector);
            }
            case JSON -> {
                byte[] json = text(row, at);
                boolean isNull = row.wasNull();
                int length = isNull ? 0 : compact(json);
                // The JSON null is an empty cell.
                boolean isNone = Arrays.equals(json, 0, length, NULL, 0, NULL.length);
                if (isNull || isNone) {
                    vector.appendNull();
                } else {
                    vector.appendBytes(json, 0, length);
                }
            }
        }
        return true;
    }

    private static boolean fixed(long value, boolean isNull, ColumnVector vector) {
        if (isNull) {
            vector.appendNull();
        } else {
            vector.appendLong(value);
        }
        return true;
    }

    private static boolean bytes(byte[] value, boolean isNull, ColumnVector vector) {
        if (isNull) {
            vector.appendNull();
        } else {
            vector.appendBytes(value, 0, value.length);
        }
        return true;
    }

    /** The drivers' infinities lie beyond what microseconds reach. */
    private static boolean micros(Instant time, ColumnVector vector) {
        long seconds = time.getEpochSecond();
        long most = Long.MAX_VALUE / TimeUnit.SECONDS.toMicros(1) - 1;
        return seconds <= most
                && seconds >= -most
                && fixed(
                        TimeUnit.SECONDS.toMicros(seconds) + TimeUnit.NANOSECONDS.toMicros(time.getNano()),
                        false,
                        vector);
    }

    private byte[] text(ResultSet row, int at) throws SQLException {
        if (dialect.givesBytes()) {
            byte[] utf8 = row.getBytes(at);
            return utf8 == null ? new byte[0] : utf8;
        }
        String text = row.getString(at);
        return text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] digits(ResultSet row, int at) throws SQLException {
        if (dialect != Dialect.OTHER) {
            return text(row, at);
        }
        BigDecimal decimal = row.getBigDecimal(at);
        return decimal == null ? new byte[0] : decimal.toPlainString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isNumber(byte[] digits) {
        byte last = digits[digits.length - 1];
        return last >= '0' && last <= '9'; // NaN and Infinity end in letters
    }

    /** Takes the blanks between JSON's tokens away, in place. */
    private static int compact(byte[] json) {
        int to = 0;
        boolean inText = false;
        for (int from = 0; from < json.length; from++) {
            byte b = json[from];
            if (b == '"') {
                inText = !inText;
            } else if (inText && b == '\\') {
                json[to++] = b;
                b = json[++from];
            } else if (!inText && (b == ' ' || b == '\n' || b == '\r' || b == '\t')) {
                continue;
            }
            json[to++] = b;
        }
        return to;
    }
}
