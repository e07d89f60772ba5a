package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What becomes of a deployment's incidents. */
public sealed interface Change {
    /**
     * A new one.
     *
     * @param lasts false for what is told once and is nothing that could pass
     */
    record Opened(Trouble trouble, Optional<String> run, Notice notice, boolean lasts) implements Change {
        public Opened {
            requireNonNull(trouble);
            requireNonNull(run);
            requireNonNull(notice);
        }
    }

    /**
     * The same once more: only those hear of it who want to know of this trouble and were not told of the one before.
     */
    record Again(Incident incident, Trouble trouble, String run, Notice notice) implements Change {
        public Again {
            requireNonNull(incident);
            requireNonNull(trouble);
            requireNonNull(run);
            requireNonNull(notice);
        }
    }

    /**
     * It has passed.
     *
     * @param notice for those who were told of it; empty where nobody need know
     */
    record Closed(Incident incident, Optional<Notice> notice) implements Change {
        public Closed {
            requireNonNull(incident);
            requireNonNull(notice);
        }
    }
}
