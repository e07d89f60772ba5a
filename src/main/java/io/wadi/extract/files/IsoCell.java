package io.wadi.extract.files;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;

/** Dates, times and timestamps of ISO 8601 in bytes, without an object for each. */
final class IsoCell {
    private static final int DATE = "2026-01-31".length();
    private static final int TIME = "23:59:59".length();
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final int WRONG = -1;

    private IsoCell() {}

    /** Days since 1970, or {@link CsvType#NONE}. */
    static long date(byte[] bytes, int from, int to) {
        return to - from == DATE ? days(bytes, from) : CsvType.NONE;
    }

    /** Microseconds since midnight: hours, minutes and seconds, and a fraction. */
    static long time(byte[] bytes, int from, int to) {
        if (to - from < TIME || bytes[from + 2] != ':' || bytes[from + 5] != ':') {
            return CsvType.NONE;
        }
        int hour = number(bytes, from, 2);
        int minute = number(bytes, from + 3, 2);
        int second = number(bytes, from + 6, 2);
        long fraction = fraction(bytes, from + TIME, to);
        return hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0
                ? CsvType.NONE
                : TimeUnit.SECONDS.toMicros((hour * 60L + minute) * 60 + second) + fraction;
    }

    /** Microseconds since 1970: a date, a T or a blank, a time, and an offset; without one it is UTC (contract 3.1). */
    static long timestamp(byte[] bytes, int from, int to) {
        long days = to - from >= DATE ? days(bytes, from) : CsvType.NONE;
        if (days == CsvType.NONE || to - from == DATE) {
            return days == CsvType.NONE ? days : days * DAY;
        }
        byte between = bytes[from + DATE];
        int end = zone(bytes, from + DATE + 1, to);
        long time = (between == 'T' || between == ' ') && end >= 0 ? time(bytes, from + DATE + 1, end) : CsvType.NONE;
        long offset = time == CsvType.NONE ? CsvType.NONE : offset(bytes, end, to);
        return offset == CsvType.NONE ? CsvType.NONE : days * DAY + time - offset;
    }

    private static int zone(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == 'Z' || bytes[at] == '+' || bytes[at] == '-') {
                return at;
            }
        }
        return to;
    }

    /** In microseconds: nothing, Z, +01, +01:00 or +0100. */
    private static long offset(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0 || (length == 1 && bytes[from] == 'Z')) {
            return 0;
        }
        boolean colon = length == 6 && bytes[from + 3] == ':';
        if (bytes[from] == 'Z' || !(colon || length == 5 || length == 3)) {
            return CsvType.NONE;
        }
        int hours = number(bytes, from + 1, 2);
        int minutes = length == 3 ? 0 : number(bytes, to - 2, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
            return CsvType.NONE;
        }
        long offset = TimeUnit.MINUTES.toMicros(hours * 60L + minutes);
        return bytes[from] == '-' ? -offset : offset;
    }

    private static long days(byte[] bytes, int from) {
        if (bytes[from + 4] != '-' || bytes[from + 7] != '-') {
            return CsvType.NONE;
        }
        int year = number(bytes, from, 4);
        int month = number(bytes, from + 5, 2);
        int day = number(bytes, from + 8, 2);
        if (year < 1 || month < 1 || month > 12 || day < 1 || day > 31) {
            return CsvType.NONE;
        }
        if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
            return CsvType.NONE;
        }
        return LocalDate.of(year, month, day).toEpochDay();
    }

    /** In microseconds: nothing, or a point and one to nine digits; else {@link #WRONG}. */
    private static long fraction(byte[] bytes, int from, int to) {
        if (from == to) {
            return 0;
        }
        int digits = to - from - 1;
        if (bytes[from] != '.' || digits < 1 || digits > 9) {
            return WRONG;
        }
        long micros = 0;
        for (int i = 0; i < Math.max(6, digits); i++) {
            int digit = i < digits ? bytes[from + 1 + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return WRONG;
            }
            micros = i < 6 ? micros * 10 + digit : micros;
        }
        return micros;
    }

    private static int number(byte[] bytes, int from, int digits) {
        int value = 0;
        for (int at = from; at < from + digits; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return WRONG;
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
