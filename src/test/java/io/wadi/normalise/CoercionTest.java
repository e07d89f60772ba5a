package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoercionTest {
    @ParameterizedTest
    @CsvSource({
        "127, 8, true",
        "128, 8, false",
        "-128, 8, true",
        "32768, 16, false",
        "2147483648, 32, false",
        "2147483648, 33, true",
        "9223372036854775808, 64, false",
        "9223372036854775808, 128, true"
    })
    void integersFitTheBitsOfTheirColumn(BigInteger number, int bits, boolean fits) {
        Optional<Value> coerced =
                Coercion.coerce(Value.whole(number), DataType.BIGINT, OptionalInt.of(bits), OptionalInt.empty());
        assertThat(coerced).isEqualTo(fits ? Optional.of(Value.whole(number)) : Optional.empty());
    }

    @ParameterizedTest
    @CsvSource({
        "12.345, 12.35",
        "0.005, 0.01",
        "-1.005, -1.01",
        "99999999.994, 99999999.99",
        "99999999.995,",
        "100000000,",
        "1e-999999999999, 0.00",
        "1e999999999999,",
        "0e999999999999, 0.00"
    })
    void decimalsAreRoundedToTheirColumnOrRefused(String text, BigDecimal rounded) {
        Optional<Value> coerced =
                Coercion.coerce(new Value.Text(text), DataType.DECIMAL, OptionalInt.of(10), OptionalInt.of(2));
        assertThat(coerced).isEqualTo(Optional.ofNullable(rounded).map(Value.Decimal::new));
    }

    @Test
    void aDoubleIsTheIntegerThatItHoldsAndTheDecimalThatItShows() {
        Value real = new Value.Real(8.41e17 + 0x1p7);
        assertThat(Coercion.coerce(real, DataType.BIGINT)).contains(new Value.Whole(841000000000000128L));
        assertThat(Coercion.coerce(real, DataType.WEI)).contains(new Value.Wei(new BigInteger("841000000000000100")));
    }

    @Test
    void timesBecomeTextAsPythonWritesThem() {
        assertThat(text(new Value.Timestamp(-1))).isEqualTo("1969-12-31T23:59:59.999999+00:00");
        assertThat(text(new Value.Timestamp(1_705_314_030_000_000L))).isEqualTo("2024-01-15T10:20:30+00:00");
        assertThat(text(new Value.Date(-719_162))).isEqualTo("0001-01-01");
        assertThat(text(new Value.Time(1_000_500))).isEqualTo("00:00:01.000500");
        assertThat(text(new Value.Binary(new byte[] {1, 2}))).isEqualTo("AQI=");
        assertThat(text(new Value.Decimal(new BigDecimal("1E-7")))).isEqualTo("1E-7");
        assertThat(text(new Value.Decimal(new BigDecimal("10.50")))).isEqualTo("10.50");
    }

    private static String text(Value value) {
        return ((Value.Text) Coercion.coerce(value, DataType.TEXT).orElseThrow()).value();
    }

    @Test
    void timestampsDaysAndMidnightsTurnIntoEachOther() {
        Value day = new Value.Date(-1);
        assertThat(Coercion.coerce(new Value.Timestamp(-1), DataType.DATE)).contains(day);
        assertThat(Coercion.coerce(day, DataType.TIMESTAMP)).contains(new Value.Timestamp(-86_400_000_000L));
        assertThat(Coercion.coerce(new Value.Date(Integer.MAX_VALUE), DataType.TIMESTAMP))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0000005, 0",
        "0.0000015, 2",
        "-0.0000015, -2",
        "253402300799.9999999,",
        "-62135596800, -62135596800000000"
    })
    void secondsAreRoundedAsByPython(double seconds, Long micros) {
        assertThat(Coercion.coerce(new Value.Real(seconds), DataType.TIMESTAMP))
                .isEqualTo(Optional.ofNullable(micros).map(Value.Timestamp::new));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\": 1, \"a\": [1.0, 1E5, -0]} | {\"b\":1,\"a\":[1.0,100000.0,0]}",
                "{\"a\":1,\"b\":2,\"a\":3}         | {\"a\":3,\"b\":2}",
                "-9223372036854775808             | -9223372036854775808",
                "-9223372036854775809             | -9.223372036854776e+18",
                "18446744073709551615             | 18446744073709551615",
                "18446744073709551616             | 1.8446744073709552e+19",
                "\"\\u00e9\\u007f\\/\\u0001\"      | \"é\u007f/\\u0001\""
            })
    void jsonInTextIsMadeCompactAsByOrjson(String text, String compact) {
        assertThat(Coercion.coerce(new Value.Text(text), DataType.JSON)).contains(new Value.Json(compact));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "01", "[1,]", "1 2", "\"\\ud800\"", "1e400", "\ufeff1", "{\"a\"}", "\"\u0001\""})
    void whatIsNoJsonIsRefused(String text) {
        assertThat(Coercion.coerce(new Value.Text(text), DataType.JSON)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0x68 65, 6865", "0x6 8,", "0x1,", "0xzz,", "AB==, 00", "ABC,", "AB,", "A===,", "'AB C',", "é===,"})
    void bytesAreReadFromHexAndBase64(String text, String hex) {
        assertThat(Coercion.coerce(new Value.Text(text), DataType.BINARY))
                .isEqualTo(Optional.ofNullable(hex)
                        .map(h -> new Value.Binary(HexFormat.of().parseHex(h))));
    }

    @Test
    void noValueMakesAnyCoercionFail() {
        List<Value> values = Stream.concat(
                        Stream.of(
                                new Value.Real(Double.NaN),
                                new Value.Real(Double.NEGATIVE_INFINITY),
                                new Value.Real(Double.MIN_VALUE),
                                new Value.Whole(Long.MIN_VALUE),
                                Value.whole(BigInteger.TEN.pow(500)),
                                Value.whole(BigInteger.TEN.pow(500).negate()),
                                new Value.Decimal(new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE)),
                                new Value.Decimal(new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE)),
                                new Value.Wei(BigInteger.TEN.pow(50)),
                                new Value.Timestamp(Long.MIN_VALUE),
                                new Value.Timestamp(Long.MAX_VALUE),
                                new Value.Date(Integer.MIN_VALUE),
                                new Value.Time(0),
                                new Value.Binary(new byte[0]),
                                new Value.Json("{}"),
                                new Value.Bool(true)),
                        Stream.of(
                                        "",
                                        " ",
                                        "\u0000",
                                        "\ud800",
                                        "-",
                                        "+",
                                        "0x",
                                        "0x-",
                                        "_",
                                        ".",
                                        "1e999999999",
                                        "-1e-999999999",
                                        "1e99999999999999999999",
                                        "9".repeat(100_000),
                                        "0x" + "f".repeat(100_000),
                                        "1_".repeat(50_000) + "1",
                                        "[".repeat(100_000),
                                        "\"" + "\\\"".repeat(50_000),
                                        "2024",
                                        "2024-",
                                        "2024-W",
                                        "2024-01-15T",
                                        "T",
                                        "T1",
                                        "1:",
                                        "٢",
                                        "\ud835\udfcf")
                                .map(Value.Text::new))
                .toList();
        for (Value value : values) {
            for (DataType type : DataType.values()) {
                Optional<Value> coerced = Coercion.coerce(value, type);
                assertThat(coerced.map(Value::type)).isIn(Optional.empty(), Optional.of(type));
            }
            assertThat(Coercion.coerce(value, DataType.TEXT)).isPresent();
        }
    }
}
