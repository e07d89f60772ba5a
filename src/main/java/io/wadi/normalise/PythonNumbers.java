package io.wadi.normalise;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Numbers as Python reads and writes them (contract 3.2). What Python refuses, or no column holds, is empty. */
final class PythonNumbers {
    /** Python's own limit; it keeps hostile texts from costing time that grows with the square of their length. */
    private static final int MAX_DIGITS = 4300;
    /** Far beyond what any decimal column holds. */
    private static final int MAX_EXPONENT = 100_000;

    /** Beyond it Python's Decimal refuses. */
    private static final int MAX_EXPONENT_BITS = 60;

    private PythonNumbers() {}

    /** {@code repr} of a float. */
    static String repr(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        return ShortestDouble.text(value, -3, 2);
    }

    /** {@code int}, after {@code 0x} to the base of 16. */
    static Optional<BigInteger> integer(String text) {
        String stripped = PythonText.strip(text);
        return stripped.startsWith("0x") ? integer(stripped.substring(2), 16) : integer(stripped, 10);
    }

    private static Optional<BigInteger> integer(String text, int radix) {
        String ascii = trimmed(text);
        boolean negative = ascii.startsWith("-");
        String digits = negative || ascii.startsWith("+") ? ascii.substring(1) : ascii;
        if (radix == 16 && digits.length() > 1 && digits.charAt(0) == '0' && (digits.charAt(1) | 0x20) == 'x') {
            digits = digits.substring(digits.startsWith("_", 2) ? 3 : 2);
        }
        digits = withoutUnderscores(digits, radix);
        if (digits.isEmpty() || digits.length() > MAX_DIGITS || end(digits, 0, radix) < digits.length()) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(digits, radix);
        return Optional.of(negative ? value.negate() : value);
    }

    /** {@code float}; the infinities and NaN are numbers here. */
    static OptionalDouble real(String text) {
        String stripped = PythonText.strip(text);
        if (stripped.startsWith("0x")) {
            Optional<BigInteger> whole = integer(stripped.substring(2), 16);
            double value = whole.map(BigInteger::doubleValue).orElse(Double.NaN);
            return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
        return decimalReal(stripped);
    }

    /** {@code float} without the {@code 0x} that dlt adds. */
    static OptionalDouble decimalReal(String text) {
        String ascii = withoutUnderscores(trimmed(text), 10);
        if (isNumber(ascii)) {
            return OptionalDouble.of(Double.parseDouble(ascii));
        }
        boolean negative = ascii.startsWith("-");
        String word = (negative || ascii.startsWith("+") ? ascii.substring(1) : ascii).toLowerCase(Locale.ROOT);
        return switch (word) {
            case "inf", "infinity" -> OptionalDouble.of(negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
            case "nan" -> OptionalDouble.of(Double.NaN);
            default -> OptionalDouble.empty();
        };
    }

    /** {@code Decimal}, but no infinity and no NaN: no decimal column holds them. */
    static Optional<BigDecimal> decimal(String text) {
        String stripped = PythonText.strip(text);
        if (stripped.startsWith("0x")) {
            return integer(stripped.substring(2), 16).map(BigDecimal::new);
        }
        String ascii = PythonText.ascii(stripped).replace("_", "").toLowerCase(Locale.ROOT);
        if (ascii.length() > MAX_DIGITS || !isNumber(ascii)) {
            return Optional.empty();
        }
        int e = ascii.indexOf('e');
        if (e < 0) {
            return Optional.of(new BigDecimal(ascii));
        }
        BigInteger exponent = new BigInteger(ascii.substring(e + 1));
        if (exponent.bitLength() >= MAX_EXPONENT_BITS) {
            return Optional.empty();
        }
        int near = exponent.max(BigInteger.valueOf(-MAX_EXPONENT))
                .min(BigInteger.valueOf(MAX_EXPONENT))
                .intValueExact();
        return Optional.of(new BigDecimal(ascii.substring(0, e)).scaleByPowerOfTen(near));
    }

    /** Python's numbers trim less than {@code str.strip}: no control characters from 0x1c on. */
    private static String trimmed(String text) {
        String ascii = PythonText.ascii(text);
        int from = 0;
        int to = ascii.length();
        while (from < to && isBlank(ascii.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(ascii.charAt(to - 1))) {
            to--;
        }
        return ascii.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }

    /** Python lets an underscore stand between two digits; anywhere else it stays, and spoils the number. */
    private static String withoutUnderscores(String text, int radix) {
        if (text.indexOf('_') < 0) {
            return text;
        }
        StringBuilder kept = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean between = i > 0
                    && i + 1 < text.length()
                    && Character.digit(text.charAt(i - 1), radix) >= 0
                    && Character.digit(text.charAt(i + 1), radix) >= 0;
            if (text.charAt(i) != '_' || !between) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    /** Sign, digits with at most one point and at least one digit, exponent. */
    private static boolean isNumber(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        int whole = end(text, start, 10);
        int at = text.startsWith(".", whole) ? end(text, whole + 1, 10) : whole;
        int digits = at - start - (at > whole ? 1 : 0);
        if (digits > 0 && at < text.length() && (text.charAt(at) | 0x20) == 'e') {
            int exponent = text.startsWith("-", at + 1) || text.startsWith("+", at + 1) ? at + 2 : at + 1;
            at = end(text, exponent, 10);
            digits = at - exponent;
        }
        return digits > 0 && at == text.length();
    }

    private static int end(String text, int from, int radix) {
        int at = from;
        while (at < text.length() && text.charAt(at) < 0x80 && Character.digit(text.charAt(at), radix) >= 0) {
            at++;
        }
        return at;
    }
}
