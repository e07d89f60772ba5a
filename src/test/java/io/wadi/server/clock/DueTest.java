package io.wadi.server.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Misfire.Policy;
import io.wadi.flow.run.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTest {
    private static final Instant NINE = Instant.parse("2026-11-22T09:00:00Z");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant ELEVEN = Instant.parse("2026-11-22T11:00:00Z");
    private static final Deployment HOURLY = Deployments.of("hourly", "0 * * * *");

    @Test
    void whatIsNotYetDueIsLookedAtThen() {
        assertThat(due(HOURLY, NINE, NINE.plusSeconds(5)))
                .isEqualTo(new Due(List.of(), Trigger.SCHEDULE, NINE, at(TEN), 0));
    }

    @Test
    void whatIsDueIsWantedAndTheNextInstantLookedAt() {
        assertThat(due(HOURLY, NINE, TEN)).isEqualTo(new Due(List.of(TEN), Trigger.SCHEDULE, TEN, at(ELEVEN), 0));
    }

    @Test
    void whatIsALittleLateIsNotMissedAndSaysHowLate() {
        Instant now = TEN.plusSeconds(59);
        Due due = due(HOURLY, NINE, now);
        assertThat(due.wanted()).containsExactly(TEN);
        assertThat(due.trigger()).isEqualTo(Trigger.SCHEDULE);
        assertThat(due.by(HOURLY, TEN, now)).isEqualTo("schedule, 59s late");
        assertThat(due.by(HOURLY, TEN, TEN.plusSeconds(1))).isEqualTo("schedule");
    }

    @Test
    void eachInstantOfTheLastMinuteIsWanted() {
        Deployment often = Deployments.of("often", "*/20 * * * * ?");
        assertThat(due(often, NINE, NINE.plusSeconds(41)).wanted())
                .containsExactly(NINE.plusSeconds(20), NINE.plusSeconds(40));
    }

    @ParameterizedTest
    @CsvSource({"COALESCE,1", "ALL,3", "SKIP,1"})
    void whatIsLaterThanAMinuteWasMissedAndItsPolicyDecides(Policy policy, int runs) {
        Deployment deployment = Deployments.with(HOURLY, new Misfire(policy, Duration.ofDays(1), 10));
        Instant now = NINE.plus(Duration.ofMinutes(190));
        Due due = due(deployment, NINE, now);
        assertThat(due.wanted()).hasSize(runs);
        assertThat(due.trigger()).isEqualTo(Trigger.MISFIRE);
        assertThat(due.seenTo()).as("nothing of it is missed again").isEqualTo(now);
        assertThat(due.next()).contains(NINE.plus(Duration.ofHours(4)));
        assertThat(due.by(deployment, ELEVEN, now))
                .isEqualTo(
                        policy == Policy.SKIP
                                ? "misfire skip: 3 times were missed"
                                : "misfire " + policy.word() + ", 1h10m late");
    }

    @Test
    void ofWhatWasMissedTheOneThatIsDueNowIsTheLast() {
        assertThat(due(HOURLY, NINE.minusSeconds(1), ELEVEN).wanted()).containsExactly(ELEVEN);
    }

    @Test
    void whatWasMissedBeforeTheWindowIsForgotten() {
        Deployment deployment = Deployments.with(HOURLY, new Misfire(Policy.ALL, Duration.ofHours(2), 10));
        assertThat(due(deployment, NINE.minus(Duration.ofDays(400)), TEN.plusSeconds(5))
                        .wanted())
                .containsExactly(NINE, TEN);
    }

    @Test
    void aClockThatIsSetBackDoesNotBringThePastAgain() {
        Due due = due(HOURLY, ELEVEN, NINE.plusSeconds(5));
        assertThat(due.wanted()).isEmpty();
        assertThat(due.seenTo()).isEqualTo(ELEVEN);
        assertThat(due.next())
                .as("it is due again; the run's key knows whether it ran")
                .contains(TEN);
    }

    @Test
    void whatAClockRingsForAfterItWasSetBackIsWanted() {
        assertThat(Due.of(HOURLY, ELEVEN, at(TEN), TEN.plusMillis(3)).wanted()).containsExactly(TEN);
    }

    @Test
    void aRingThatTheSchedulesDoNotNameAnyMoreIsNothing() {
        Instant old = NINE.plusSeconds(1800);
        assertThat(Due.of(HOURLY, NINE, at(old), old).wanted()).isEmpty();
    }

    @Test
    void aRingThatComesTooEarlyIsNothingAndIsSetAgain() {
        Due due = Due.of(HOURLY, NINE, at(TEN), TEN.minusMillis(1));
        assertThat(due.wanted()).isEmpty();
        assertThat(due.next()).contains(TEN);
    }

    @Test
    void aRingOfLongAgoThatWasSeenToIsNothing() {
        assertThat(Due.of(HOURLY, ELEVEN, at(TEN), ELEVEN.plusSeconds(5)).wanted())
                .isEmpty();
    }

    private static Due due(Deployment deployment, Instant seenTo, Instant now) {
        return Due.of(deployment, seenTo, Optional.empty(), now);
    }

    private static Optional<Instant> at(Instant at) {
        return Optional.of(at);
    }
}
