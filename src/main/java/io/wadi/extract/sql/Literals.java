package io.wadi.extract.sql;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/**
 * Values within PostgreSQL's SQL, where no parameters can be: numbers and times, of which nothing has to be quoted. A text
 * stays a parameter.
 */
final class Literals {
    private static final int LAST_YEAR = 9999;

    private Literals() {}

    /**
     * The SQL with its parameters' values in their places.
     *
     * @return empty where one is of another kind, or not every question mark is a parameter
     */
    static Optional<String> in(String sql, List<Object> values) {
        if (sql.chars().filter(c -> c == '?').count() != values.size()) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Object value : values) {
            Optional<String> literal = literal(value);
            if (literal.isEmpty()) {
                return Optional.empty();
            }
            int mark = sql.indexOf('?', from);
            text.append(sql, from, mark).append(literal.get());
            from = mark + 1;
        }
        return Optional.of(text.append(sql.substring(from)).toString());
    }

    private static Optional<String> literal(Object value) {
        if (value instanceof Long whole) {
            return Optional.of("CAST('" + whole + "' AS int8)");
        } else if (value instanceof LocalDate day) {
            return dated(day, "DATE '" + day + "'");
        } else if (value instanceof LocalDateTime time) {
            return dated(time.toLocalDate(), "TIMESTAMP '" + text(time) + "'");
        } else if (value instanceof OffsetDateTime instant) {
            LocalDateTime utc = instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            return dated(utc.toLocalDate(), "TIMESTAMPTZ '" + text(utc) + "+00'");
        }
        return Optional.empty();
    }

    /** PostgreSQL writes other years in its own way. */
    private static Optional<String> dated(LocalDate day, String literal) {
        return day.getYear() >= 1 && day.getYear() <= LAST_YEAR ? Optional.of(literal) : Optional.empty();
    }

    private static String text(LocalDateTime time) {
        return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
}
