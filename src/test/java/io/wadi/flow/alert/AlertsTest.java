package io.wadi.flow.alert;

import static io.wadi.flow.alert.Troubles.NOON;
import static io.wadi.flow.alert.Troubles.deployment;
import static io.wadi.flow.alert.Troubles.good;
import static io.wadi.flow.alert.Troubles.run;
import static io.wadi.flow.alert.Troubles.slack;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Asks;
import io.wadi.flow.alert.Alerts.Ended;
import io.wadi.flow.alert.Alerts.Grown;
import io.wadi.flow.alert.Alerts.Meanwhile;
import io.wadi.flow.alert.Change.Again;
import io.wadi.flow.alert.Change.Closed;
import io.wadi.flow.alert.Change.Opened;
import io.wadi.flow.alert.Notice.Fact;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AlertsTest {
    private static final Watch ALL = new Watch(List.of(slack("a", Troubles.ALL)), Expectation.USUAL);

    @Test
    void aFailureSaysWhyWhereWhatIsSafeAndWhatToDo() {
        Run failed = run("r1", RunState.FAILED, 7, NOON);
        Why why =
                new Why("the server is down", Optional.of("page 7"), Optional.of("wait"), Optional.of("nothing lost"));

        List<Change> changes = Alerts.afterRun(
                new Ended(deployment(ALL), failed, List.of(), 0, Optional.of(why), List.of()), List.of(), NOON);

        Notice notice = ((Opened) changes.get(0)).notice();
        assertThat(changes).hasSize(1);
        assertThat(notice.subject()).isEqualTo("products failed");
        assertThat(notice.facts())
                .containsExactly(
                        new Fact("why", "the server is down"),
                        new Fact("at", "page 7"),
                        new Fact("safe", "nothing lost"),
                        new Fact("do", "wait"),
                        new Fact("run", "attempt 0 of 4, pipeline shop, triggered by schedule"),
                        new Fact("rows", "7 loaded, 7 records extracted"),
                        new Fact("look", "./wadi run show r1"));
    }

    @ParameterizedTest
    @CsvSource({"FAILED, FAILED", "CRASHED, CRASHED", "TIMED_OUT, TIMED_OUT"})
    void whateverWayRunsEndBadlyItIsOneIncident(RunState state, Trouble trouble) {
        Incident known = new Incident(5, Trouble.CRASHED, NOON, Optional.of("r0"), 1);
        Run bad = run("r1", state, 0, NOON);

        assertThat(after(bad, List.of(), List.of())).singleElement().isInstanceOfSatisfying(Opened.class, opened -> {
            assertThat(opened.trouble()).isEqualTo(trouble);
            assertThat(opened.lasts()).isTrue();
        });
        assertThat(after(bad, List.of(), List.of(known)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Again.class, again -> assertThat(again.run()).isEqualTo("r1"));
        assertThat(after(bad, List.of(), List.of(new Incident(5, Trouble.FAILED, NOON, Optional.of("r1"), 1))))
                .as("the same run, told by another node")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = RunState.class,
            names = {"CANCELLED", "SKIPPED", "RUNNING", "QUEUED"})
    void whatSomebodyWantedOrHasNotEndedIsNoTrouble(RunState state) {
        assertThat(after(run("r1", state, 0, NOON), List.of(), List.of())).isEmpty();
    }

    @Test
    void aGoodRunEndsWhatWasWrongAndSaysHowOften() {
        List<Incident> open = List.of(
                new Incident(1, Trouble.TIMED_OUT, NOON.minus(Duration.ofHours(6)), Optional.of("r0"), 3),
                new Incident(2, Trouble.LATE, NOON, Optional.empty(), 1));

        List<Change> changes = after(run("r1", RunState.COMPLETED, 1234, NOON), good(1234), open);

        Closed closed = (Closed) changes.get(0);
        assertThat(changes).hasSize(1);
        assertThat(closed.incident().id()).isEqualTo(1);
        assertThat(closed.notice().orElseThrow().subject()).isEqualTo("products succeeds again");
        assertThat(closed.notice().orElseThrow().facts())
                .contains(
                        new Fact("was", "timed-out since 2026-11-22 07:00 (Europe/Berlin), in 3 runs"),
                        new Fact("rows", "1,234"));
    }

    @Test
    void aFailureThatIsHeardOfAfterALaterSuccessIsOver() {
        List<Run> later = List.of(run("g", RunState.COMPLETED, 1, NOON.plusSeconds(60)));
        assertThat(after(run("r1", RunState.FAILED, 0, NOON), later, List.of())).isEmpty();
    }

    @Test
    void rowsAreComparedWithTheirOwnHistory() {
        List<Run> steady = good(1000, 1010, 990, 1000, 5_000_000);
        List<Run> wild = good(10, 4000, 900, 2500, 60, 1800);

        assertThat(after(run("r", RunState.COMPLETED, 499, NOON), steady, List.of()))
                .singleElement()
                .isInstanceOfSatisfying(Opened.class, opened -> {
                    assertThat(opened.trouble()).isEqualTo(Trouble.ROWS);
                    assertThat(opened.notice().subject()).isEqualTo("products loaded far fewer rows than usual");
                    assertThat(opened.notice().facts())
                            .contains(new Fact("rows", "499"), new Fact("usual", "1,000 ± 15 in the last 5 good runs"));
                });
        assertThat(after(run("r", RunState.COMPLETED, 501, NOON), steady, List.of()))
                .isEmpty();
        assertThat(after(run("r", RunState.COMPLETED, 1502, NOON), steady, List.of()))
                .hasSize(1);
        assertThat(after(run("r", RunState.COMPLETED, 5000, NOON), wild, List.of()))
                .isEmpty();
        assertThat(after(run("r", RunState.COMPLETED, 1, NOON), good(1000, 1000, 1000, 1000), List.of()))
                .as("too few runs to tell")
                .isEmpty();
        assertThat(after(run("r", RunState.COMPLETED, 9, NOON), good(1, 1, 1, 1, 1), List.of()))
                .as("eight rows are nothing")
                .isEmpty();
    }

    @Test
    void aRunThatAskedForSomethingElseIsNoMeasure() {
        Asks history = Asks.NOTHING.with(Map.of("start", "1999-01-04"));
        Run big = run("r", RunState.COMPLETED, 900_000, NOON, history);
        assertThat(after(big, good(10, 10, 10, 10, 10), List.of())).isEmpty();
    }

    @Test
    void zeroRowsAreToldOnceAndTheirEndIsTold() {
        Run none = run("r1", RunState.COMPLETED, 0, NOON);
        Incident known = new Incident(3, Trouble.ZERO_ROWS, NOON, Optional.of("r0"), 1);

        assertThat(after(none, good(5), List.of()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Opened.class, opened -> assertThat(opened.trouble()).isEqualTo(Trouble.ZERO_ROWS));
        assertThat(after(none, good(5), List.of(known))).singleElement().isInstanceOf(Again.class);
        assertThat(after(run("r2", RunState.COMPLETED, 1, NOON), good(5), List.of(known)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Closed.class,
                        closed ->
                                assertThat(closed.notice()).map(Notice::subject).contains("products loads rows again"));
        Ended deletes = new Ended(deployment(ALL), none, List.of(), 4, Optional.empty(), good(5));
        assertThat(Alerts.afterRun(deletes, List.of(), NOON))
                .as("it deleted some")
                .isEmpty();
    }

    @Test
    void rowsThatAreUsualAgainAreNotTold() {
        Incident known = new Incident(3, Trouble.ROWS, NOON, Optional.of("r0"), 1);
        assertThat(after(run("r", RunState.COMPLETED, 100, NOON), good(100, 100, 100, 100, 100), List.of(known)))
                .containsExactly(new Closed(known, Optional.empty()));
    }

    @Test
    void aChangeOfTheSchemaIsToldWithWhatIsNew() {
        Run run = run("r", RunState.COMPLETED, 5, NOON);
        List<Grown> grown = List.of(
                new Grown("orders", true, List.of("id")), new Grown("customers", false, List.of("mail", "phone")));
        Ended ended = new Ended(deployment(ALL), run, grown, 0, Optional.empty(), good(5));

        assertThat(Alerts.afterRun(ended, List.of(), NOON))
                .singleElement()
                .isInstanceOfSatisfying(Opened.class, opened -> {
                    assertThat(opened.lasts()).isFalse();
                    assertThat(opened.notice().facts())
                            .contains(new Fact("new tables", "orders"), new Fact("new in customers", "mail, phone"));
                });
        Ended first = new Ended(deployment(ALL), run, grown, 0, Optional.empty(), List.of(run));
        assertThat(Alerts.afterRun(first, List.of(), NOON))
                .as("of the first run everything is new")
                .isEmpty();
    }

    @Test
    void whatIsDueAndDoesNotBeginIsLate() {
        Run waiting = run("w", RunState.QUEUED, 0, NOON);
        Instant late = NOON.plus(Duration.ofMinutes(5)).plusMillis(1);
        Incident known = new Incident(1, Trouble.LATE, late, Optional.of("w"), 1);

        assertThat(meanwhile(waiting, "waits for slot a, held by run b", NOON.plus(Duration.ofMinutes(5)), List.of()))
                .isEmpty();
        assertThat(meanwhile(waiting, "waits for slot a, held by run b", late, List.of()))
                .singleElement()
                .isInstanceOfSatisfying(
                        Opened.class,
                        opened -> assertThat(opened.notice().facts())
                                .contains(
                                        new Fact("due", "2026-11-22 13:00 (Europe/Berlin), and has not begun"),
                                        new Fact("why", "waits for slot a, held by run b")));
        assertThat(meanwhile(waiting, "", late, List.of(known))).isEmpty();
        assertThat(Alerts.meanwhile(quiet(NOON), List.of(known), NOON))
                .singleElement()
                .isInstanceOf(Closed.class);
    }

    @Test
    void aTimeOfTheScheduleWithoutARunIsLate() {
        Meanwhile missed = new Meanwhile(deployment(ALL), NOON, true, List.of(), Optional.of(NOON));
        assertThat(Alerts.meanwhile(missed, List.of(), NOON.plus(Duration.ofMinutes(6))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Opened.class, opened -> assertThat(opened.run()).isEmpty());
    }

    @Test
    void tooLongWithoutSuccessIsToldWhereItIsExpected() {
        Instant later = NOON.plus(Duration.ofHours(27));
        Expectation daily = new Expectation(Optional.of(Duration.ofHours(26)), 0.5, Duration.ofMinutes(5));
        Watch watch = new Watch(ALL.channels(), daily);
        Incident known = new Incident(1, Trouble.NO_SUCCESS, NOON, Optional.empty(), 1);
        Meanwhile expected = new Meanwhile(deployment(watch), NOON, true, List.of(), Optional.empty());

        assertThat(Alerts.meanwhile(quiet(NOON), List.of(), later)).isEmpty();
        assertThat(Alerts.meanwhile(expected, List.of(), NOON.plus(Duration.ofHours(26))))
                .isEmpty();
        assertThat(Alerts.meanwhile(expected, List.of(), later))
                .singleElement()
                .isInstanceOfSatisfying(
                        Opened.class,
                        opened ->
                                assertThat(opened.notice().subject()).isEqualTo("products has had no success for 27h"));
        assertThat(Alerts.meanwhile(expected, List.of(known), later)).isEmpty();
        assertThat(after(run("r", RunState.COMPLETED, 1, NOON), good(1), List.of(known)))
                .singleElement()
                .isInstanceOf(Closed.class);
    }

    @Test
    void whoHearsOfZeroRowsNeedNotHearThatTheyAreFewer() {
        Channel both = slack("both", Set.of(Trouble.ROWS, Trouble.ZERO_ROWS));
        Channel rows = slack("rows", Set.of(Trouble.ROWS));
        Watch watch = new Watch(List.of(both, rows), Expectation.USUAL);

        assertThat(watch.hearing(Trouble.ROWS, List.of(Trouble.ROWS, Trouble.ZERO_ROWS)))
                .containsExactly(rows);
        assertThat(watch.hearing(Trouble.ROWS, List.of(Trouble.ROWS))).containsExactly(both, rows);
    }

    @Test
    void whatSourcesSayIsCutAndCannotLookLikeSomethingElse() {
        String rtl = "a\u202eb\u0007\nc\u2028\ud83d\ude00";
        assertThat(new Fact("why", rtl).text()).isEqualTo("a\\u202eb\\u0007 c\\u2028\ud83d\ude00");
        assertThat(new Fact("why", "\ud83d\ude00".repeat(400)).text())
                .hasSize(499)
                .endsWith("\ud83d\ude00…");
    }

    private static Meanwhile quiet(Instant good) {
        return new Meanwhile(deployment(ALL), good, true, List.of(), Optional.empty());
    }

    private static List<Change> meanwhile(Run waiting, String reason, Instant now, List<Incident> open) {
        return Alerts.meanwhile(
                new Meanwhile(
                        deployment(ALL), NOON, true, List.of(new Alerts.Waiting(waiting, reason)), Optional.empty()),
                open,
                now);
    }

    private static List<Change> after(Run run, List<Run> good, List<Incident> open) {
        return Alerts.afterRun(new Ended(deployment(ALL), run, List.of(), 0, Optional.empty(), good), open, NOON);
    }
}
