package io.wadi.flow.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void aWindowEndsWhereTheNextOneBegins() {
        assertThat(texts("2026-02-27", "2026-03-01", "1d", BERLIN))
                .containsExactly("2026-02-27..2026-02-28", "2026-02-28..2026-03-01", "2026-03-01..2026-03-02");
    }

    @Test
    void aClosedWindowEndsWithItsLastDay() {
        assertThat(Windows.of("2026-02-27", "2026-03-01", true, "2d", BERLIN).stream()
                        .map(Window::toString))
                .containsExactly("2026-02-27..2026-02-28", "2026-03-01..2026-03-01");
    }

    @Test
    void theLastWindowEndsWithTheStretch() {
        assertThat(texts("2026-01-01", "2026-01-10", "1w", BERLIN))
                .containsExactly("2026-01-01..2026-01-08", "2026-01-08..2026-01-11");
    }

    @Test
    void monthsAreCountedFromTheBeginningAndNotFromTheMonthBefore() {
        assertThat(texts("2026-01-31", "2026-04-29", "1mo", BERLIN))
                .containsExactly("2026-01-31..2026-02-28", "2026-02-28..2026-03-31", "2026-03-31..2026-04-30");
    }

    @Test
    void aDayOnWhichClocksAreChangedIsOneDay() {
        assertThat(texts("2027-03-27T00:00", "2027-03-30T00:00", "1d", BERLIN))
                .containsExactly(
                        "2027-03-26T23:00:00Z..2027-03-27T23:00:00Z",
                        "2027-03-27T23:00:00Z..2027-03-28T22:00:00Z",
                        "2027-03-28T22:00:00Z..2027-03-29T22:00:00Z");
        assertThat(texts("2027-10-31", "2027-10-31", "1h", BERLIN)).as("autumn").hasSize(25);
        assertThat(texts("2027-03-28", "2027-03-28", "1h", BERLIN)).as("spring").hasSize(23);
    }

    @Test
    void windowsFollowEachOtherWithoutAGap() {
        List<Window> windows = Windows.of("2027-03-27T18:30", "2027-11-01T00:00", false, "6h", BERLIN);
        for (int i = 1; i < windows.size(); i++) {
            assertThat(windows.get(i).start()).isEqualTo(windows.get(i - 1).end());
        }
        assertThat(windows.get(windows.size() - 1).end()).isEqualTo("2027-10-31T23:00:00Z");
    }

    @Test
    void aTimeMaySayItsOwnOffset() {
        assertThat(texts("2026-01-01T00:00+02:00", "2026-01-01T00:00Z", "1h", BERLIN))
                .containsExactly(
                        "2025-12-31T22:00:00Z..2025-12-31T23:00:00Z", "2025-12-31T23:00:00Z..2026-01-01T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-02|2026-01-01|1d|it ends before it begins",
                "2026-01-01T00:00|2026-01-01T00:00|1d|it ends before it begins",
                "2026-01-01|2026-01-01T00:00|1d|both days, or both times",
                "2026-02-30|2026-03-01|1d|'2026-02-30' is neither",
                "yesterday|today|1d|'yesterday' is neither",
                "2026-01-01|2026-01-02|0d|'0d' is no step",
                "2026-01-01|2026-01-02|1d12h|'1d12h' is no step",
                "1926-01-01|2026-01-02|1d|more than 2000 runs"
            })
    void whatCannotBeMeantIsSaid(String from, String to, String every, String why) {
        assertThatThrownBy(() -> Windows.of(from, to, false, every, ZoneOffset.UTC))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }

    private static List<String> texts(String from, String to, String every, ZoneId zone) {
        return Windows.of(from, to, false, every, zone).stream()
                .map(Window::toString)
                .toList();
    }
}
