package io.wadi.server;

import static io.wadi.server.Served.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Overlap;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Stores;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be done to a run, and when. */
class RunChangesTest extends ServedTests {
    private Answer.Document ask(String verb, Run run, String body) {
        return ask(post("/runs/" + run.id() + "/" + verb, body));
    }

    private void becomes(String state, String verb, Run run) {
        Answer.Document answer = ask(verb, run, "");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        assertThat(answer.body().at("/state").asText()).isEqualTo(state);
        assertThat(served.store.runs().find(run.id()).orElseThrow().state().word())
                .isEqualTo(state);
    }

    private void refused(String verb, Run run) {
        assertThat(ask(verb, run, "").status()).isEqualTo(409);
    }

    private Run running() {
        return served.to(RunState.RUNNING, served.to(RunState.PENDING, served.run()));
    }

    @Test
    void oneThatWaitsEndsAtOnceAndOneThatRunsIsAskedTo() {
        becomes("Cancelled", "cancel", served.run());
        Run running = running();
        becomes("Cancelling", "cancel", running);
        becomes("Cancelling", "cancel", running);
        assertThat(served.woken).hasSize(2);
        refused("cancel", served.ended(RunState.FAILED));
    }

    @Test
    void whoAndWhyStandsInTheBooks() {
        Run run = running();
        ask("cancel", run, "{\"reason\": \"wrong day\"}");
        assertThat(served.store.runs().find(run.id()).orElseThrow().reason()).isEqualTo("cancelled by api: wrong day");
        assertThat(ask("cancel", run, "{\"why\": \"\"}").status()).isEqualTo(422);
    }

    @Test
    void oneThatFailedIsTriedAgainWithAllItsAttempts() {
        Run run = served.ended(RunState.FAILED);
        becomes("Queued", "retry", run);
        assertThat(served.store.runs().find(run.id()).orElseThrow().attemptsLeft())
                .isEqualTo(4);
        refused("retry", run);
        refused("retry", served.ended(RunState.COMPLETED));
    }

    @Test
    void oneThatAProcessWaitedForMayBeTriedAgainByAnyNode() {
        Order order = Stores.order("products", Trigger.COMMAND_LINE);
        Order kept = new Order(
                order.pipeline(),
                order.deployment(),
                order.asks(),
                order.trigger(),
                order.by(),
                order.key(),
                order.due(),
                order.slots(),
                order.attempts(),
                Optional.of("gone"));
        served.store.queue().arrive("kept", kept, Overlap.ALLOW, Stores.NOON);
        Run run = served.store.queue().cancel("kept", "", Stores.NOON).orElseThrow();
        becomes("Queued", "retry", run);
        Stores.join(served.store, "n1");
        assertThat(served.store.queue().claim("n1", Optional.empty(), Stores.NOON))
                .isPresent();
    }

    @Test
    void oneThatRunsIsAskedToPauseOneThatWaitsDoesAtOnce() {
        Run run = running();
        becomes("Running", "pause", run);
        assertThat(served.store.runs().find(run.id()).orElseThrow().pausing()).isTrue();
        becomes("Running", "pause", run);
        refused("resume", run);

        Run waiting = served.run();
        becomes("Paused", "pause", waiting);
        becomes("Paused", "pause", waiting);
        becomes("Queued", "resume", waiting);
        refused("pause", served.ended(RunState.COMPLETED));
    }
}
