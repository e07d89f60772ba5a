package io.wadi.extract.rest;

import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What answers mean that an API uses in a way of its own.
 *
 * @param statuses by status
 * @param texts that stand in the beginning of an answer of any status, and go before statuses
 */
public record Reactions(Map<Integer, Action> statuses, Map<Action, String> texts) {
    public static final Reactions NONE = new Reactions(Map.of(), Map.of());

    /** How much of an answer is searched, in bytes. */
    static final int SEARCHED = 64 << 10;

    /** The strictest first: where several texts are there, it is the one. */
    public enum Action {
        /** An error that stays. */
        FAIL,
        /** An error that may pass. */
        RETRY,
        /** There is nothing more in the whole resource. */
        STOP,
        /** The page has no records, and no other follows it. */
        IGNORE
    }

    public Reactions {
        statuses = Map.copyOf(statuses);
        texts = texts.isEmpty() ? Map.of() : new EnumMap<>(texts);
    }

    Optional<Action> of(int status, byte[] beginning) {
        if (!texts.isEmpty()) {
            String text = new String(beginning, StandardCharsets.UTF_8);
            for (Action action : Action.values()) {
                if (texts.containsKey(action) && text.contains(texts.get(action))) {
                    return Optional.of(action);
                }
            }
        }
        return Optional.ofNullable(statuses.get(status));
    }
}
