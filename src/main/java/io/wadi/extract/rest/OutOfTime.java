package io.wadi.extract.rest;

import java.io.InterruptedIOException;
import java.time.Duration;

/** A server that was too slow; says for what and which option allows more. */
final class OutOfTime extends InterruptedIOException {
    private static final long serialVersionUID = 1L;

    OutOfTime(String what, Duration time, String option) {
        super(what + " within " + text(time) + " (" + option + ")");
    }

    private static String text(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
}
