package io.wadi.flow.deploy;

import static java.util.Objects.requireNonNull;

import java.util.SortedMap;

/**
 * A deployment that is to be in force.
 *
 * @param fields its keys, and what each says in words: for people, and to compare
 * @param definition its entry, whole, as a store keeps it
 * @param fingerprint of the definition: the same where nothing differs
 */
public record Wanted(
        String name, String pipeline, SortedMap<String, String> fields, String definition, String fingerprint) {
    public Wanted {
        requireNonNull(name);
        requireNonNull(pipeline);
        requireNonNull(fields);
        requireNonNull(definition);
        requireNonNull(fingerprint);
    }
}
