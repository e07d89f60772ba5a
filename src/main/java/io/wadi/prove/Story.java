package io.wadi.prove;

import static java.util.Objects.requireNonNull;

/**
 * What a destination shows when nothing goes wrong.
 *
 * @param before the load that others break off
 * @param after it
 * @param end after the load that follows it
 */
public record Story(Sight before, Sight after, Sight end) {
    public Story {
        requireNonNull(before);
        requireNonNull(after);
        requireNonNull(end);
    }
}
