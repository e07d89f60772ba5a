package io.wadi.flow.desk;

import static io.wadi.flow.alert.Troubles.ALL;
import static io.wadi.flow.alert.Troubles.slack;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Notice;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AlertDeskTest extends Desks {
    @ParameterizedTest
    @EnumSource
    void anIncidentIsToldOnceAndItsEndWithHowOftenItWas(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            AlertDesk desk = desk(store, "n1");
            desk.ended(run(store, RunState.FAILED));
            desk.ended(run(store, RunState.FAILED));
            assertThat(told).containsExactly("a ALERT products failed");
            desk.ended(run(store, RunState.CRASHED));
            assertThat(told).as("b wants to know of crashes alone").hasSize(2).contains("b ALERT products crashed");
            desk.sweep();
            Run good = run(store, RunState.COMPLETED);
            desk.ended(good);
            desk.ended(good);
            desk.sweep();
            assertThat(told)
                    .hasSize(4)
                    .contains("a RECOVERY products succeeds again", "b RECOVERY products succeeds again");
            assertThat(store.incidents().troubled()).isEmpty();
            desk.ended(run(store, RunState.FAILED));
            assertThat(told).as("another incident").hasSize(5);
            assertThat(log).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheFailureSaidOfItselfIsTold(Stores kind) {
        List<Notice> notices = new ArrayList<>();
        try (RunStore store = kind.open(folder)) {
            Run run = run(store, RunState.FAILED);
            store.runs()
                    .ended(
                            run.id(),
                            new RunBook.Ending(
                                    1,
                                    now,
                                    Optional.empty(),
                                    Optional.of("{\"safe\": \"all of it\", \"problems\": [{\"what\": \"no such table\","
                                            + " \"fix\": \"make it\"}, {\"what\": \"x\"}]}")),
                            List.of());
            desk(store, "n1", (channel, notice, id) -> notices.add(notice)).ended(run);
        }
        assertThat(notices)
                .singleElement()
                .satisfies(notice -> assertThat(notice.facts())
                        .contains(
                                new Notice.Fact("why", "no such table - and 1 more"),
                                new Notice.Fact("do", "make it"),
                                new Notice.Fact("safe", "all of it")));
    }

    @ParameterizedTest
    @EnumSource
    void aChannelThatIsDownIsTriedLessAndLessOftenAndHoldsUpNoOther(Stores kind) {
        watch = new Watch(List.of(slack("a", ALL), slack("z", ALL)), Expectation.USUAL);
        down.add("a");
        try (RunStore store = kind.open(folder)) {
            AlertDesk desk = desk(store, "n1");
            desk.ended(run(store, RunState.FAILED));
            assertThat(told).containsExactly("z ALERT products failed");
            int tries = 0;
            for (int minute = 0; minute < 120; minute++) {
                now = now.plus(Duration.ofMinutes(1));
                log.clear();
                desk.sweep();
                tries += log.size();
            }
            assertThat(tries).as("after 1, 2, 4, 8, 16, 32, 60 minutes").isBetween(6, 9);
            desk.ended(run(store, RunState.COMPLETED));
            assertThat(told).as("its end is not told before its beginning").hasSize(2);
            down.clear();
            now = now.plus(Duration.ofHours(1));
            desk.sweep();
            assertThat(told.stream().filter(each -> each.startsWith("a")))
                    .containsExactly("a ALERT products failed", "a RECOVERY products succeeds again");
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterADayNobodyWantsToKnow(Stores kind) {
        down.add("a");
        try (RunStore store = kind.open(folder)) {
            AlertDesk desk = desk(store, "n1");
            desk.ended(run(store, RunState.FAILED));
            for (int hour = 0; hour < 30; hour++) {
                now = now.plus(Duration.ofHours(1));
                desk.sweep();
            }
            down.clear();
            log.clear();
            now = now.plus(Duration.ofHours(2));
            desk.sweep();
            assertThat(told).isEmpty();
            assertThat(log).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyNodesTellOnce(Stores kind) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (RunStore store = kind.open(folder)) {
            List<Run> bad = IntStream.range(0, 20)
                    .mapToObj(i -> run(store, RunState.FAILED))
                    .toList();
            for (Future<String> node : threads.invokeAll(IntStream.range(0, 4)
                    .<Callable<String>>mapToObj(i -> () -> {
                        AlertDesk desk = desk(store, "n" + i);
                        bad.forEach(desk::ended);
                        desk.sweep();
                        return "";
                    })
                    .toList())) {
                node.get();
            }
            assertThat(log).isEmpty();
            assertThat(told).containsExactly("a ALERT products failed");
            assertThat(store.incidents().open("products")).hasSize(1);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNodeThatDiesWhileItTellsIsFollowedByAnother(Stores kind) {
        try (RunStore store = kind.open(folder)) {
            AlertDesk dying = desk(store, "n1", (channel, notice, id) -> {
                throw new Killed();
            });
            Run run = run(store, RunState.FAILED);
            try {
                dying.ended(run);
            } catch (Killed e) {
                log.add("killed");
            }
            assertThat(log).containsExactly("killed");
            AlertDesk other = desk(store, "n2");
            other.sweep();
            assertThat(told).as("the other may still be at it").isEmpty();
            now = now.plus(Duration.ofMinutes(6));
            other.sweep();
            assertThat(told).containsExactly("a ALERT products failed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsRaisedWhenTheStoreIsGone(Stores kind) {
        RunStore store = kind.open(folder);
        Run run = run(store, RunState.FAILED);
        AlertDesk desk = desk(store, "n1");
        store.close();
        desk.ended(run);
        desk.sweep();
        assertThat(log).hasSize(2).allMatch(line -> line.startsWith("alerts of "));
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }
}
