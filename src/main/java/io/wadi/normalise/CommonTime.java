package io.wadi.normalise;

import static io.wadi.normalise.Digits.number;
import static io.wadi.normalise.IsoTime.NONE;

import java.nio.charset.StandardCharsets;

/**
 * The regular expression that pendulum falls back on: {@code 2024}, {@code 2024/01/15 10:20}, {@code 20240115 9:5:07,25},
 * digits of any script. No zone; the fraction has at most nine digits, and may follow minutes.
 */
final class CommonTime {
    /** In bytes, were each character four of them. */
    private static final int LONGEST = 4 * "2024/01/15 10:20:30.123456789".length();

    private static final int LONGEST_FRACTION = 9;

    private CommonTime() {}

    /** A year, month and day where given, and the time, which may be missing unless {@code timed}. */
    static long timestamp(byte[] utf8, int from, int to, boolean timed) {
        if (to - from > LONGEST) {
            return NONE;
        }
        byte[] s = ascii(utf8, from, to);
        return s == utf8 ? parse(s, from, to, timed) : parse(s, 0, s.length, timed);
    }

    /** A time without a day. */
    static long timeOfDay(byte[] utf8) {
        if (utf8.length > LONGEST) {
            return NONE;
        }
        byte[] s = ascii(utf8, 0, utf8.length);
        return time(s, 0, s.length);
    }

    private static byte[] ascii(byte[] utf8, int from, int to) {
        for (int i = from; i < to; i++) {
            if (utf8[i] < 0) {
                String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
                return PythonText.ascii(text).getBytes(StandardCharsets.US_ASCII);
            }
        }
        return utf8;
    }

    private static long parse(byte[] s, int from, int to, boolean timed) {
        int year = number(s, from, 4, to);
        if (year < 0) {
            return NONE;
        }
        int afterYear = from + 4;
        int monthAt = afterSeparator(s, afterYear, to);
        int dayAt = afterSeparator(s, monthAt + 2, to);
        int month = number(s, monthAt, 2, to);
        int day = number(s, dayAt, 2, to);
        if (month >= 0 && day >= 0) {
            long time = timeOrMidnight(s, dayAt + 2, to, timed);
            if (time != NONE || dayAt + 2 == to) {
                return at(Days.of(year, month, day), time);
            }
        }
        return at(Days.of(year, 1, 1), timeOrMidnight(s, afterYear, to, timed));
    }

    private static long timeOrMidnight(byte[] s, int from, int to, boolean timed) {
        return from == to && !timed ? 0 : time(s, from, to);
    }

    private static long at(int day, long time) {
        return day == Days.NONE ? NONE : IsoTime.join(day, time);
    }

    private static int afterSeparator(byte[] s, int at, int to) {
        return at < to && (s[at] == '/' || s[at] == ':') ? at + 1 : at;
    }

    private static long time(byte[] s, int from, int to) {
        int hourAt = from < to && s[from] == ' ' ? from + 1 : from;
        int colon = afterDigits(s, hourAt, to);
        if (colon == hourAt || colon == to || s[colon] != ':') {
            return NONE;
        }
        int hour = number(s, hourAt, colon - hourAt, to);
        int at = afterDigits(s, colon + 1, to);
        if (at == colon + 1) {
            return NONE;
        }
        int minute = number(s, colon + 1, at - colon - 1, to);
        int second = 0;
        if (at < to && s[at] == ':') {
            int secondAt = at + 1;
            at = afterDigits(s, secondAt, to);
            second = at == secondAt ? -1 : number(s, secondAt, at - secondAt, to);
        }
        int micros = 0;
        if (at < to) {
            boolean point = s[at] == '.' || s[at] == '|' || s[at] == ',';
            micros = point && to - at - 1 <= LONGEST_FRACTION ? Digits.fraction(s, at + 1, to) : -1;
        }
        return Digits.clock(hour, minute, second, micros);
    }

    /** After one digit or two. */
    private static int afterDigits(byte[] s, int at, int to) {
        if (at == to || Digits.digit(s, at) < 0) {
            return at;
        }
        return at + 1 < to && Digits.digit(s, at + 1) >= 0 ? at + 2 : at + 1;
    }
}
