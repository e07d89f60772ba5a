package io.wadi.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.Stations;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the bars of a run lie. */
class TimelineTest {
    @TempDir
    Path folder;

    @Test
    void stationsLieBelowTheirAttemptHoweverLongTheRunWaited() {
        try (House house = new House(folder)) {
            Run run = house.ended("orders-hourly", house.now, Duration.ofSeconds(20), RunState.COMPLETED, "");
            Instant at = house.now;
            List<RunBook.Step> steps = List.of(
                    step(at, RunState.QUEUED, 0),
                    step(at.plusSeconds(3_600), RunState.RUNNING, 1),
                    step(at.plusSeconds(3_610), RunState.AWAITING_RETRY, 1),
                    step(at.plusSeconds(3_640), RunState.RUNNING, 2),
                    step(at.plusSeconds(3_660), RunState.COMPLETED, 2));
            Timeline timeline = Timeline.of(
                    run,
                    steps,
                    List.of(
                            stretch(1, "extract", at.plusSeconds(3_600), 10),
                            stretch(2, "extract", at.plusSeconds(3_640), 10),
                            stretch(2, "normalise", at.plusSeconds(3_641), 11),
                            stretch(2, "load", at.plusSeconds(3_652), 8)),
                    at.plusSeconds(9_000));
            assertThat(timeline.parts())
                    .extracting(Timeline.Part::name)
                    .containsExactly("Queued", "Attempt 1", "Awaiting retry", "Attempt 2");
            Timeline.Part second = timeline.parts().get(3);
            assertThat(second.place().width()).isGreaterThan(340);
            assertThat(second.stations())
                    .extracting(Timeline.Bar::station)
                    .containsExactly("extract", "normalise", "load");
            assertThat(second.stations()).allSatisfy(bar -> {
                assertThat(bar.place().x())
                        .isBetween(
                                second.place().x(),
                                second.place().x() + second.place().width());
                assertThat(bar.place().x() + bar.place().width())
                        .isLessThanOrEqualTo(second.place().x() + second.place().width() + 0.01);
            });
            double halfway = second.place().x() + second.place().width() / 2;
            assertThat(second.stations().get(0).place().x()
                            + second.stations().get(0).place().width())
                    .isCloseTo(halfway, org.assertj.core.data.Offset.offset(1.0));
            assertThat(timeline.parts().stream()
                            .mapToDouble(part -> part.place().width() + 1)
                            .sum())
                    .isLessThanOrEqualTo(1_000.5);
            assertThat(timeline.text()).contains("Attempt 1 10.0 s (extract 10.0 s)", "load 8.0 s");
        }
    }

    private static RunBook.Step step(Instant at, RunState state, int attempt) {
        return new RunBook.Step(at, state, attempt, Optional.empty(), "");
    }

    private static Stations.Stretch stretch(int attempt, String station, Instant from, int seconds) {
        return new Stations.Stretch(attempt, station, from, from.plusSeconds(seconds));
    }
}
