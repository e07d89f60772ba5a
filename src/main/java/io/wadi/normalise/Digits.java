package io.wadi.normalise;

/** Fields of digits in text, and the times that they make. */
final class Digits {
    private Digits() {}

    /** The digit at {@code at}, or -1. */
    static int digit(byte[] s, int at) {
        int digit = s[at] - '0';
        return digit >= 0 && digit <= 9 ? digit : -1;
    }

    /** The number of {@code count} ASCII digits at {@code at}, or -1. */
    static int number(byte[] s, int at, int count, int to) {
        if (to - at < count) {
            return -1;
        }
        int number = 0;
        for (int i = at; i < at + count; i++) {
            int digit = digit(s, i);
            if (digit < 0) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** The number of two digits, or a negative one. */
    static int pair(byte[] s, int at) {
        int tens = s[at] - '0';
        int ones = s[at + 1] - '0';
        int wrong = (tens | ones | (9 - tens) | (9 - ones)) >> 31;
        return wrong | (tens * 10 + ones);
    }

    /** The digits of a fraction of a second as microseconds, cut off rather than rounded; -1 when they are no digits. */
    static int fraction(byte[] s, int from, int to) {
        int micros = from == to ? -1 : 0;
        int unit = 100_000;
        for (int i = from; i < to; i++) {
            int digit = digit(s, i);
            if (digit < 0) {
                return -1;
            }
            micros += digit * unit;
            unit /= 10;
        }
        return micros;
    }

    /** Microseconds since midnight, or {@link IsoTime#NONE} when there is no such time. */
    static long clock(int hour, int minute, int second, int micros) {
        boolean exists = hour <= 23 && minute <= 59 && second >= 0 && second <= 59 && micros >= 0;
        return exists ? ((hour * 60L + minute) * 60 + second) * 1_000_000 + micros : IsoTime.NONE;
    }
}
