package io.wadi.normalise;

/** Calendar arithmetic on days since 1970-01-01, within the years 1 to 9999 that Python's datetime has. */
final class Days {
    static final int FIRST = -719_162;
    static final int LAST = 2_932_896;
    /** Not a day. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int[] BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};

    private Days() {}

    static int of(int year, int month, int day) {
        if (month < 1 || month > 12 || day < 1) {
            return NONE;
        }
        int leap = month == 2 && isLeap(year) ? 1 : 0;
        if (day > BEFORE_MONTH[month] - BEFORE_MONTH[month - 1] + leap) {
            return NONE;
        }
        int leapBefore = month > 2 && isLeap(year) ? 1 : 0;
        return checked(beforeYear(year) + BEFORE_MONTH[month - 1] + leapBefore + day - 1);
    }

    static int ofOrdinal(int year, int day) {
        boolean exists = day >= 1 && day <= (isLeap(year) ? 366 : 365);
        return exists ? checked(beforeYear(year) + day - 1) : NONE;
    }

    /** A day of an ISO week. Week 0 and day 0 count backwards, as in pendulum. */
    static int ofWeek(int year, int week, int weekday) {
        if (weekday < 0 || weekday > 7 || week < 0 || week > 53 || (week == 53 && !hasWeek53(year))) {
            return NONE;
        }
        int january4 = beforeYear(year) + 3;
        int weekdayOfJanuary4 = Math.floorMod(january4 + 3, 7) + 1;
        return checked(january4 - weekdayOfJanuary4 + (week - 1) * 7 + weekday);
    }

    private static boolean hasWeek53(int year) {
        int january1 = Math.floorMod(beforeYear(year) + 3, 7) + 1;
        return january1 == 4 || (january1 == 3 && isLeap(year));
    }

    private static boolean isLeap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    private static int beforeYear(int year) {
        int y = year - 1;
        return FIRST + 365 * y + Math.floorDiv(y, 4) - Math.floorDiv(y, 100) + Math.floorDiv(y, 400);
    }

    private static int checked(int day) {
        return day < FIRST || day > LAST ? NONE : day;
    }
}
