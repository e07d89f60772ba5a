package io.wadi.extract.sql;

import java.util.concurrent.TimeUnit;

/** PostgreSQL counts from the year 2000; the first and the last number are its infinities. */
final class PostgresTime {
    static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final int EPOCH_DAYS = 10_957;
    private static final long EPOCH_MICROS = EPOCH_DAYS * DAY;

    private PostgresTime() {}

    static boolean isDay(int days) {
        return days != Integer.MIN_VALUE && days != Integer.MAX_VALUE && days < Integer.MAX_VALUE - EPOCH_DAYS;
    }

    static int days(int since2000) {
        return since2000 + EPOCH_DAYS;
    }

    /** Whether it is a time that microseconds since 1970 reach. */
    static boolean isTime(long micros) {
        return micros != Long.MIN_VALUE
                && micros != Long.MAX_VALUE
                && Micros.reach(Math.floorDiv(micros, 1_000_000L) + EPOCH_MICROS / 1_000_000L);
    }

    static long micros(long since2000) {
        return since2000 + EPOCH_MICROS;
    }
}
