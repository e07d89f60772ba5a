package io.wadi.flow;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of the instants that went by while nothing could run.
 *
 * @param window how far back it looks
 * @param most how many runs {@link Policy#ALL} makes up for, the latest ones
 */
public record Misfire(Policy policy, Duration window, int most) {
    public static final Misfire USUAL = new Misfire(Policy.COALESCE, Duration.ofHours(24), 10);

    /** The closed words of {@code misfire.policy}. */
    public enum Policy {
        /** One run for all of them. */
        COALESCE,
        /** A run for each. */
        ALL,
        /** None; one that is passed over tells of it. */
        SKIP;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Policy> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Policy::word).toList();
        }
    }

    public Misfire {
        requireNonNull(policy);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("misfire.window is a time, as in 24h");
        }
        if (most < 1) {
            throw new IllegalArgumentException("misfire.max is 1 or more");
        }
    }

    /**
     * The instants to make up for, in their order; under {@link Policy#SKIP} the last one, to be passed over.
     *
     * @param last what was due last and is known to have been seen to
     * @param now not made up for itself: it is due in the ordinary way
     */
    public List<Instant> makeUp(List<Schedule> schedules, Instant last, Instant now) {
        Instant from = last.isAfter(now.minus(window)) ? last : now.minus(window);
        List<Instant> missed = new ArrayList<>();
        for (Optional<Instant> at = Schedule.first(schedules, from);
                at.isPresent() && at.get().isBefore(now);
                at = Schedule.first(schedules, at.get())) {
            missed.add(at.get());
            if (missed.size() > (policy == Policy.ALL ? most : 1)) {
                missed.remove(0);
            }
        }
        return List.copyOf(missed);
    }

    /** How many there were within the window. */
    public int count(List<Schedule> schedules, Instant last, Instant now) {
        return new Misfire(Policy.ALL, window, Integer.MAX_VALUE - 1)
                .makeUp(schedules, last, now)
                .size();
    }
}
