package io.wadi.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as a person writes them: 500ms, 10s, 1m30s, 2h, 7d (of 24 hours each), PT10S. */
public final class TimeSpan {
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private TimeSpan() {}

    /** @throws IllegalArgumentException when the text is none, or no time at all */
    public static Duration parse(String text) {
        Duration span = text.toUpperCase(Locale.ROOT).startsWith("P") ? iso(text) : parts(text);
        if (span.isZero() || span.isNegative()) {
            throw none(text);
        }
        return span;
    }

    /** The other way: 90 s is 1m30s; what is less than a second is told in milliseconds. */
    public static String text(Duration span) {
        if (span.compareTo(Duration.ofSeconds(1)) < 0) {
            return span.toMillis() + "ms";
        }
        long seconds = Math.round(span.toMillis() / 1000.0);
        return part(seconds / 86_400, "d")
                + part(seconds / 3600 % 24, "h")
                + part(seconds / 60 % 60, "m")
                + part(seconds % 60, "s");
    }

    private static String part(long number, String unit) {
        return number == 0 ? "" : number + unit;
    }

    private static Duration iso(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw none(text);
        }
    }

    private static Duration parts(String text) {
        Duration span = Duration.ZERO;
        Matcher part = PART.matcher(text);
        int at = 0;
        for (; part.find() && part.start() == at; at = part.end()) {
            long number = Long.parseLong(part.group(1));
            span = span.plus(
                    switch (part.group(2)) {
                        case "ms" -> Duration.ofMillis(number);
                        case "s" -> Duration.ofSeconds(number);
                        case "m" -> Duration.ofMinutes(number);
                        case "h" -> Duration.ofHours(number);
                        default -> Duration.ofDays(number);
                    });
        }
        if (at != text.length()) {
            throw none(text);
        }
        return span;
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException("'" + text + "' is no time such as 500ms, 10s, 1m30s or PT10S");
    }
}
