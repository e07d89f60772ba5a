package io.wadi.load;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;

/**
 * What becomes of a thing that a load made on its way. Load ids only grow, and a load commits only onto the head that it
 * began at: what the head has passed without a receipt never commits.
 */
public enum Fate {
    LOADED("its load is done"),
    OVERTAKEN("a later load came first, so its own never commits"),
    OLD("no load takes so long"),
    YOUNG("its load may be under way");

    private final String why;

    Fate(String why) {
        this.why = why;
    }

    /**
     * @param loaded whether the load has its receipt
     * @param heads the head of each pipeline that the load may be of
     * @param last when the thing was last changed
     */
    public static Fate of(String loadId, boolean loaded, Collection<String> heads, Instant last, Sweep sweep) {
        if (loaded) {
            return LOADED;
        }
        if (!heads.isEmpty() && heads.stream().allMatch(head -> isAbove(head, loadId))) {
            return OVERTAKEN;
        }
        return last.isBefore(sweep.before()) ? OLD : YOUNG;
    }

    private static boolean isAbove(String head, String loadId) {
        try {
            return new BigDecimal(head).compareTo(new BigDecimal(loadId)) > 0;
        } catch (NumberFormatException e) {
            // Nothing was loaded yet, or the head was written by other hands.
            return false;
        }
    }

    /** For a person. */
    public String why() {
        return why;
    }

    public boolean goes() {
        return this != YOUNG;
    }
}
