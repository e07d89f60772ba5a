package io.wadi.cli;

import static io.wadi.cli.RunBooks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunBook;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code ./wadi run cancel|retry|pause|resume}, on the store alone. */
class RunSwitchesTest {
    @TempDir
    Path home;

    private Project project;
    private RunBooks books;

    @BeforeEach
    void open() {
        project = new Project(home).events("http://127.0.0.1:1/");
        project.environment.put("USER", "ann");
        books = RunBooks.of(project);
    }

    @AfterEach
    void close() {
        books.close();
    }

    private RunState state(String id) {
        return books.run(id).state();
    }

    private static Order kept(String node) {
        return new Order(
                "events",
                Optional.empty(),
                new Asks(Map.of("start", "two words"), List.of("events"), Map.of(), Optional.empty()),
                Trigger.COMMAND_LINE,
                "ann",
                Optional.empty(),
                NOON,
                Map.of(),
                4,
                Optional.of(node));
    }

    @Test
    void whatWaitsIsCancelledAtOnce() {
        books.queued("r1", "events");

        Outcome outcome = project.wadi("run", "cancel", "r1");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("run r1 of events cancelled");
        assertThat(state("r1")).isEqualTo(RunState.CANCELLED);
        assertThat(books.run("r1").reason()).matches("cancelled by ann, \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d UTC");
    }

    @Test
    void whatIsUnderWayIsAskedAndWaitedFor() {
        books.running("r1", "events");

        assertThat(project.wadi("run", "cancel", "--no-wait", "r1").out()).contains("asked to end; node-1 has it");
        assertThat(project.waits).isEmpty();
        Outcome waited = project.wadi("run", "cancel", "r1");

        assertThat(waited.code()).isEqualTo(1);
        assertThat(waited.out()).contains("has not yet");
        assertThat(project.waits).hasSize(120);
        assertThat(state("r1")).isEqualTo(RunState.CANCELLING);
    }

