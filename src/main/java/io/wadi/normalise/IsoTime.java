package io.wadi.normalise;

import java.util.concurrent.TimeUnit;

/**
 * Finds timestamps, days and times of day in text as dlt does (contract 3.1, 3.2): by pendulum's ISO 8601 grammar, then by
 * its {@link CommonTime} grammar. Nothing is allocated for ASCII.
 */
public final class IsoTime {
    /** Not a time. */
    public static final long NONE = Long.MIN_VALUE;

    static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final long FIRST = Days.FIRST * DAY;
    private static final long LAST = Days.LAST * DAY + DAY - 1;
    private static final int PLAIN = "2024-01-15T10:20:30".length();
    private static final int SHORTEST = "20241:2".length();

    private IsoTime() {}

    /** The timestamp that the UTF-8 text is, in microseconds since 1970-01-01 UTC, or {@link #NONE}: it stays a text. */
    public static long detect(byte[] utf8, int from, int to) {
        if (to - from < SHORTEST || !mayBegin(utf8[from])) {
            return NONE;
        }
        long found = plain(utf8, from, to);
        if (found != NONE) {
            return found;
        }
        found = isoTimestamp(utf8, from, to);
        return found == NONE ? CommonTime.timestamp(utf8, from, to, true) : found;
    }

    /** A text in a timestamp's place: also a day, at midnight. */
    static long timestamp(byte[] utf8) {
        int to = utf8.length;
        if (to == 0 || !mayBegin(utf8[0])) {
            return NONE;
        }
        long found = isoTimestamp(utf8, 0, to);
        if (found != NONE) {
            return found;
        }
        long date = IsoGrammar.date(utf8, 0, to);
        boolean dayAlone = date != NONE && IsoGrammar.end(date) == to;
        return dayAlone ? IsoGrammar.day(date) * DAY : CommonTime.timestamp(utf8, 0, to, false);
    }

    /** A text in a time's place, in microseconds since midnight UTC. */
    static long timeOfDay(byte[] utf8) {
        int to = utf8.length;
        boolean marked = to > 0 && utf8[0] == 'T';
        int at = marked ? 1 : 0;
        int hour = Digits.number(utf8, at, 2, to);
        boolean extended = !marked && at + 2 < to && utf8[at + 2] == ':';
        long time = hour >= 0 && (marked || extended) ? IsoGrammar.time(utf8, at + 2, to, hour, extended) : NONE;
        if (time == NONE) {
            time = CommonTime.timeOfDay(utf8);
        }
        return time == NONE ? NONE : Math.floorMod(time, DAY);
    }

    /** A day and the microseconds from its midnight on, within the years that there are. */
    static long join(long day, long time) {
        long micros = day * DAY + time;
        return time == NONE || micros < FIRST || micros > LAST ? NONE : micros;
    }

    /** A digit, or the first byte of another script's. */
    private static boolean mayBegin(byte b) {
        return b < 0 || (b >= '0' && b <= '9');
    }

    /** {@code 2024-01-15T10:20:30}, a fraction, {@code Z}: what nearly all timestamps are, found without branching on digits. */
    private static long plain(byte[] s, int from, int to) {
        int at = from + PLAIN;
        boolean shaped = at <= to
                && s[from + 4] == '-'
                && s[from + 7] == '-'
                && (s[from + 10] == 'T' || s[from + 10] == ' ')
                && s[from + 13] == ':'
                && s[from + 16] == ':';
        if (!shaped) {
            return NONE;
        }
        int century = Digits.pair(s, from);
        int year = Digits.pair(s, from + 2);
        int month = Digits.pair(s, from + 5);
        int day = Digits.pair(s, from + 8);
        int hour = Digits.pair(s, from + 11);
        int minute = Digits.pair(s, from + 14);
        int second = Digits.pair(s, from + 17);
        int micros = 0;
        if (at < to && s[at] == '.') {
            int first = ++at;
            while (at < to && Digits.digit(s, at) >= 0) {
                at++;
            }
            micros = Digits.fraction(s, first, at);
        }
        boolean ends = at == to || (s[at] == 'Z' && at + 1 == to);
        if (!ends || (century | year | month | day | hour | minute | second | micros) < 0) {
            return NONE;
        }
        int date = Days.of(century * 100 + year, month, day);
        return date == Days.NONE ? NONE : join(date, Digits.clock(hour, minute, second, micros));
    }

    private static long isoTimestamp(byte[] s, int from, int to) {
        long date = IsoGrammar.date(s, from, to);
        int at = IsoGrammar.end(date);
        if (date == NONE || at == to) {
            return NONE;
        }
        int hour = Digits.number(s, at + 1, 2, to);
        if (hour < 0) {
            return NONE;
        }
        return join(IsoGrammar.day(date), IsoGrammar.time(s, at + 3, to, hour, IsoGrammar.isExtended(date)));
    }
}
