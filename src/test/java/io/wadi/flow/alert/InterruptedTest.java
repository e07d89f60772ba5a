package io.wadi.flow.alert;

import static io.wadi.flow.alert.Troubles.NOON;
import static io.wadi.flow.alert.Troubles.deployment;
import static io.wadi.flow.alert.Troubles.run;
import static io.wadi.flow.alert.Troubles.slack;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.alert.Alerts.Ended;
import io.wadi.flow.alert.Change.Again;
import io.wadi.flow.alert.Change.Closed;
import io.wadi.flow.alert.Change.Opened;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A run whose node is gone, and which goes on. */
class InterruptedTest {
    private static final Watch ALL = new Watch(List.of(slack("a", Troubles.ALL)), Expectation.USUAL);

    private static List<Change> after(RunState state, Incident known) {
        Run run = run("r1", state, 1, NOON);
        return Alerts.afterRun(
                new Ended(deployment(ALL), run, List.of(), 0, Optional.empty(), List.of()), List.of(known), NOON);
    }

    @Test
    void aCrashThatGoesOnIsToldAndOverWhenARunEndsWellOrBadly() {
        Run again = run("r1", RunState.QUEUED, 0, NOON);
        Ended crash = new Ended(deployment(ALL), again, List.of(), 0, Optional.empty(), List.of());
        Incident known = new Incident(5, Trouble.INTERRUPTED, NOON, Optional.of("r1"), 1);

        assertThat(Alerts.afterCrash(crash, List.of(), NOON))
                .singleElement()
                .isInstanceOfSatisfying(Opened.class, opened -> {
                    assertThat(opened.trouble()).isEqualTo(Trouble.INTERRUPTED);
                    assertThat(opened.notice().subject()).isEqualTo("products crashed, and goes on");
                });
        assertThat(Alerts.afterCrash(crash, List.of(known), NOON))
                .singleElement()
                .isInstanceOf(Again.class);
        assertThat(after(RunState.COMPLETED, known))
                .singleElement()
                .isInstanceOfSatisfying(
                        Closed.class, closed -> assertThat(closed.notice()).isPresent());
        assertThat(after(RunState.FAILED, known))
                .satisfiesExactlyInAnyOrder(
                        change -> assertThat(change).isInstanceOf(Opened.class),
                        change -> assertThat(change)
                                .isInstanceOfSatisfying(
                                        Closed.class,
                                        closed -> assertThat(closed.notice()).isEmpty()));
    }
}
