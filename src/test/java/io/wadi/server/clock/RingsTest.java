package io.wadi.server.clock;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.Schedule;
import io.wadi.server.clock.Rings.Awaited;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RingsTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:10:00Z");
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final List<Schedule> HOURLY = List.of(CronSchedule.of("0 * * * *", ZoneOffset.UTC));

    @Test
    void whatIsNotSetIsMissing() {
        assertThat(rings()).isEqualTo(new Rings(Set.of(new Ring("a", TEN)), Set.of()));
    }

    @Test
    void whatIsSetIsLeftAlone() {
        assertThat(rings(new Ring("a", TEN))).isEqualTo(new Rings(Set.of(), Set.of()));
    }

    @Test
    void whatBelongsToNoDeploymentInForceIsNeedless() {
        Ring gone = new Ring("gone", TEN);
        assertThat(rings(new Ring("a", TEN), gone)).isEqualTo(new Rings(Set.of(), Set.of(gone)));
    }

    @Test
    void whatTheSchedulesDoNotNameAnyMoreIsNeedless() {
        Ring old = new Ring("a", TEN.plusSeconds(60));
        assertThat(rings(old)).isEqualTo(new Rings(Set.of(new Ring("a", TEN)), Set.of(old)));
    }

    @Test
    void whatAnotherNodeSetForALaterInstantIsLeftAlone() {
        assertThat(rings(new Ring("a", TEN), new Ring("a", TEN.plusSeconds(3600))))
                .isEqualTo(new Rings(Set.of(), Set.of()));
    }

    @Test
    void whatShouldHaveRungLongAgoIsNeedless() {
        Ring stuck = new Ring("a", Instant.parse("2026-11-22T09:00:00Z"));
        assertThat(rings(new Ring("a", TEN), stuck).needless()).containsExactly(stuck);
    }

    @Test
    void whatIsNeverDueAgainNeedsNoRing() {
        assertThat(Rings.of(Map.of("a", new Awaited(List.of(), Optional.empty())), Set.of(), NOW))
                .isEqualTo(new Rings(Set.of(), Set.of()));
    }

    private static Rings rings(Ring... set) {
        return Rings.of(Map.of("a", new Awaited(HOURLY, Optional.of(TEN))), Set.of(set), NOW);
    }
}
