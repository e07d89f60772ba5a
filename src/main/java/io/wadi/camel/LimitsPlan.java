package io.wadi.camel;

import io.wadi.config.TimeSpan;
import io.wadi.extract.rest.Budget;
import io.wadi.extract.rest.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a source says of all requests of its resources.
 *
 * @param retries of one run
 */
record LimitsPlan(Limits limits, int retries) {
    /** Nothing was said. */
    static final LimitsPlan NONE = new LimitsPlan(Limits.NONE, Budget.USUAL);

    static LimitsPlan of(LimitsConfiguration options, Set<String> given, Problems problems) {
        Optional<Limits.Rate> rate = problems.read("rateLimit", options.getRateLimit(), LimitsPlan::rate);
        if (given.contains("maxInFlight") && options.getMaxInFlight() < 1) {
            problems.wrong("maxInFlight", Integer.toString(options.getMaxInFlight()), List.of("1 or more"));
        }
        return new LimitsPlan(
                new Limits(
                        rate,
                        options.getMaxInFlight() < 1 ? OptionalInt.empty() : OptionalInt.of(options.getMaxInFlight())),
                options.getRetryBudget());
    }

    private static Limits.Rate rate(String text) {
        int slash = text.indexOf('/');
        String number = slash < 0 ? text : text.substring(0, slash).strip();
        String span = slash < 0 ? "" : text.substring(slash + 1).strip();
        if (!number.matches("[1-9]\\d{0,6}") || span.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' is no rate such as 100/10s, 5/s or 1000/h");
        }
        Duration per = TimeSpan.parse(Character.isDigit(span.charAt(0)) || span.charAt(0) == 'P' ? span : "1" + span);
        return new Limits.Rate(Integer.parseInt(number), per);
    }
}
