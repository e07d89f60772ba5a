package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Cursor;
import io.wadi.model.Cursor.Duplicates;
import io.wadi.model.Cursor.Missing;
import io.wadi.model.CursorState;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** JSON has no instants, days or decimals: where the state or the settings hold one, records are read as that. */
class TypedCursorTest {
    @Test
    void textsAreReadAsInstantsWhereTheStateHoldsOne() {
        Feed first = Feed.of(
                from(at("2024-01-01T00:00:00Z")),
                CursorState.NONE,
                List.of("id"),
                row(1, "2024-01-01T10:00:00+02:00"),
                row(2, "2024-01-01T09:00:00.000001Z"));
        assertThat(first.state().last())
                .contains(new Value.Timestamp(at("2024-01-01T09:00:00Z").micros() + 1));
        Feed second = Feed.of(
                CursorPagesTest.cursor("u", Missing.RAISE),
                first.state(),
                List.of("id"),
                row(3, "2024-01-01T08:30:00Z"),
                row(2, "2024-01-01 09:00:00.000001"),
                row(4, "2024-01-01T12:00:00+02:00"),
                row(5, "2024-01-01"));
        assertThat(second.kept()).containsExactly(2L);
        assertThat(second.state().last()).contains(at("2024-01-01T10:00:00Z"));
    }

    @Test
    void textsAreReadAsDaysWhereTheSettingsHoldOne() {
        Cursor cursor = new Cursor(
                "u", Optional.of(day("2024-01-02")), Optional.of(day("2024-01-04")), 0, Missing.RAISE, Duplicates.NONE);
        assertThat(Feed.of(
                                cursor,
                                CursorState.NONE,
                                List.of(),
                                row(1, "2024-01-01"),
                                row(2, "2024-01-02"),
                                row(3, "20240103"),
                                row(4, "2024-01-04"))
                        .kept())
                .containsExactly(1L, 2L);
    }

    @Test
    void aDecimalOfTheStateComparesWithNumbers() {
        CursorState state = CursorPagesTest.state(new Value.Decimal(new BigDecimal("1.50")), Map.of());
        assertThat(Feed.of(
                                CursorPagesTest.cursor("u", Missing.RAISE),
                                state,
                                List.of(),
                                "{\"u\":1.25}",
                                "{\"u\":1.5}",
                                "{\"u\":2}",
                                "{\"u\":1e400}",
                                "{\"u\":-1e400}",
                                "{\"u\":123456789012345678901234567890}")
                        .kept())
                .containsExactly(1L, 2L, 3L, 5L);
    }

    @Test
    void aTextThatIsNoInstantDoesNotCompareWithOne() {
        CursorFailure failure = catchThrowableOfType(
                CursorFailure.class,
                () -> Feed.of(from(at("2024-01-01T00:00:00Z")), CursorState.NONE, List.of(), row(1, "yesterday")));
        assertThat(failure.kind()).isEqualTo(CursorFailure.Kind.TYPE_MISMATCH);
        assertThat(failure).hasMessageContaining("text in a record").hasMessageContaining("of type timestamp");
    }

    private static Cursor from(Value initial) {
        return new Cursor("u", Optional.of(initial), Optional.empty(), 0, Missing.RAISE, Duplicates.BOUNDARY);
    }

    private static Value.Timestamp at(String text) {
        return new Value.Timestamp(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text)));
    }

    private static Value day(String text) {
        return new Value.Date((int) LocalDate.parse(text).toEpochDay());
    }

    private static String row(int id, String u) {
        return "{\"id\":" + id + ",\"u\":\"" + u + "\"}";
    }
}
