package io.wadi.flow.alert;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What somebody may want to be told of. The closed words of {@code alerts.NAME.on}. */
public enum Trouble {
    /** A run failed, and nothing follows by itself. */
    FAILED,
    /** A run's node is gone, and nothing follows by itself. */
    CRASHED,
    /** A run's node is gone, and its next attempt goes on by itself. */
    INTERRUPTED,
    TIMED_OUT,
    /** A run was due and has not begun. */
    LATE,
    /** No run succeeded for longer than the deployment expects. */
    NO_SUCCESS,
    /** A good run loaded far more or fewer rows than those before it. */
    ROWS,
    /** A good run loaded no row. */
    ZERO_ROWS,
    /** A good run found new tables or columns. */
    SCHEMA;

    /** What a channel that does not say is told of. */
    public static final Set<Trouble> USUAL =
            Set.copyOf(EnumSet.of(FAILED, CRASHED, INTERRUPTED, TIMED_OUT, NO_SUCCESS));

    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Trouble> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Trouble::word).toList();
    }

    /** Those of one family are one incident: runs that end badly, however they do. */
    public Trouble family() {
        return this == CRASHED || this == TIMED_OUT ? FAILED : this;
    }

    /** Whether those who were told of it are told when it is over. */
    public boolean tellsRecovery() {
        return this != ROWS && this != SCHEMA;
    }
}
