package io.wadi.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a run that is due while an earlier one of its deployment has not ended. */
public enum Overlap {
    /** One waits; what is due meanwhile is the same wish again. */
    QUEUE,
    /** It is passed over, and the list of runs says so. */
    SKIP,
    /** The earlier one is cancelled. */
    CANCEL,
    /** Both run, as far as there are slots. */
    ALLOW;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Overlap> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Overlap::word).toList();
    }
}
