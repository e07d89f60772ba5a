package io.wadi.flow.run;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What had a run begin. */
public enum Trigger {
    SCHEDULE,
    /** An instant that went by while nothing could run. */
    MISFIRE,
    COMMAND_LINE,
    API,
    CONSOLE,
    BACKFILL,
    /** Its package waits: what is left of its way is gone, without its source. */
    RESUME,
    /** A package that was loaded is loaded once more. */
    REPLAY;

    /** Whether it is about a package that is there, and asks no source. */
    public boolean isOfPackage() {
        return this == RESUME || this == REPLAY;
    }

    /** Whether nobody waits for just this run: another of its deployment is as good. */
    public boolean isClock() {
        return this == SCHEDULE || this == MISFIRE;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Trigger> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }
}
