package io.wadi.server.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.flow.Deployment;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.DeploymentBook.Hold;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimetableTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final String HOURLY = "hourly";

    @TempDir
    Path folder;

    private RunStore store;
    private Instant now = NINE;
    private final List<String> notes = new ArrayList<>();

    @BeforeEach
    void deploy() {
        store = Stores.SQLITE.open(folder);
        put(Deployments.of(HOURLY, "0 * * * *"));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void anInstantIsOrderedWhenItIsDueAndOnlyThen() {
        Timetable timetable = timetable();
        assertThat(timetable.look().get(HOURLY).next()).contains(TEN);
        assertThat(runs()).isEmpty();

        now = TEN.plusMillis(5);
        assertThat(timetable.look(new Ring(HOURLY, TEN))).contains(new Ring(HOURLY, TEN.plus(HOUR)));
        timetable.look();
        timetable.look(new Ring(HOURLY, TEN));
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.order().due()).isEqualTo(TEN);
            assertThat(run.order().trigger()).isEqualTo(Trigger.SCHEDULE);
            assertThat(run.order().key()).contains("2026-11-22T10:00:00Z");
        });
        assertThat(seenTo()).isEqualTo(TEN);
    }

    @Test
    void ofTwoNodesOneOrders() {
        now = TEN;
        timetable().look();
        Timetable other = timetable();
        other.look();
        other.look(new Ring(HOURLY, TEN));
        assertThat(runs()).hasSize(1);
    }

    @Test
    void aNodeThatDiedBeforeItNotedWhatItOrderedDoublesNothing() {
        now = TEN;
        Ordering dies = (deployment, trigger, due, by) -> {
            Deployments.ordering(store, () -> now).order(deployment, trigger, due, by);
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(timetable(dies)::look).hasMessage("killed");
        assertThat(seenTo()).isEqualTo(NINE);
        timetable().look();
        assertThat(runs()).hasSize(1);
        assertThat(seenTo()).isEqualTo(TEN);
    }

    @Test
    void whatIsHeldIsNotOrderedAndMadeUpForWhenItIsLetGo() {
        Timetable timetable = timetable();
        store.deployments().hold(HOURLY, Optional.of(new Hold(NINE, "anna")));
        now = TEN.plus(Duration.ofMinutes(150));
        assertThat(timetable.look()).isEmpty();
        assertThat(timetable.look(new Ring(HOURLY, TEN))).isEmpty();
        assertThat(runs()).isEmpty();

        store.deployments().hold(HOURLY, Optional.empty());
        assertThat(timetable.look()).containsOnlyKeys(HOURLY);
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.order().trigger()).isEqualTo(Trigger.MISFIRE);
            assertThat(run.order().due()).isEqualTo(TEN.plus(HOUR.multipliedBy(2)));
            assertThat(run.order().by()).isEqualTo("misfire coalesce, 30m late");
        });
    }

    @Test
    void whatIsGoneIsNotOrdered() {
        store.deployments().apply(List.of(), List.of(HOURLY), Map.of());
        now = TEN;
        assertThat(timetable().look(new Ring(HOURLY, TEN))).isEmpty();
        assertThat(timetable().look()).isEmpty();
        assertThat(runs()).isEmpty();
    }

    @Test
    void whatChangedIsReadAnew() {
        Timetable timetable = timetable();
        timetable.look();
        put(Deployments.of(HOURLY, "30 * * * *"));
        Instant halfPast = NINE.plusSeconds(1800);
        assertThat(timetable.look().get(HOURLY).next()).contains(halfPast);
        now = TEN;
        assertThat(timetable.look(new Ring(HOURLY, TEN)))
                .as("what it rang for is not named any more")
                .contains(new Ring(HOURLY, halfPast.plus(HOUR)));
        assertThat(runs()).extracting(run -> run.order().due()).containsExactly(halfPast);
    }

    @Test
    void aClockThatJumpsForwardMissesAndOneThatJumpsBackDoublesNothing() {
        Timetable timetable = timetable();
        now = TEN.plus(Duration.ofHours(20));
        timetable.look();
        assertThat(runs()).hasSize(1);

        now = TEN.minusSeconds(600);
        assertThat(timetable.look().get(HOURLY).next()).contains(TEN);
        now = TEN.plusMillis(2);
        timetable.look(new Ring(HOURLY, TEN));
        timetable.look(new Ring(HOURLY, TEN));
        assertThat(runs()).as("ten o'clock had not been run").hasSize(2);
        now = TEN.minusSeconds(2);
        timetable.look();
        now = TEN;
        timetable.look(new Ring(HOURLY, TEN));
        assertThat(runs()).hasSize(2);
    }

    @Test
    void whatCannotBeRunIsSaidOnceAndRunAsSoonAsItCan() {
        now = TEN;
        AtomicBoolean whole = new AtomicBoolean();
        Timetable timetable = timetable((deployment, trigger, due, by) -> {
            if (!whole.get()) {
                throw new ConfigurationFailure(Explanation.of("there is no pipeline products"));
            }
            return Deployments.ordering(store, () -> now).order(deployment, trigger, due, by);
        });
        timetable.look();
        timetable.look();
        assertThat(notes)
                .containsExactly("deployment hourly was due at 2026-11-22T10:00:00Z and waits:"
                        + " there is no pipeline products");
        assertThat(seenTo()).isEqualTo(NINE);

        whole.set(true);
        now = TEN.plusSeconds(20);
        timetable.look();
        timetable.look();
        assertThat(runs()).singleElement().satisfies(run -> {
            assertThat(run.order().due()).isEqualTo(TEN);
            assertThat(run.order().by()).isEqualTo("schedule, 20s late");
        });
        assertThat(notes).hasSize(1);
    }

    @Test
    void whatAStoreDidNotTakeIsOrderedLater() {
        now = TEN;
        Timetable timetable = timetable((deployment, trigger, due, by) -> {
            throw new TransientFailure(Explanation.of("down"));
        });
        assertThatThrownBy(timetable::look).hasMessage("down");
        timetable().look();
        assertThat(runs()).hasSize(1);
    }

    @Test
    void oneThatCannotBeReadKeepsNoOtherFromRunning() {
        Deployed broken = Deployments.deployed(Deployments.of("broken", "0 * * * *"), NINE);
        store.deployments()
                .apply(
                        List.of(new Deployed(
                                "broken", "products", "{\"name\": 1", "other", "file", NINE, "x", broken.hold(), NINE)),
                        List.of(),
                        Map.of());
        now = TEN;
        assertThat(timetable().look()).containsOnlyKeys(HOURLY);
        assertThat(runs()).hasSize(1);
        assertThat(notes).singleElement().asString().startsWith("deployment broken cannot be read");
    }

    private Timetable timetable() {
        return timetable(Deployments.ordering(store, () -> now));
    }

    private Timetable timetable(Ordering ordering) {
        return new Timetable(store.deployments(), ordering, () -> now, notes::add);
    }

    private void put(Deployment deployment) {
        store.deployments().apply(List.of(Deployments.deployed(deployment, NINE)), List.of(), Map.of());
    }

    private Instant seenTo() {
        return store.deployments().find(HOURLY).orElseThrow().seenTo();
    }

    private List<Run> runs() {
        return store.runs()
                .list(new RunBook.Filter(Optional.empty(), Set.of(RunState.values()), Optional.empty(), 100));
    }
}
