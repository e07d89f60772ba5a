package io.wadi.flow.store;

import static io.wadi.flow.store.Stores.NOON;
import static io.wadi.flow.store.Stores.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Overlap;
import io.wadi.flow.run.Trigger;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StationsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void eachAttemptHasItsOwnAndWhatIsToldAgainTakesThePlaceOfWhatWas(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            store.queue().arrive("r1", order("a", Trigger.API), Overlap.QUEUE, NOON);
            store.runs().change("r1", run -> run.claimed("n1", NOON));
            Stations.Stretch first = new Stations.Stretch(1, "extract", NOON, NOON.plusSeconds(3));
            Stations.Stretch longer = new Stations.Stretch(1, "extract", NOON, NOON.plusSeconds(5));
            Stations.Stretch load = new Stations.Stretch(2, "load", NOON.plusSeconds(9), NOON.plusSeconds(10));
            store.stations().tell("r1", "n1", 1, List.of(first), Map.of("a", 4L));
            store.stations().tell("r1", "n1", 1, List.of(longer), Map.of("a", 9L, "a__b", 2L));
            assertThat(store.stations().packed("r1")).isEqualTo(Map.of("a", 9L, "a__b", 2L));
            store.stations().tell("r1", "n1", 2, List.of(load), Map.of("a", 1L));
            assertThat(store.stations().of("r1")).containsExactly(longer, load);
            assertThat(store.stations().packed("r1")).isEqualTo(Map.of("a", 1L));
            store.stations().tell("r1", "n2", 2, List.of(first), Map.of("a", 77L));
            store.stations().tell("r2", "n1", 1, List.of(first), Map.of("a", 77L));
            assertThat(store.stations().of("r1")).as("only its node tells").hasSize(2);
            assertThat(store.stations().packed("r1")).containsEntry("a", 1L);
            assertThat(store.stations().of("r2")).isEmpty();
        }
    }
}
