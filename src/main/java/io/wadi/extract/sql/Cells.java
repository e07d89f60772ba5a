package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Moves the cells of a row into vectors. What no destination can hold - an infinite date - becomes null and is counted. */
final class Cells {
    private static final int FIXED_BYTES = 8;

    private final List<SqlColumn> columns;
    private final Dialect dialect;
    private final Losses losses;

    Cells(List<SqlColumn> columns, Dialect dialect, Losses losses) {
        this.columns = columns;
        this.dialect = dialect;
        this.losses = losses;
    }

    /**
     * @param number of the row, from 1
     * @return about how many bytes the row takes
     */
    long append(ResultSet row, long number, List<ColumnVector> vectors) throws SQLException {
        long bytes = 0;
        for (int i = 0; i < columns.size(); i++) {
            ColumnVector vector = vectors.get(i);
            int before = vector.dataSize();
            if (!append(row, number, i + 1, vector)) {
                vector.appendNull();
                losses.unheld(i, number);
            }
            bytes += FIXED_BYTES + vector.dataSize() - before;
        }
        return bytes;
    }

    /** @return false when the value cannot be held */
    private boolean append(ResultSet row, long number, int at, ColumnVector vector) throws SQLException {
        if (dialect == Dialect.SQLITE) {
            return sqlite(row, number, at, vector);
        }
        switch (columns.get(at - 1).reading()) {
            case WHOLE -> fixed(row.getLong(at), row.wasNull(), vector);
            case REAL -> fixed(Double.doubleToLongBits(row.getDouble(at)), row.wasNull(), vector);
            case BOOL -> fixed(row.getBoolean(at) ? 1 : 0, row.wasNull(), vector);
            case TIME -> {
                return time(row, at, vector);
            }
            case INSTANT -> {
                OffsetDateTime time = row.getObject(at, OffsetDateTime.class);
                return time == null ? fixed(0, true, vector) : micros(at, time.toInstant(), vector);
            }
            case LOCAL -> {
                LocalDateTime time = row.getObject(at, LocalDateTime.class);
                return time == null ? fixed(0, true, vector) : micros(at, time.toInstant(ZoneOffset.UTC), vector);
            }
            case DATE -> {
                LocalDate day = day(row, at);
                long days = day == null ? 0 : day.toEpochDay();
                return Math.abs(days) < Integer.MAX_VALUE && fixed(days, day == null, vector);
            }
            case BINARY -> bytes(row.getBytes(at), row.wasNull(), vector);
            case TEXT -> bytes(text(row, at), row.wasNull(), vector);
            case DECIMAL -> {
                byte[] digits = digits(row, at);
                boolean isNull = row.wasNull();
                if (!isNull) {
                    losses.decimal(at - 1, digits, 0, digits.length);
                }
                return (isNull || isNumber(digits)) && bytes(digits, isNull, vector);
            }
            case JSON -> {
                byte[] json = text(row, at);
                boolean isNull = row.wasNull();
                int end = isNull ? 0 : losses.compact(at - 1, json, 0, json.length, number);
                if (isNull || JsonText.isNull(json, 0, end)) {
                    vector.appendNull();
                } else {
                    vector.appendBytes(json, 0, end);
                }
            }
        }
        return true;
    }

    /** DuckDB's driver takes the way over java.sql.Date where it is told the class, and loses eras and calendars there. */
    private @Nullable LocalDate day(ResultSet row, int at) throws SQLException {
        return dialect == Dialect.DUCKDB ? (LocalDate) row.getObject(at) : row.getObject(at, LocalDate.class);
    }

    private boolean sqlite(ResultSet row, long number, int at, ColumnVector vector) throws SQLException {
        Optional<Object> value = Optional.ofNullable(row.getObject(at));
        if (value.isEmpty()) {
            vector.appendNull();
            return true;
        }
        SqliteCell.Outcome outcome =
                SqliteCell.append(value.get(), columns.get(at - 1).reading(), vector);
        switch (outcome) {
            case WRITTEN -> {
                if (columns.get(at - 1).reading() == Reading.DECIMAL) {
                    int last = vector.size() - 1;
                    int from = vector.offset(last);
                    losses.decimal(at - 1, vector.data(), from, from + vector.length(last));
                }
            }
            case CUT -> losses.cut(at - 1);
            case UNHELD -> {
                return false;
            }
            case OTHER_TYPE -> throw losses.otherType(at - 1, number, SqliteCell.storage(value.get()));
        }
        return true;
    }

    private boolean time(ResultSet row, int at, ColumnVector vector) throws SQLException {
        try {
            LocalTime time = row.getObject(at, LocalTime.class);
            boolean dayEnds = dialect == Dialect.POSTGRESQL && LocalTime.MAX.equals(time); // its driver's 24:00:00
            return !dayEnds && fixed(time == null ? 0 : micros(at, time), time == null, vector);
        } catch (DateTimeException e) {
            return false; // DuckDB's 24:00:00
        }
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

    @SuppressWarnings("JavaLocalTimeGetNano") // the seconds are toSecondOfDay()
    private long micros(int at, LocalTime time) {
        return TimeUnit.SECONDS.toMicros(time.toSecondOfDay()) + micros(at, time.getNano());
    }

    private boolean micros(int at, Instant time, ColumnVector vector) {
        long seconds = time.getEpochSecond();
        return Micros.reach(seconds)
                && fixed(TimeUnit.SECONDS.toMicros(seconds) + micros(at, time.getNano()), false, vector);
    }

    private long micros(int at, int nanos) {
        if (nanos % 1_000 != 0) {
            losses.cut(at - 1);
        }
        return nanos / 1_000;
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
        if (dialect.givesBytes()) {
            return text(row, at);
        }
        BigDecimal decimal = row.getBigDecimal(at);
        return decimal == null ? new byte[0] : decimal.toPlainString().getBytes(StandardCharsets.US_ASCII);
    }

    private static boolean isNumber(byte[] digits) {
        byte last = digits[digits.length - 1];
        return last >= '0' && last <= '9'; // NaN and Infinity end in letters
    }
}
