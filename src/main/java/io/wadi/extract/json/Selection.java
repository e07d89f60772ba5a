package io.wadi.extract.json;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of a response.
 *
 * @param records where the records are; empty finds out from each response, which is then held whole (contract section 9)
 * @param picks the places of single values beside the records: a next cursor, a total
 */
public record Selection(Optional<JsonPath> records, Set<JsonPath> picks) {
    public Selection {
        requireNonNull(records);
        picks = Set.copyOf(picks);
    }

    public static Selection of(JsonPath records, JsonPath... picks) {
        return new Selection(Optional.of(records), Set.of(picks));
    }

    public static Selection auto(JsonPath... picks) {
        return new Selection(Optional.empty(), Set.of(picks));
    }
}
