package io.wadi.normalise;

import static io.wadi.normalise.Digits.number;
import static io.wadi.normalise.IsoTime.NONE;

import java.util.concurrent.TimeUnit;

/** Pendulum's ISO 8601 grammar: dates of the calendar, the week and the year, times with or without a zone. */
final class IsoGrammar {
    private static final int LONGEST_AFTER_YEAR = "-W03-1".length();
    private static final int MAX_OFFSET = 24 * 60 - 1;
    private static final int NO_OFFSET = Integer.MAX_VALUE;
    private static final long EXTENDED = 1L << 31;

    private IsoGrammar() {}

    /** The day in the upper half; below, where it ends - at a {@code T}, a blank or the end - and how it is written. */
    static long date(byte[] s, int from, int to) {
        int year = number(s, from, 4, to);
        if (year < 0 || from + 4 == to) {
            return NONE;
        }
        boolean extended = s[from + 4] == '-';
        int at = from + (extended ? 5 : 4);
        int limit = Math.min(to, from + 4 + LONGEST_AFTER_YEAR + 1);
        int end = at;
        while (end < limit && s[end] != 'T' && s[end] != ' ') {
            end++;
        }
        boolean week = at < end && s[at] == 'W';
        int day = week ? week(s, year, at + 1, end, extended) : calendar(s, year, at, end, extended);
        return day == Days.NONE ? NONE : (long) day << 32 | (extended ? EXTENDED : 0) | end;
    }

    static long day(long date) {
        return date >> 32;
    }

    static int end(long date) {
        return (int) (date & ~EXTENDED);
    }

    /** With hyphens, so that its time has colons. */
    static boolean isExtended(long date) {
        return (date & EXTENDED) != 0;
    }

    private static int week(byte[] s, int year, int at, int to, boolean extended) {
        int week = number(s, at, 2, to);
        int rest = to - at - 2;
        if (rest == 0) {
            return Days.ofWeek(year, week, 1);
        }
        if (extended ? rest == 2 && s[at + 2] == '-' : rest == 1) {
            return Days.ofWeek(year, week, number(s, to - 1, 1, to));
        }
        return Days.NONE;
    }

    private static int calendar(byte[] s, int year, int at, int to, boolean extended) {
        int month = number(s, at, 2, to);
        return switch (to - at) {
            case 2 -> extended ? Days.of(year, month, 1) : Days.NONE;
            case 3 -> Days.ofOrdinal(year, number(s, at, 3, to));
            case 4 -> extended ? Days.NONE : Days.of(year, month, number(s, at + 2, 2, to));
            case 5 -> extended && s[at + 2] == '-' ? Days.of(year, month, number(s, at + 3, 2, to)) : Days.NONE;
            default -> Days.NONE;
        };
    }

    /** Microseconds since midnight UTC - of a day before or after, where there is an offset - or {@link IsoTime#NONE}. */
    static long time(byte[] s, int from, int to, int hour, boolean extended) {
        int zone = from;
        while (zone < to && s[zone] != 'Z' && s[zone] != '+' && s[zone] != '-') {
            zone++;
        }
        int offset = zone == to ? 0 : offset(s, zone, to);
        long clock = clock(s, from, zone, hour, extended);
        return clock == NONE || Math.abs(offset) > MAX_OFFSET ? NONE : clock - TimeUnit.MINUTES.toMicros(offset);
    }

    /** What follows the hour. A basic date may have basic minutes and seconds, or extended minutes alone. */
    private static long clock(byte[] s, int from, int to, int hour, boolean extended) {
        if (from == to) {
            return Digits.clock(hour, 0, 0, 0);
        }
        boolean colon = s[from] == ':';
        int minuteAt = colon ? from + 1 : from;
        int minute = number(s, minuteAt, 2, to);
        int at = minuteAt + 2;
        if (minute < 0 || (!colon && extended)) {
            return NONE;
        }
        if (at == to) {
            return Digits.clock(hour, minute, 0, 0);
        }
        if (colon && (!extended || s[at] != ':')) {
            return NONE;
        }
        int secondAt = colon ? at + 1 : at;
        int second = number(s, secondAt, 2, to);
        int point = secondAt + 2;
        int micros = 0;
        if (point < to) {
            micros = s[point] == '.' || s[point] == ',' ? Digits.fraction(s, point + 1, to) : -1;
        }
        return Digits.clock(hour, minute, second, micros);
    }

    /** Minutes east of UTC, the sign being at {@code at}. */
    private static int offset(byte[] s, int at, int to) {
        if (s[at] == 'Z') {
            return at + 1 == to ? 0 : NO_OFFSET;
        }
        int hours = number(s, at + 1, 2, to);
        boolean colon = at + 3 < to && s[at + 3] == ':';
        int minuteAt = at + (colon ? 4 : 3);
        int minutes = minuteAt == to ? 0 : number(s, minuteAt, 2, to);
        if (hours < 0 || minutes < 0 || (minuteAt != to && minuteAt + 2 != to)) {
            return NO_OFFSET;
        }
        int offset = hours * 60 + minutes;
        return s[at] == '-' ? -offset : offset;
    }
}
