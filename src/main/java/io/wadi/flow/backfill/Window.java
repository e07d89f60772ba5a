package io.wadi.flow.backfill;

import static java.util.Objects.requireNonNull;

/** What one run of a backfill reads, as its parameters say it. The end does not belong to it, unless it is a last day. */
public record Window(String start, String end) {
    public Window {
        requireNonNull(start);
        requireNonNull(end);
    }

    @Override
    public String toString() {
        return start + ".." + end;
    }
}
