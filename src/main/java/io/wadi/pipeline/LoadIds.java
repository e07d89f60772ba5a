package io.wadi.pipeline;

import io.wadi.model.Head;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Load ids as dlt makes them: seconds since 1970 with microseconds, as text (contract 2.3), and always above the head's. */
final class LoadIds {
    private LoadIds() {}

    static String next(Instant now, Head head) {
        BigDecimal id = BigDecimal.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, now), 6);
        try {
            BigDecimal last = head.equals(Head.NONE) ? BigDecimal.ZERO : new BigDecimal(head.loadId());
            // A clock that jumped back must not make an id that sorts before what is loaded.
            if (id.compareTo(last) <= 0) {
                id = last.add(BigDecimal.valueOf(1, 6));
            }
        } catch (NumberFormatException e) {
            // The head was written by other hands; any id is above it.
            return text(id);
        }
        return text(id);
    }

    /** Python's text of a float: no trailing zeros, but always a fraction. */
    private static String text(BigDecimal id) {
        BigDecimal plain = id.stripTrailingZeros();
        return (plain.scale() < 1 ? plain.setScale(1) : plain).toPlainString();
    }
}
