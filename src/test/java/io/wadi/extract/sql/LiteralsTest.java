package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Values in SQL that takes no parameters. */
class LiteralsTest {
    @Test
    void numbersAndTimesAreWrittenIn() {
        assertThat(Literals.in(
                        "a > ? AND b >= ? AND c < ? AND d = ?",
                        List.of(
                                -5L,
                                LocalDate.of(2024, 1, 31),
                                LocalDateTime.of(2024, 1, 31, 10, 0, 0, 1_000),
                                OffsetDateTime.parse("2024-01-31T01:00:00+02:00"))))
                .contains("a > CAST('-5' AS int8) AND b >= DATE '2024-01-31' AND c < TIMESTAMP"
                        + " '2024-01-31T10:00:00.000001' AND d = TIMESTAMPTZ '2024-01-30T23:00:00+00'");
        assertThat(Literals.in("a IS NULL", List.of())).contains("a IS NULL");
    }

    @Test
    void whatWouldHaveToBeQuotedStaysAParameter() {
        assertThat(Literals.in("a > ?", List.of("x' OR true --"))).isEmpty();
        assertThat(Literals.in("a > ?", List.of(BigDecimal.ONE))).isEmpty();
        assertThat(Literals.in("a > ?", List.of(LocalDate.of(-44, 3, 15)))).isEmpty();
        assertThat(Literals.in("a > ?", List.of(LocalDateTime.of(12024, 1, 1, 0, 0))))
                .isEmpty();
    }

    @Test
    void aQuestionMarkThatIsNoParameterIsLeftToTheDriver() {
        assertThat(Literals.in("a = 'why?' AND b > ?", List.of(1L))).isEmpty();
        assertThat(Literals.in("tags ?? 'x' AND b > ?", List.of(1L))).isEmpty();
    }
}
