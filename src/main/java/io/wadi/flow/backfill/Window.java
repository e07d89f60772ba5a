package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/** What one run of a backfill reads, as its parameters say it. The end does not belong to it, unless it is a last day. */
public record Window(String start, String end) {
    private static final String BETWEEN = "..";

    public Window {
        requireNonNull(start);
        requireNonNull(end);
    }

    /** As {@link #toString} writes it. */
    static Optional<Window> of(String text) {
        int dots = text.indexOf(BETWEEN);
        return dots < 0
                ? Optional.empty()
                : Optional.of(new Window(text.substring(0, dots), text.substring(dots + BETWEEN.length())));
    }

    @Override
    public String toString() {
        return start + BETWEEN + end;
    }
}
