package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {
    private static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return parsed.getEpochSecond() * 1_000_000 + parsed.getNano() / 1000;
    }

    private static Optional<Value> coerced(String text, DataType type) {
        return Coercion.coerce(new Value.Text(text), type);
    }

    private static long detect(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return IsoTime.detect(utf8, 0, utf8.length);
    }

    /** Beyond the vectors: what dlt 1.31.0 with pendulum 3 gave for these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2024-01T10:20:30               | 2024-01-01T10:20:30Z
            2024-W03 10:20                 | 2024-01-15T10:20:00Z
            2024W031T102030                | 2024-01-15T10:20:30Z
            2024-W00-0T00:00:00            | 2023-12-24T00:00:00Z
            2020-W53-7T00:00:00            | 2021-01-03T00:00:00Z
            2024-060T00                    | 2024-02-29T00:00:00Z
            2024060T00                     | 2024-02-29T00:00:00Z
            20240115T10:20                 | 2024-01-15T10:20:00Z
            20240115T102030,5              | 2024-01-15T10:20:30.500Z
            2024-01-15T10-05:00            | 2024-01-15T15:00:00Z
            2024-01-15T10:20:30+02:        | 2024-01-15T08:20:30Z
            2024-01-15T10:20:30+0099       | 2024-01-15T08:41:30Z
            2024-01-15T10:20:30+23:59      | 2024-01-14T10:21:30Z
            2024-01-15T10:20:30-23:59      | 2024-01-16T10:19:30Z
            20240115 10:20:30              | 2024-01-15T10:20:30Z
            2024/01:15 1:2                 | 2024-01-15T01:02:00Z
            2024/01/15 10:20.25            | 2024-01-15T10:20:00.250Z
            2024/01/15 10:20:30.123456789  | 2024-01-15T10:20:30.123456Z
            2024 10:20                     | 2024-01-01T10:20:00Z
            20241:2                        | 2024-01-01T01:02:00Z
            ٢٠٢٤/٠١/١٥ ١٠:٢٠               | 2024-01-15T10:20:00Z
            """)
    void unusualTimestampsAreFound(String text, String instant) {
        assertThat(detect(text)).isEqualTo(micros(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2024",
                "2024-01-15T10:20:30-24:00",
                "0001-01-01T00:00:00+00:01",
                "9999-12-31T23:59:59-00:01",
                "2024-01-15T10:20:30+",
                "2024-01-15T10:20:30+02:0",
                "2024-01-15T10:20:30.5.5Z",
                "2024-01-15T10:20:30ZZ",
                "2024-01-15T1:20:30",
                "2024-01-15T10:2a:30",
                "2024-01-1aT10:20:30",
                "2024-01-15T:20:30",
                "2024-01-15  10:20:30",
                "2024-W54-1T00:00",
                "2024-000T00:00",
                "20240115T10:20:30",
                "2024/01/15 10:20:30.1234567890",
                "2024/01/15 10:20:",
                "2024/01/15 10:",
                "2024/01/15 10::30",
                "2024/13/15 10:20",
                "2024/01/15\u00a010:20",
                "2024/01/15T10:20"
            })
    void whatIsNoTimestampStaysAText(String text) {
        assertThat(detect(text)).isEqualTo(IsoTime.NONE);
    }

    @Test
    void theStretchOfBytesAloneIsLookedAt() {
        byte[] utf8 = "992024-01-15T10:20:30Z99".getBytes(StandardCharsets.UTF_8);
        assertThat(IsoTime.detect(utf8, 2, utf8.length - 2)).isEqualTo(micros("2024-01-15T10:20:30Z"));
        assertThat(IsoTime.detect(utf8, 2, utf8.length - 3)).isEqualTo(micros("2024-01-15T10:20:30Z"));
        assertThat(IsoTime.detect(utf8, 2, utf8.length)).isEqualTo(IsoTime.NONE);
    }

    @Test
    void everyDayHasItsPlace() {
        LocalDate end = LocalDate.of(9999, 12, 31);
        for (LocalDate day = LocalDate.of(1, 1, 1); day.isBefore(end); day = day.plusDays(97)) {
            assertThat(Days.of(day.getYear(), day.getMonthValue(), day.getDayOfMonth()))
                    .isEqualTo((int) day.toEpochDay());
            assertThat(Days.ofOrdinal(day.getYear(), day.getDayOfYear())).isEqualTo((int) day.toEpochDay());
        }
        assertThat(Days.of(9999, 12, 31)).isEqualTo(Days.LAST);
        assertThat(Days.of(1, 1, 1)).isEqualTo(Days.FIRST);
        assertThat(Days.of(0, 12, 31)).isEqualTo(Days.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "T10:20, 10:20:00",
        "T102030, 10:20:30",
        "1:2, 01:02:00",
        "' 10:20:30,5', 10:20:30.5",
        "10:20:30+02:00, 08:20:30",
        "01:00:00+02:00, 23:00:00",
        "23:30-01:00, 00:30:00"
    })
    void timesOfDayAreMovedToUtc(String text, String time) {
        assertThat(coerced(text, DataType.TIME))
                .contains(new Value.Time(LocalTime.parse(time).toNanoOfDay() / 1000));
    }
}
