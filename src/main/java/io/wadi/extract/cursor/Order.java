package io.wadi.extract.cursor;

import io.wadi.model.Value;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How cursor values compare: numbers by their value whatever their type, texts by code point - also those that look like
 * timestamps -, instants and days as such (contract section 6). Anything else does not compare.
 */
final class Order {
    private Order() {}

    /**
     * The value a record gives as the type that cursors of {@code kind} have: JSON has no instants and no days, so where
     * the state or the settings hold one, a text is read as one. Unchanged when that is not what it is.
     */
    static Value like(Value kind, Value read) {
        Optional<Value> typed = Optional.empty();
        if (read instanceof Value.Text text && kind instanceof Value.Timestamp) {
            typed = IsoText.parse(text.value()).flatMap(IsoText::timestamp);
        } else if (read instanceof Value.Text text && kind instanceof Value.Date) {
            typed = IsoText.parse(text.value()).flatMap(IsoText::date);
        }
        return typed.orElse(read);
    }

    /** Less than, equal to or greater than 0; empty when the values do not compare. */
    static OptionalInt compare(Value a, Value b) {
        if (a instanceof Value.Whole x && b instanceof Value.Whole y) {
            return OptionalInt.of(Long.compare(x.value(), y.value()));
        }
        if (a instanceof Value.Text x && b instanceof Value.Text y) {
            return OptionalInt.of(texts(x.value(), y.value()));
        }
        if (a instanceof Value.Timestamp x && b instanceof Value.Timestamp y) {
            return OptionalInt.of(Long.compare(x.micros(), y.micros()));
        }
        if (a instanceof Value.Date x && b instanceof Value.Date y) {
            return OptionalInt.of(Integer.compare(x.days(), y.days()));
        }
        if (a instanceof Value.Real x && b instanceof Value.Real y) {
            return OptionalInt.of(x.value() < y.value() ? -1 : x.value() > y.value() ? 1 : 0);
        }
        if (infinity(a) != 0 || infinity(b) != 0) {
            return isNumber(a) && isNumber(b)
                    ? OptionalInt.of(Integer.compare(infinity(a), infinity(b)))
                    : OptionalInt.empty();
        }
        Optional<BigDecimal> x = decimal(a);
        Optional<BigDecimal> y = decimal(b);
        return x.isPresent() && y.isPresent() ? OptionalInt.of(x.get().compareTo(y.get())) : OptionalInt.empty();
    }

    /** Type and value for a message. */
    static String words(Value value) {
        if (value instanceof Value.Text text) {
            return "text '" + text.value() + "'";
        }
        return value.type().word() + decimal(value).map(d -> " " + d).orElse("");
    }

    private static boolean isNumber(Value value) {
        return infinity(value) != 0 || decimal(value).isPresent();
    }

    private static int infinity(Value value) {
        return value instanceof Value.Real real && Double.isInfinite(real.value())
                ? (int) Math.signum(real.value())
                : 0;
    }

    private static Optional<BigDecimal> decimal(Value value) {
        if (value instanceof Value.Whole whole) {
            return Optional.of(BigDecimal.valueOf(whole.value()));
        }
        if (value instanceof Value.Real real) {
            return Double.isFinite(real.value()) ? Optional.of(new BigDecimal(real.value())) : Optional.empty();
        }
        if (value instanceof Value.Decimal decimal) {
            return Optional.of(decimal.value());
        }
        if (value instanceof Value.BigWhole whole) {
            return Optional.of(new BigDecimal(whole.value()));
        }
        return value instanceof Value.Wei wei ? Optional.of(new BigDecimal(wei.value())) : Optional.empty();
    }

    /** By code point, as Python compares; Java's own order puts U+10000 and above before U+E000. */
    private static int texts(String a, String b) {
        int least = Math.min(a.length(), b.length());
        for (int i = 0; i < least; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogate = Character.isSurrogate(x);
                return surrogate == Character.isSurrogate(y) ? Character.compare(x, y) : surrogate ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
