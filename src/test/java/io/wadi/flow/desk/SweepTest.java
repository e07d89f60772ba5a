package io.wadi.flow.desk;

import static io.wadi.flow.alert.Troubles.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Overlap;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.DeploymentBook.Hold;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SweepTest extends Desks {
    @ParameterizedTest
    @EnumSource
    void anEndThatNobodyHeardOfIsFoundByTheSweep(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            run(store, RunState.FAILED);
            AlertDesk desk = desk(store, "n1");
            now = now.plus(Duration.ofMinutes(1));
            desk.sweep();
            desk.sweep();
            assertThat(told).containsExactly("a ALERT products failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatDoesNotBeginIsLateUntilItDoes(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            AlertDesk desk = desk(store, "n1");
            store.queue().arrive("w", Stores.order("products", Trigger.SCHEDULE), Overlap.QUEUE, now);
            desk.sweep();
            assertThat(told).isEmpty();
            now = now.plus(Duration.ofMinutes(6));
            desk.sweep();
            desk.sweep();
            assertThat(told).containsExactly("a ALERT products is late");
            store.runs().change("w", run -> run.claimed("n1", now));
            desk.sweep();
            assertThat(told).contains("a RECOVERY products is no longer late").hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScheduleThatNobodyFiresAndADayWithoutSuccessAreToldUnlessItIsHeld(Stores kind) {
        watch = new Watch(
                watch.channels(), new Expectation(Optional.of(Duration.ofHours(26)), 0.5, Duration.ofMinutes(5)));
        try (RunStore store = kind.open(folder)) {
            store.deployments().apply(List.of(deployed()), List.of(), Map.of());
            AlertDesk desk = desk(store, "n1");
            now = NOON.plus(Duration.ofMinutes(66));
            desk.sweep();
            assertThat(told).containsExactly("a ALERT products is late");
            now = NOON.plus(Duration.ofHours(27));
            desk.sweep();
            assertThat(told).hasSize(2).contains("a ALERT products has had no success for 27h");
            store.deployments().hold("products", Optional.of(new Hold(now, "me")));
            desk.sweep();
            assertThat(store.incidents().troubled()).isEmpty();
            assertThat(told).as("that it is held is no recovery").hasSize(2);
        }
    }

    private static Deployed deployed() {
        return new Deployed("products", "shop", "{}", "f", "file", NOON, "me", Optional.empty(), NOON);
    }
}
