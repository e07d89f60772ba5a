package io.wadi.config.vault;

import io.wadi.config.Vault;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A vault that is asked once a section, and again when some time has passed or somebody refused what it had. While it is not
 * reached, what it said before holds.
 */
final class Sections implements Vault {
    private final SecretStore store;
    private final Duration fresh;
    private final InstantSource clock;
    private final Map<String, Section> known = new HashMap<>();

    /** @param values empty when there is no such secret */
    private record Section(Optional<Map<String, String>> values, Instant until) {
        @Override
        public String toString() {
            return "a section of secrets";
        }
    }

    /** @param fresh how long an answer holds */
    Sections(SecretStore store, Duration fresh, InstantSource clock) {
        this.store = store;
        this.fresh = fresh;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<String> find(String section, String key) {
        return section(section)
                .values()
                .flatMap(values -> Optional.ofNullable(values.get(key)))
                .filter(value -> !value.isEmpty());
    }

    private Section section(String name) {
        Instant now = clock.instant();
        Optional<Section> before = Optional.ofNullable(known.get(name));
        if (before.filter(section -> now.isBefore(section.until())).isPresent()) {
            return before.get();
        }
        Section asked;
        try {
            asked = new Section(ask(store.name(name)), now.plus(fresh));
        } catch (TransientFailure unreached) {
            asked = new Section(before.orElseThrow(() -> unreached).values(), now.plus(fresh));
        }
        known.put(name, asked);
        return asked;
    }

    private Optional<Map<String, String>> ask(String name) {
        return store.text(name)
                .map(text -> SectionText.read(text)
                        .orElseThrow(() -> new TerminalFailure(
                                Explanation.of(store.title() + ": secret " + name + " is not a JSON object")
                                        .fix("write it as one that has the keys of the section: {\"token\": \"…\"}"))));
    }

    @Override
    public synchronized String place(String section, String key) {
        String where = store.title() + " (secret " + store.name(section) + ", key " + key;
        return where
                + Optional.ofNullable(known.get(section))
                        .map(asked -> asked.values()
                                .map(values -> values.containsKey(key) ? "" : "; it has " + keys(values))
                                .orElse("; there is no such secret"))
                        .orElse("")
                + ")";
    }

    private static String keys(Map<String, String> values) {
        return values.isEmpty() ? "no keys" : String.join(", ", values.keySet());
    }

    @Override
    public synchronized void refused(String section) {
        Optional.ofNullable(known.get(section))
                .ifPresent(asked -> known.put(section, new Section(asked.values(), Instant.MIN)));
    }
}
