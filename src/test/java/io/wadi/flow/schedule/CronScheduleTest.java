package io.wadi.flow.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronScheduleTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    15 * * * *         | 2026-01-01T00:15:00Z 2026-01-01T01:15:00Z
                    */20 3 * * *       | 2026-01-01T03:00:00Z 2026-01-01T03:20:00Z 2026-01-01T03:40:00Z 2026-01-02T03:00:00Z
                    0 0 29 2 *         | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z
                    0 6 * * MON-FRI    | 2026-01-01T06:00:00Z 2026-01-02T06:00:00Z 2026-01-05T06:00:00Z
                    0 6 * * 7          | 2026-01-04T06:00:00Z 2026-01-11T06:00:00Z
                    0 6 * * 0          | 2026-01-04T06:00:00Z 2026-01-11T06:00:00Z
                    0 13 13 * 5        | 2026-01-02T13:00:00Z 2026-01-09T13:00:00Z 2026-01-13T13:00:00Z 2026-01-16T13:00:00Z
                    30 0/15 6 * * ?    | 2026-01-01T06:00:30Z 2026-01-01T06:15:30Z
                    0 0 9 ? * MON#1    | 2026-01-05T09:00:00Z 2026-02-02T09:00:00Z
                    0 0 18 L * ?       | 2026-01-31T18:00:00Z 2026-02-28T18:00:00Z
                    """)
    void namesTheInstantsOfAYearWithoutChanges(String cron, String expected) {
        List<String> instants = List.of(expected.split(" "));

        assertThat(fires(cron, "UTC", Instant.parse("2026-01-01T00:00:00Z").minusMillis(1), instants.size()))
                .containsExactlyElementsOf(instants);
    }

    @Test
    void aTimeLeftOutInSpringIsDueAtTheFirstInstantAfterTheGap() {
        assertThat(onDay("30 2 * * *", "Europe/Warsaw", "2027-03-28")).containsExactly("2027-03-28T03:00+02:00");
        assertThat(onDay("*/10 2 * * *", "Europe/Warsaw", "2027-03-28")).containsExactly("2027-03-28T03:00+02:00");
        assertThat(onDay("30 2,3 * * *", "Europe/Warsaw", "2027-03-28"))
                .containsExactly("2027-03-28T03:00+02:00", "2027-03-28T03:30+02:00");
    }

    @Test
    void aTimeThatComesTwiceInAutumnIsDueOnce() {
        assertThat(onDay("30 2 * * *", "Europe/Warsaw", "2027-10-31")).containsExactly("2027-10-31T02:30+02:00");
        assertThat(onDay("*/30 2-3 * * *", "Europe/Warsaw", "2027-10-31"))
                .containsExactly(
                        "2027-10-31T02:00+02:00",
                        "2027-10-31T02:30+02:00",
                        "2027-10-31T03:00+01:00",
                        "2027-10-31T03:30+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 * * * *", "30 * * * *", "59 * * * *", "0 30 * * * ?", "0 0 0/1 * * ?"})
    void hourlyIs23TimesInSpringAnd25InAutumn(String cron) {
        assertThat(onDay(cron, "Europe/Warsaw", "2027-03-28")).hasSize(23).doesNotHaveDuplicates();
        assertThat(onDay(cron, "Europe/Warsaw", "2027-10-31")).hasSize(25).doesNotHaveDuplicates();
        assertThat(onDay(cron, "Europe/Warsaw", "2027-10-30")).hasSize(24);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "America/Santiago"})
    void oneThatNamesEveryHourIsAsEvenAsTheMinutes(String zone) {
        for (ZoneOffsetTransition change : changes(ZoneId.of(zone))) {
            Instant start = change.getInstant().minus(Duration.ofDays(1));
            List<Instant> instants =
                    Schedule.preview(List.of(CronSchedule.of("*/30 * * * *", ZoneId.of(zone))), start, 96);

            // half hours are half hours apart also where a clock is changed by half of one
            for (int i = 0; i < instants.size(); i++) {
                assertThat(instants.get(i)).isEqualTo(start.plus(Duration.ofMinutes(30L * (i + 1))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "America/Santiago"})
    void aFixedTimeIsDueOnceEveryDayWhateverTheClocksDo(String zone) {
        ZoneId id = ZoneId.of(zone);
        List<LocalDateTime> edges = changes(id).stream()
                .flatMap(change -> Stream.of(change.getDateTimeBefore(), change.getDateTimeAfter()))
                .toList();
        for (LocalDateTime edge : edges) {
            for (int minutes = -90; minutes <= 90; minutes += 15) {
                LocalDateTime time = edge.plusMinutes(minutes);
                CronSchedule schedule = CronSchedule.of(time.getMinute() + " " + time.getHour() + " * * *", id);
                ZonedDateTime before = edge.toLocalDate().minusDays(3).atStartOfDay(id);
                List<Instant> instants =
                        Schedule.preview(List.of(schedule), before.toInstant().minusMillis(1), 7);

                assertThat(instants.stream().map(at -> LocalDate.ofInstant(at, id)))
                        .as("%s in %s", schedule, zone)
                        .containsExactlyElementsOf(before.toLocalDate()
                                .datesUntil(before.toLocalDate().plusDays(7))
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0 99 * * * ?     | 99
                    99 * * * *       | 99
                    0 0 31 2 *       | never
                    0 0 30 2 *       | never
                    0 0 0 31 2 ?     | never
                    @daily           | five fields
                    * * * *          | five fields
                    0 0 0 1 1 ? 2027 | five fields
                    every hour now p m | EVERY
                    ''               | five fields
                    """)
    void whatIsNoCronOrIsNeverDueIsRefused(String cron, String words) {
        assertThatThrownBy(() -> CronSchedule.of(cron, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words.equals("never") ? "no day" : words);
    }

    @Test
    void secondsAreFastEnoughAlsoInAnHourThatComesTwice() {
        CronSchedule schedule = CronSchedule.of("* * * * * ?", ZoneId.of("Europe/Warsaw"));
        Instant at = Instant.parse("2027-10-31T01:59:58Z");

        assertThat(schedule.next(at)).isEqualTo(Optional.of(at.plus(Duration.ofSeconds(1))));
    }

    /** Those of 2027. */
    private static List<ZoneOffsetTransition> changes(ZoneId zone) {
        ZoneOffsetTransition first = zone.getRules().nextTransition(Instant.parse("2027-01-01T00:00:00Z"));
        return List.of(first, zone.getRules().nextTransition(first.getInstant()));
    }

    private static List<String> fires(String cron, String zone, Instant after, int count) {
        return Schedule.preview(List.of(CronSchedule.of(cron, ZoneId.of(zone))), after, count).stream()
                .map(Instant::toString)
                .toList();
    }

    /** Local times with their offsets. */
    private static List<String> onDay(String cron, String zone, String day) {
        ZoneId id = ZoneId.of(zone);
        Instant start = LocalDate.parse(day).atStartOfDay(id).toInstant();
        Instant end = LocalDate.parse(day).plusDays(1).atStartOfDay(id).toInstant();
        return Schedule.preview(List.of(CronSchedule.of(cron, id)), start.minusNanos(1), 200).stream()
                .filter(at -> at.isBefore(end))
                .map(at -> at.atZone(id).toOffsetDateTime().toString())
                .toList();
    }
}
