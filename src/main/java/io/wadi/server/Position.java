package io.wadi.server;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much of a run somebody has been told. It is the id of an event, so that whoever comes back says where to go on, to
 * whichever node.
 *
 * @param states how many of its states
 * @param lines the last line of its log
 */
public record Position(long states, long lines) {
    public static final Position START = new Position(0, 0);
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})-(\\d{1,15})");

    static Optional<Position> of(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(new Position(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return states + "-" + lines;
    }
}
