package io.wadi.flow.backfill;

import static io.wadi.flow.store.Stores.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
    @TempDir
    Path folder;

    @Test
    void ofTwoWhoWantTheSameAtOnceBothAreServed() {
        try (RunStore store = Stores.SQLITE.open(folder)) {
            Filling filling = new Filling(
                    store,
                    (asks, due) -> new Order(
                            "a",
                            Optional.of("a"),
                            asks,
                            Trigger.BACKFILL,
                            "ann",
                            Optional.empty(),
                            due,
                            Map.of(),
                            1,
                            Optional.empty()),
                    () -> "r1");
            Backfill backfill = new Backfill(
                    "a",
                    Asks.NOTHING,
                    List.of(new Window("2026-01-01", "2026-01-02")),
                    Stretch.START,
                    Stretch.END,
                    1,
                    Optional.empty());
            filling.fill(backfill, filling.plan(backfill, false), NOON);
            store.runs()
                    .change("r1", run -> run.claimed("n1", NOON).begun(1, NOON).to(RunState.FAILED, "no", NOON));

            Fill again = filling.plan(backfill, false);
            assertThat(again.count(Fill.What.AGAIN)).isEqualTo(1);
            filling.fill(backfill, again, NOON);
            filling.fill(backfill, again, NOON);

            assertThat(store.runs().find("r1")).hasValueSatisfying(run -> {
                assertThat(run.state()).isEqualTo(RunState.QUEUED);
                assertThat(run.attemptsLeft()).isEqualTo(1);
            });
        }
    }
}
