package io.wadi.extract.json;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a response.
 *
 * @param records where the records are; empty finds out from each response (contract section 9)
 * @param picks the places of single values beside the records: a next cursor, a total
 * @param added what each record gets besides
 */
public record Selection(Optional<JsonPath> records, Set<JsonPath> picks, Optional<Addition> added) {
    public Selection {
        requireNonNull(records);
        requireNonNull(added);
        picks = Set.copyOf(picks);
    }

    public Selection(Optional<JsonPath> records, Set<JsonPath> picks) {
        this(records, picks, Optional.empty());
    }

    /** The same of another set of single values. */
    public Selection picking(Set<JsonPath> others) {
        return new Selection(records, others, added);
    }

    public static Selection of(JsonPath records, JsonPath... picks) {
        return new Selection(Optional.of(records), Set.of(picks));
    }

    public static Selection auto(JsonPath... picks) {
        return new Selection(Optional.empty(), Set.of(picks));
    }
}
