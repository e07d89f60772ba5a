package io.wadi.flow.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnixCronTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int FIRES = 60;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0 6 * * *            | 0 6 * * *
            0   6 * * MON-FRI    | 0 6 * * 1-5
            */20 3,5 1-15/7 * *  | */20 3,5 1,8,15 * *
            5/15 * * JAN,mar *   | 5-59/15 * * 1,3 *
            0 6 * * 7            | 0 6 * * 0
            0 6 * * 5-7          | 0 6 * * 0,5-6
            0 6 * * 3/4          | 0 6 * * 0,3
            0 6 * * 7/3          | 0 6 * * 0-6/3
            0 6 1-31 * MON       | 0 6 1-31 * 1
            0 6 * * 0-6          | 0 6 * * 0-6
            0 0/15 6 * * ?       | */15 6 * * *
            0 15 6 ? * MON-FRI   | 15 6 * * 1-5
            0 15 6 ? * 1,7       | 15 6 * * 0,6
            0 15 6 1/10 1/3 ?    | 15 6 1-31/10 */3 *
            """)
    void saysCronsInNumbersOfFiveFields(String cron, String expected) {
        UnixCron said = UnixCron.of(CronSchedule.of(cron, ZoneId.of("Europe/London")));

        assertThat(said).isEqualTo(new UnixCron(expected, "Europe/London"));
        assertThat(fires(CronSchedule.of(said.text(), ZoneOffset.UTC)))
                .isEqualTo(fires(CronSchedule.of(cron, ZoneOffset.UTC)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            30 0 6 * * ?     | no seconds
            0,30 0 6 * * ?   | no seconds
            * 0 6 * * ?      | no seconds
            0 0 9 ? * MON#1  | day of week 'MON#1'
            0 0 18 L * ?     | day of month 'L'
            0 0 18 15W * ?   | day of month '15W'
            0 0 18 ? * 6L    | day of week '6L'
            """)
    void refusesWhatKubernetesDoesNotKnow(String cron, String why) {
        CronSchedule schedule = CronSchedule.of(cron, ZoneOffset.UTC);

        assertThatThrownBy(() -> UnixCron.of(schedule)).hasMessageContaining(why);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PT1M   | 1970-01-01T00:00:00Z | * * * * *
            PT20M  | 1970-01-01T00:00:00Z | */20 * * * *
            PT20M  | 2026-01-01T02:30:00Z | 10-59/20 * * * *
            PT1H   | 2026-01-01T02:30:00Z | 30 * * * *
            PT6H   | 2026-01-01T02:30:00Z | 30 2-23/6 * * *
            PT24H  | 2026-01-01T02:30:00Z | 30 2 * * *
            PT168H | 2026-01-04T02:30:00Z | 30 2 * * 0
            PT168H | 1970-01-01T00:00:00Z | 0 0 * * 4
            """)
    void anIntervalIsACronInUtcWhereItKeepsTheClock(Duration every, Instant anchor, String expected) {
        Schedule interval = new IntervalSchedule(every, anchor, "every " + every);

        UnixCron said = UnixCron.of(interval);

        assertThat(said).isEqualTo(new UnixCron(expected, "Etc/UTC"));
        assertThat(fires(CronSchedule.of(said.text(), ZoneOffset.UTC))).isEqualTo(fires(interval));
    }

    @ParameterizedTest
    @CsvSource({
        "PT90M, 1970-01-01T00:00:00Z",
        "PT5H, 1970-01-01T00:00:00Z",
        "PT48H, 1970-01-01T00:00:00Z",
        "PT30S, 1970-01-01T00:00:00Z",
        "PT90S, 1970-01-01T00:00:00Z",
        "PT20M, 1970-01-01T00:00:30Z",
        "PT20M, 1970-01-01T00:00:00.5Z",
        "PT20M0.5S, 1970-01-01T00:00:00Z",
    })
    void anIntervalThatNoCronMeansIsRefused(Duration every, Instant anchor) {
        assertThatThrownBy(() -> UnixCron.of(new IntervalSchedule(every, anchor, "every " + every)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 50)
    void meansTheSame(@ForAll("crons") String cron) {
        Schedule schedule;
        try {
            schedule = CronSchedule.of(cron, ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            return; // a day that no month has
        }
        String said = UnixCron.of(schedule).text();

        assertThat(said).matches("[0-9*/, -]+ [0-6*/,-]+");
        assertThat(fires(CronSchedule.of(said, ZoneOffset.UTC))).as(said).isEqualTo(fires(schedule));
    }

    @Provide
    static Arbitrary<String> crons() {
        return Arbitraries.oneOf(
                Combinators.combine(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 7))
                        .as((minute, hour, day, month, weekday) -> String.join(" ", minute, hour, day, month, weekday)),
                Combinators.combine(field(0, 59), field(0, 23), field(1, 7), Arbitraries.of(true, false))
                        .as((minute, hour, day, week) ->
                                String.join(" ", "0", minute, hour, week ? "? *" : day + " *", week ? day : "?")));
    }

    private static Arbitrary<String> field(int least, int most) {
        Arbitrary<Integer> values = Arbitraries.integers().between(least, most);
        Arbitrary<Integer> steps = Arbitraries.integers().between(1, Math.min(12, most));
        Arbitrary<String> range = Combinators.combine(values, values)
                .as((one, other) -> Math.min(one, other) + "-" + Math.max(one, other));
        Arbitrary<String> single = values.map(String::valueOf);
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("*")),
                Tuple.of(
                        2,
                        Arbitraries.oneOf(single, range)
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3)
                                .map(list -> String.join(",", list))),
                Tuple.of(
                        3,
                        Combinators.combine(Arbitraries.oneOf(Arbitraries.just("*"), single, range), steps)
                                .as((of, step) -> of + "/" + step)));
    }

    @Test
    void knowsWhichHoursAChangeOfClocksConcerns() {
        assertThat(meets("30 2 * * *", "Europe/Warsaw")).isTrue();
        assertThat(meets("30 3 * * *", "Europe/Warsaw")).isFalse();
        assertThat(meets("30 1 * * *", "Europe/London")).isTrue();
        assertThat(meets("30 2 * * *", "Europe/London")).isFalse();
        assertThat(meets("30 1 * * *", "America/New_York")).as("comes twice").isTrue();
        assertThat(meets("30 2 * * *", "America/New_York")).as("is left out").isTrue();
        assertThat(meets("30 * * * *", "Europe/Warsaw")).isFalse();
        assertThat(meets("30 2 * * *", "Asia/Tokyo")).isFalse();
    }

    private static boolean meets(String cron, String zone) {
        return UnixCron.of(CronSchedule.of(cron, ZoneId.of(zone))).meetsClockChange();
    }

    private static List<Instant> fires(Schedule schedule) {
        return Schedule.preview(List.of(schedule), START, FIRES);
    }
}
