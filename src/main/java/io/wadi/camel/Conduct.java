package io.wadi.camel;

import io.wadi.config.TimeSpan;
import io.wadi.extract.rest.Reactions;
import io.wadi.extract.rest.Timeouts;
import io.wadi.model.Explanation;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How an endpoint deals with an API.
 *
 * @param retries empty where the registry says it
 */
record Conduct(Timeouts timeouts, OptionalInt retries, Reactions reactions, boolean allowLinkLocal) {
    private static final List<String> ACTIONS = Arrays.stream(Reactions.Action.values())
            .map(Problems::word)
            .sorted()
            .toList();

    static Conduct of(ConductConfiguration options, Set<String> given, Problems problems) {
        Timeouts timeouts = new Timeouts(
                time("connectTimeout", options.getConnectTimeout(), Timeouts.USUAL.connect(), problems),
                time("readTimeout", options.getReadTimeout(), Timeouts.USUAL.read(), problems),
                time("totalTimeout", options.getTotalTimeout(), Timeouts.USUAL.total(), problems));
        return new Conduct(
                timeouts,
                given.contains("retries") ? OptionalInt.of(options.getRetries()) : OptionalInt.empty(),
                new Reactions(statuses(options.getOnStatus(), problems), texts(options.getOnText(), problems)),
                options.isAllowLinkLocal());
    }

    private static Duration time(String option, String text, Duration otherwise, Problems problems) {
        return problems.read(option, text, TimeSpan::parse).orElse(otherwise);
    }

    private static Map<Integer, Reactions.Action> statuses(Map<String, String> options, Problems problems) {
        Map<Integer, Reactions.Action> statuses = new HashMap<>();
        options.forEach((status, word) -> {
            if (status.matches("[245]\\d\\d")) {
                statuses.put(
                        Integer.valueOf(status), problems.word("onStatus." + status, word, Reactions.Action.values()));
            } else {
                problems.add(Explanation.of("unknown option onStatus." + status)
                        .fix("it is a status of an answer, such as onStatus.404; redirects are always followed"));
            }
        });
        return statuses;
    }

    private static Map<Reactions.Action, String> texts(Map<String, String> options, Problems problems) {
        Map<Reactions.Action, String> texts = new EnumMap<>(Reactions.Action.class);
        options.forEach((word, text) -> {
            if (!ACTIONS.contains(word)) {
                problems.unknown("onText." + word, "onText.", ACTIONS);
            } else if (text.isBlank()) {
                problems.add(Explanation.of("onText." + word + " is empty").fix("say what stands in such an answer"));
            } else {
                Problems.constant(word, Reactions.Action.values()).ifPresent(action -> texts.put(action, text));
            }
        });
        return texts;
    }
}
