package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNumbersTest {
    @ParameterizedTest
    @CsvSource({
        "0x-1f, -31",
        "0x0x1F, 31",
        "0x_1f,",
        "0x0x_1f, 31",
        "' +1_000 ', 1000",
        "1__0,",
        "_1,",
        "1_,",
        "'- 1',",
        "0b1,",
        "١٢٣, 123",
        "²,",
        "00012, 12"
    })
    void wholeNumbersAreReadAsByPython(String text, Long number) {
        assertThat(Coercion.coerce(new Value.Text(text), DataType.BIGINT))
                .isEqualTo(Optional.ofNullable(number).map(Value.Whole::new));
    }

    @ParameterizedTest
    @CsvSource({
        ".5, 0.5",
        "5., 5",
        "1_0.0_1e1_0, 10.01e10",
        "1._0,",
        "1e,",
        ".,",
        "1d,",
        "0x1p3,",
        "-INFINITY, -Infinity",
        "1e400, Infinity",
        "infinit,",
        "0x_1,",
        "0x1F, 31"
    })
    void realNumbersAreReadAsByPython(String text, Double number) {
        assertThat(Coercion.coerce(new Value.Text(text), DataType.DOUBLE))
                .isEqualTo(Optional.ofNullable(number).map(Value.Real::new));
    }

    /** The first ones are those that a JDK before 19 prints with a digit too many, or the wrong last digit. */
    @ParameterizedTest
    @CsvSource({
        "2.310648801106982e-274, 2.310648801106982e-274",
        "-2.2339e21, -2.2339e+21",
        "1.1620502168559373e18, 1.1620502168559373e+18",
        "6.142707161956814e18, 6.142707161956814e+18",
        "2e23, 2e+23",
        "5e-324, 5e-324",
        "2.2250738585072014e-308, 2.2250738585072014e-308",
        "1.7976931348623157e308, 1.7976931348623157e+308",
        "0x1p-44, 5.684341886080802e-14",
        "0x1p-1, 0.5",
        "0.1, 0.1",
        "0.30000000000000004, 0.30000000000000004",
        "-0.0, -0.0",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "1e-100, 1e-100",
        "9999999999999998, 9999999999999998.0",
        "1e16, 1e+16",
        "123456.789, 123456.789",
        "100, 100.0",
        "NaN, nan",
        "-Infinity, -inf"
    })
    void doublesAreWrittenAsByPython(double value, String repr) {
        assertThat(PythonNumbers.repr(value)).isEqualTo(repr);
    }

    @Test
    void theShortestTextReadsBack() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 100_000; i++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                String text = PythonNumbers.repr(value);
                assertThat(Double.parseDouble(text)).isEqualTo(value);
                assertThat(digits(text)).isLessThanOrEqualTo(digits(Double.toString(value)));
            }
        }
    }

    private static int digits(String text) {
        return new BigDecimal(text).stripTrailingZeros().precision();
    }
}
