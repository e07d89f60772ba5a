package io.wadi.flow.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.flow.Asks;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RunTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Order ORDER = new Order(
            "p", Optional.empty(), Asks.NOTHING, Trigger.API, "", Optional.empty(), NOW, Map.of(), 4, Optional.empty());

    private static Run running() {
        return Run.asked("r", ORDER, RunState.QUEUED, "", NOW).claimed("n", NOW).begun(1, NOW);
    }

    @Test
    void attemptsAreCountedOverCrashes() {
        Run crashed = running().to(RunState.CRASHED, "gone", NOW);
        assertThat(crashed.attemptsLeft()).isEqualTo(3);
        Run again = crashed.to(RunState.QUEUED, "", NOW).claimed("m", NOW).begun(2, NOW);
        assertThat(again.attemptsLeft()).isEqualTo(2);
        assertThat(again.node()).contains("m");
    }

    @Test
    void aPauseCostsNoAttempt() {
        Run paused = running().brokenOff(RunState.PAUSED, "by ann", NOW);
        assertThat(paused.attemptsLeft()).isEqualTo(4);
        assertThat(paused.state().holdsSlots()).isFalse();
    }

    @Test
    void whoeverIsAskedToPauseIsStillAskedAfterTheNextState() {
        Run pending = Run.asked("r", ORDER, RunState.QUEUED, "", NOW).claimed("n", NOW);
        Run running = pending.pausing("by ann", NOW).begun(1, NOW);
        assertThat(running.pausing()).isTrue();
        assertThat(running.awaits(NOW, "it failed", NOW).pausing()).isTrue();
        assertThat(running.brokenOff(RunState.PAUSED, "by ann", NOW).pausing()).isFalse();
        assertThat(running.to(RunState.CANCELLING, "by bob", NOW).pausing()).isFalse();
    }

    @Test
    void whoRetriesByHandHasAllAttemptsAgain() {
        Run failed = running().to(RunState.FAILED, "", NOW);
        Run again = failed.retried("by ann", NOW);
        assertThat(again.attemptsLeft()).isEqualTo(4);
        assertThat(again.ended()).isEmpty();
        assertThat(again.claimed("n", NOW).begun(2, NOW).attemptsLeft()).isEqualTo(3);
    }

    @Test
    void whatHasEndedWellIsNotChanged() {
        Run done = running().to(RunState.COMPLETED, "", NOW);
        assertThat(done.ended()).contains(NOW);
        assertThatThrownBy(() -> done.to(RunState.QUEUED, "", NOW)).isInstanceOf(IllegalStateException.class);
    }
}
