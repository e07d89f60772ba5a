package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Cursor.Duplicates;
import io.wadi.model.Cursor.Missing;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LagTest {
    @ParameterizedTest
    @CsvSource({
        "2024-01-05, , 1, 2024-01-04",
        "20240301, , 1, 20240229",
        "2024-01-05, 2023-01-01T00:00:00Z, 3600, 2024-01-04",
        "2024-01-05T01:00:00Z, , 3600, 2024-01-05T00:00:00Z",
        "2024-01-05T01:00:00.123456Z, , 1, 2024-01-05T00:59:59.123456Z",
        "2024-01-05T01:00:00+02:00, , 86400, 2024-01-04T01:00:00+02:00",
        "2024-01-05T01:00:00-0330, , 1, 2024-01-05T00:59:59-0330",
        "2024-03-01T00:00:00, , 1, 2024-02-29T23:59:59",
        "2024-01-05T01:30, , 1, 2024-01-05T01:29",
        "2024-01-05T01, , 3600, 2024-01-05T00",
        "2024-01-05T01:00:00Z, 2023-01-01, 1, 2024-01-04T00:00:00Z",
        "2024-01-05T01:00:00.123456Z, 2023-01-01, 1, 2024-01-04T00:00:00.000000Z",
        "2024-01-05T01:00:00+02:00, 2023-01-01, 1, 2024-01-03T02:00:00+02:00",
        "2024-01-05T01:00:00, 2024-01-05T00:59:00, 3600, 2024-01-05T00:59:00",
    })
    void aTextKeepsItsFormatAsDltHasIt(String last, String initial, long lag, String start) {
        assertThat(start(
                        Optional.ofNullable(initial).map(Value.Text::new).map(Value.class::cast),
                        lag,
                        new Value.Text(last)))
                .isEqualTo(new Value.Text(start));
    }

    @ParameterizedTest
    @CsvSource({
        // dlt writes six digits, or gives a timestamp instead of a text.
        "2024-01-05T01:00:00.25Z, 3600, 2024-01-05T00:00:00.25Z",
        "2024-01-05T01:00:00.123456789Z, 1, 2024-01-05T00:59:59.123456789Z",
        "2024-01-05 01:00:00, 60, 2024-01-05 00:59:00",
        "2024-01-05 01:00:00+00, 60, 2024-01-05 00:59:00+00",
    })
    void alsoWhereDltDoesNot(String last, long lag, String start) {
        assertThat(start(Optional.empty(), lag, new Value.Text(last))).isEqualTo(new Value.Text(start));
    }

    static Stream<Arguments> typed() {
        long day = 86_400_000_000L;
        return Stream.of(
                Arguments.of(new Value.Whole(20), new Value.Whole(15)),
                Arguments.of(
                        new Value.Whole(Long.MIN_VALUE),
                        Value.whole(BigInteger.valueOf(Long.MIN_VALUE).subtract(BigInteger.valueOf(5)))),
                Arguments.of(new Value.Real(1.5), new Value.Real(-3.5)),
                Arguments.of(new Value.Decimal(new BigDecimal("7.25")), new Value.Decimal(new BigDecimal("2.25"))),
                Arguments.of(new Value.Wei(BigInteger.TEN), new Value.Wei(BigInteger.valueOf(5))),
                Arguments.of(new Value.Timestamp(day), new Value.Timestamp(day - 5_000_000)),
                Arguments.of(new Value.Date(3), new Value.Date(-2)));
    }

    @ParameterizedTest
    @MethodSource("typed")
    void numbersInstantsAndDaysAreTakenAsSuch(Value last, Value start) {
        assertThat(start(Optional.empty(), 5, last)).isEqualTo(start);
    }

    static Stream<Arguments> halves() {
        return Stream.of(
                Arguments.of(new Value.Real(10.5), new Value.Real(10)),
                Arguments.of(new Value.Whole(10), new Value.Whole(9)),
                Arguments.of(new Value.Decimal(new BigDecimal("7.25")), new Value.Decimal(new BigDecimal("6.75"))),
                Arguments.of(new Value.Timestamp(2_000_000), new Value.Timestamp(1_500_000)),
                Arguments.of(new Value.Date(3), new Value.Date(2)),
                Arguments.of(new Value.Text("2024-01-05"), new Value.Text("2024-01-04")),
                Arguments.of(new Value.Text("2024-01-05T01:00:00Z"), new Value.Text("2024-01-05T00:59:59Z")));
    }

    @ParameterizedTest
    @MethodSource("halves")
    void aLagMayHaveAFraction(Value last, Value start) {
        assertThat(start(Optional.empty(), new BigDecimal("0.5"), last)).isEqualTo(start);
    }

    @Test
    void itNeverReachesBelowTheInitialValue() {
        assertThat(start(Optional.of(new Value.Real(17.5)), 5, new Value.Whole(20)))
                .isEqualTo(new Value.Real(17.5));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "",
                "2024",
                "2024-13-01",
                "2024-01-05T25:00:00Z",
                "2024-01-05T01:00:00+99:00",
                "0001-01-01x"
            })
    void aTextThatIsNoTimeCannotLag(String last) {
        assertThatThrownBy(() -> start(Optional.empty(), 5, new Value.Text(last)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("a lag of 5 cannot be taken off the last value of cursor u, text '" + last + "'");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-05, , 1, 2024-01-06",
        "2024-01-05T01:00:00Z, , 3600, 2024-01-05T02:00:00Z",
        "2024-01-05T01:00:00.123Z, 2024-02-01, 2, 2024-01-07T23:59:59.999Z",
        "2024-01-05T01:00+02:00, 2024-02-01, 1, 2024-01-06T01:59+02:00",
        "2024-01-05, 2024-01-05, 9, 2024-01-05"
    })
    void towardsTheLeastValueTheLagIsAdded(String last, String initial, long lag, String start) {
        assertThat(min(Optional.ofNullable(initial).map(Value.Text::new), lag, new Value.Text(last)))
                .isEqualTo(new Value.Text(start));
    }

    @Test
    void towardsTheLeastValueTypedLagsAreAddedToo() {
        Optional<Value> day = Optional.of(new Value.Date(100));
        assertThat(min(Optional.empty(), 5, new Value.Whole(10))).isEqualTo(new Value.Whole(15));
        assertThat(min(Optional.of(new Value.Whole(12)), 5, new Value.Whole(10)))
                .isEqualTo(new Value.Whole(12));
        assertThat(min(day, 5, new Value.Date(10))).isEqualTo(new Value.Date(15));
        assertThat(min(Optional.empty(), 2, new Value.Timestamp(1_000_000))).isEqualTo(new Value.Timestamp(3_000_000));
    }

    private static Value min(Optional<Value> initial, long lag, Value last) {
        Cursor cursor = new Cursor("u", initial, Optional.empty(), lag, Missing.RAISE, Duplicates.BOUNDARY)
                .with(Cursor.Function.MIN);
        return CursorPages.start(cursor, CursorPagesTest.state(last, Map.of())).orElseThrow();
    }

    @Test
    void anAbsurdLagIsRefusedRatherThanWrapped() {
        assertThatThrownBy(() -> start(Optional.empty(), Long.MAX_VALUE, new Value.Timestamp(-5_000_000)))
                .isInstanceOf(ConfigurationFailure.class);
        assertThatThrownBy(() -> start(Optional.empty(), Long.MAX_VALUE, new Value.Text("2024-01-05")))
                .isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void anInitialValueOfAnotherTypeIsRefused() {
        assertThatThrownBy(() -> start(Optional.of(new Value.Text("a")), 5, new Value.Whole(20)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("begins at text 'a', which does not compare with its last value, bigint 20");
    }

    private static Value start(Optional<Value> initial, long lag, Value last) {
        return start(initial, BigDecimal.valueOf(lag), last);
    }

    private static Value start(Optional<Value> initial, BigDecimal lag, Value last) {
        Cursor cursor = new Cursor("u", initial, Optional.empty(), lag, Missing.RAISE, Duplicates.BOUNDARY);
        return CursorPages.start(cursor, CursorPagesTest.state(last, Map.of())).orElseThrow();
    }
}
