package io.wadi.normalise;

import io.wadi.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values as numbers of a column's width (contract 3.2). A bool is no number. */
final class NumberForm {
    private NumberForm() {}

    /** A whole number of the smallest integer type with at least {@code bits} bits. */
    static Optional<BigInteger> whole(Value value, int bits) {
        int width = bits <= 8 ? 8 : bits <= 16 ? 16 : bits <= 32 ? 32 : bits <= 64 ? 64 : 128;
        return whole(value).filter(number -> number.bitLength() < width);
    }

    private static Optional<BigInteger> whole(Value value) {
        if (value instanceof Value.Text text) {
            return PythonNumbers.integer(text.value());
        }
        if (value instanceof Value.Real real && Double.isFinite(real.value())) {
            return exact(new BigDecimal(real.value()));
        }
        return number(value).flatMap(NumberForm::exact);
    }

    private static Optional<BigInteger> exact(BigDecimal number) {
        if (number.signum() == 0) {
            return Optional.of(BigInteger.ZERO);
        }
        boolean tooLong = digitsBeforePoint(number) > Integer.SIZE * 2;
        BigDecimal stripped = number.stripTrailingZeros();
        return tooLong || stripped.scale() > 0 ? Optional.empty() : Optional.of(stripped.toBigIntegerExact());
    }

    static Optional<Value> real(Value value) {
        if (value instanceof Value.Real) {
            return Optional.of(value);
        }
        OptionalDouble real = value instanceof Value.Text text
                ? PythonNumbers.real(text.value())
                : number(value).map(n -> OptionalDouble.of(n.doubleValue())).orElse(OptionalDouble.empty());
        if (real.isEmpty() || (value instanceof Value.BigWhole && Double.isInfinite(real.getAsDouble()))) {
            return Optional.empty();
        }
        return Optional.of(new Value.Real(real.getAsDouble()));
    }

    /** A number of at most {@code precision} digits, {@code scale} of them after the point. */
    static Optional<BigDecimal> decimal(Value value, int precision, int scale) {
        return any(value).flatMap(n -> fit(n, precision, scale));
    }

    /** The number that a value is, or that its text says. */
    static Optional<BigDecimal> any(Value value) {
        return value instanceof Value.Text text ? PythonNumbers.decimal(text.value()) : number(value);
    }

    /** Looks at the magnitude first: rounding a number with a huge exponent would write out its digits. */
    private static Optional<BigDecimal> fit(BigDecimal number, int precision, int scale) {
        long before = digitsBeforePoint(number);
        if (number.signum() == 0 || before < -scale) {
            return Optional.of(BigDecimal.ZERO.setScale(scale));
        }
        if (before > precision - scale) {
            return Optional.empty();
        }
        BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_UP);
        return rounded.precision() <= precision ? Optional.of(rounded) : Optional.empty();
    }

    /** Negative when zeros follow the point. */
    private static long digitsBeforePoint(BigDecimal number) {
        return (long) number.precision() - number.scale();
    }

    /** Whether a number is not zero. NaN is not. */
    static Optional<Value> truth(Value value) {
        if (value instanceof Value.Bool) {
            return Optional.of(value);
        }
        if (value instanceof Value.Real real) {
            return Optional.of(new Value.Bool(real.value() != 0));
        }
        return number(value).map(n -> new Value.Bool(n.signum() != 0));
    }

    /** The bytes of a whole number that is not negative, lowest first, as few as possible. */
    static Optional<byte[]> littleEndian(Value whole) {
        BigInteger number =
                whole instanceof Value.BigWhole big ? big.value() : BigInteger.valueOf(((Value.Whole) whole).value());
        if (number.signum() < 0) {
            return Optional.empty();
        }
        byte[] bytes = new byte[(number.bitLength() + 7) / 8];
        byte[] highFirst = number.toByteArray();
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = highFirst[highFirst.length - 1 - i];
        }
        return Optional.of(bytes);
    }

    /** A double counts as the shortest decimal that stands for it. */
    private static Optional<BigDecimal> number(Value value) {
        if (value instanceof Value.Whole whole) {
            return Optional.of(BigDecimal.valueOf(whole.value()));
        }
        if (value instanceof Value.BigWhole whole) {
            return Optional.of(new BigDecimal(whole.value()));
        }
        if (value instanceof Value.Decimal decimal) {
            return Optional.of(decimal.value());
        }
        if (value instanceof Value.Wei wei) {
            return Optional.of(new BigDecimal(wei.value()));
        }
        if (value instanceof Value.Real real && Double.isFinite(real.value())) {
            return Optional.of(new BigDecimal(PythonNumbers.repr(real.value())));
        }
        return Optional.empty();
    }
}