    @Test
    void whatHasEndedIsNotCancelled() {
        books.failed("r1", "events");

        Outcome outcome = project.wadi("run", "cancel", "r1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("run r1 is Failed and cannot be cancelled", "./wadi run retry r1", "./wadi run events");
    }

    @Test
    void aRetryGoesToAServerThatLives() {
        books.failed("r1", "events");
        books.server();

        Outcome outcome = project.wadi("run", "retry", "r1");

        assertThat(outcome.out()).contains("run r1 of events is queued; server-1 takes it");
        Run run = books.run("r1");
        assertThat(run.state()).isEqualTo(RunState.QUEUED);
        assertThat(run.attemptsLeft()).isEqualTo(4);
        assertThat(run.reason()).startsWith("retried by ann, ");
        assertThat(project.waits).as("its process is on this machine").isEmpty();
    }

    @Test
    void aRetryDropsTheProcessThatWaitedForIt() {
        books.queued("r1", kept("gone"), NOON);
        books.change("r1", run -> run.claimed("gone", NOON));
        books.change("r1", run -> run.to(RunState.FAILED, "no", NOON));
        books.server();

        assertThat(project.wadi("run", "retry", "r1").code()).isZero();

        assertThat(books.run("r1").order().keeper()).isEmpty();
        assertThat(books.store().queue().claim("server-1", Optional.empty(), NOON))
                .map(Run::id)
                .contains("r1");
    }

    @ParameterizedTest
    @EnumSource(
            value = Trigger.class,
            names = {"REPLAY", "RESUME"})
    void withoutAServerARunOfAPackageIsNotTriedAsOneOfItsSource(Trigger trigger) {
        Order order = new Order(
                "events",
                Optional.empty(),
                new Asks(Map.of(), List.of(), Map.of(), Optional.empty()),
                trigger,
                "ann",
                Optional.of(Again.key("1234.5", "2026-11-22T12:00:00Z")),
                NOON,
                Map.of(),
                4,
                Optional.empty());
        books.queued("r1", order, NOON);
        books.change("r1", run -> run.claimed("node-1", NOON));
        books.change("r1", run -> run.to(RunState.FAILED, "no", NOON));

        Outcome outcome = project.wadi("run", "retry", "r1");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("./wadi " + trigger.word() + " 1234.5");
        assertThat(state("r1")).isEqualTo(RunState.FAILED);
    }

    @Test
    void withoutAServerARetryIsDoneHere() throws Exception {
        try (ScriptedServer source = ScriptedServer.start()) {
            source.on("/events", Reply.of(503, "down"), Reply.json("{\"pages\": 1, \"data\": [{\"id\": 1}]}"));
            project.events(source.url("/events"), "retries: 0");
            assertThat(project.run().code()).isEqualTo(1);
            String id = books.store()
                    .runs()
                    .list(new RunBook.Filter(Optional.empty(), Set.of(RunState.FAILED), Optional.empty(), 9))
                    .get(0)
                    .id();

            Outcome outcome = project.wadi("run", "retry", id);

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(outcome.out()).contains("✓ events done in");
            assertThat(state(id)).isEqualTo(RunState.COMPLETED);
            assertThat(books.run(id).attempt()).isEqualTo(2);
            assertThat(project.query("SELECT id FROM shop.events")).containsExactly("1");
        }
    }

    @Test
    void withoutAServerARetryThatCannotBeginChangesNothing() {
        books.queued("r1", kept("gone"), NOON);
        books.change("r1", run -> run.claimed("gone", NOON));
        books.change("r1", run -> run.to(RunState.CRASHED, "its node is gone", NOON));
        books.store().nodes().join(new Nodes.Node("server-1", "elsewhere", 1, 1, "server", NOON, 7, 0));

        Outcome outcome = project.wadi("run", "retry", "r1");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(state("r1")).isEqualTo(RunState.CRASHED);
        assertThat(project.waits).as("its beat was watched").hasSize(14);
    }

    @Test
    void whatWentWellIsNotRetried() {
        books.running("r1", "events");
        assertThat(project.wadi("run", "retry", "r1").err())
                .contains("run r1 is Running and cannot be retried", "./wadi run cancel r1", "./wadi run pause r1");
        books.change("r1", run -> run.to(RunState.COMPLETED, "", NOON));
        assertThat(project.wadi("run", "retry", "r1").err())
                .contains("run r1 is Completed and cannot be retried", "what can be done: ./wadi run events");
    }

    @Test
    void aPauseHoldsWhatWaitsAndAsksWhatIsUnderWay() {
        books.queued("r1", "others");
        books.running("r2", "events");

        assertThat(project.wadi("run", "pause", "r1").out()).contains("is paused; ./wadi run resume r1");
        assertThat(project.wadi("run", "pause", "r2").out()).contains("pauses after the page");

        assertThat(state("r1")).isEqualTo(RunState.PAUSED);
        assertThat(books.run("r2").pausing()).isTrue();
        assertThat(books.run("r2").reason()).startsWith("paused by ann");
        books.failed("r3", "third");
        assertThat(project.wadi("run", "pause", "r3").err()).contains("run r3 is Failed and cannot be paused");
    }

    @Test
    void aResumedRunGoesOnWhereItsProcessWaitsOrElseAtAServer() {
        books.queued("r1", kept("shell"), NOON);
        books.node("shell", "run", ProcessHandle.current());
        assertThat(project.wadi("run", "pause", "r1").code()).isZero();
        assertThat(project.wadi("run", "resume", "r1").out()).contains("goes on", "shell has it");
        assertThat(books.run("r1").order().keeper()).contains("shell");

        project.wadi("run", "pause", "r1");
        books.store().nodes().bury("shell", "gone", NOON);
        assertThat(state("r1")).isEqualTo(RunState.PAUSED);
        assertThat(project.wadi("run", "resume", "r1").err()).contains("no server runs", "stays Paused");
        books.server();
        assertThat(project.wadi("run", "resume", "r1").out()).contains("server-1 has it");
        assertThat(books.run("r1").order().keeper()).isEmpty();
        assertThat(project.wadi("run", "resume", "r1").err()).contains("run r1 is Queued and cannot be resumed");
        assertThat(books.store().runs().steps("r1"))
                .extracting(RunBook.Step::reason)
                .anyMatch(reason -> reason.startsWith("resumed by ann, "));
    }
}
