package io.wadi.normalise;

import io.wadi.model.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Values as Python prints them: into text columns (contract 3.2), and hashed (contract 2.2, 6). */
final class TextForm {
    private TextForm() {}

    /** What a text column takes of any value. */
    static String of(Value value) {
        if (value instanceof Value.Bool bool) {
            return bool.value() ? "True" : "False";
        }
        if (value instanceof Value.Whole whole) {
            return Long.toString(whole.value());
        }
        if (value instanceof Value.BigWhole whole) {
            return whole.value().toString();
        }
        if (value instanceof Value.Real real) {
            return PythonNumbers.repr(real.value());
        }
        if (value instanceof Value.Text text) {
            return text.value();
        }
        if (value instanceof Value.Decimal decimal) {
            return decimal(decimal.value());
        }
        if (value instanceof Value.Wei wei) {
            return wei.value().toString();
        }
        if (value instanceof Value.Timestamp timestamp) {
            return timestamp(timestamp.micros());
        }
        if (value instanceof Value.Date date) {
            return date(date.days());
        }
        if (value instanceof Value.Time time) {
            return time(time.micros());
        }
        if (value instanceof Value.Binary binary) {
            return Base64.getEncoder().encodeToString(binary.bytes());
        }
        return ((Value.Json) value).text();
    }

    /** Python and Java share the rule of when an exponent comes. */
    private static String decimal(BigDecimal value) {
        return value.toString();
    }

    private static String timestamp(long micros) {
        long day = TimeUnit.DAYS.toMicros(1);
        return date(Math.floorDiv(micros, day)) + "T" + time(Math.floorMod(micros, day)) + "+00:00";
    }

    private static String date(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    private static String time(long micros) {
        long seconds = micros / 1_000_000;
        long fraction = micros % 1_000_000;
        return padded(seconds / 3600, 2)
                + ":"
                + padded(seconds / 60 % 60, 2)
                + ":"
                + padded(seconds % 60, 2)
                + (fraction == 0 ? "" : "." + padded(fraction, 6));
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }
}
