package io.wadi.flow.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalScheduleTest {
    private static final Instant ANCHOR = Instant.parse("2026-01-01T02:30:00Z");

    @Test
    void isCountedFromItsAnchorInBothDirections() {
        IntervalSchedule schedule = new IntervalSchedule(Duration.ofMinutes(20), ANCHOR, "20m");

        assertThat(schedule.next(ANCHOR)).contains(Instant.parse("2026-01-01T02:50:00Z"));
        assertThat(schedule.next(ANCHOR.minusNanos(1))).contains(ANCHOR);
        assertThat(schedule.next(ANCHOR.minusSeconds(1201))).contains(Instant.parse("2026-01-01T02:10:00Z"));
        assertThat(schedule.next(ANCHOR.plusSeconds(3599))).contains(Instant.parse("2026-01-01T03:30:00Z"));
    }

    @Test
    void isElapsedTimeWhateverTheClocksDo() {
        Instant anchor = Instant.parse("2027-03-27T01:30:00Z"); // 02:30 in Warsaw, the day before summer time
        List<Schedule> daily = List.of(new IntervalSchedule(Duration.ofHours(24), anchor, "24h"));

        assertThat(Schedule.preview(daily, anchor.minusSeconds(1), 3).stream()
                        .map(at -> at.atZone(ZoneId.of("Europe/Warsaw"))
                                .toLocalTime()
                                .toString()))
                .containsExactly("02:30", "03:30", "03:30");
    }

    @Test
    void shorterThanASecondIsRefused() {
        assertThatThrownBy(() -> new IntervalSchedule(Duration.ofMillis(999), ANCHOR, "999ms"))
                .hasMessage("an interval is a second or more");
    }

    @Test
    void anInstantOfSeveralIsDueOnce() {
        List<Schedule> both = List.of(
                new IntervalSchedule(Duration.ofHours(1), Instant.EPOCH, "1h"),
                CronSchedule.of("0,30 6 * * *", ZoneId.of("UTC")));

        assertThat(Schedule.preview(both, Instant.parse("2026-01-01T05:30:00Z"), 3).stream()
                        .map(Instant::toString))
                .containsExactly("2026-01-01T06:00:00Z", "2026-01-01T06:30:00Z", "2026-01-01T07:00:00Z");
    }
}
