package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Value;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Makes a value one of a column's type, or says that it cannot be: then it goes to a variant column (contract 3.2). Beyond
 * dlt, what the column's width cannot hold is refused here rather than by the database (contract 13, points 1 and 3).
 */
public final class Coercion {
    private static final Base64.Decoder BASE64 = Base64.getDecoder();

    private Coercion() {}

    /** Into {@code column}, under its hints. */
    static Optional<Value> coerce(Value value, Column column) {
        return coerce(value, column.type(), column.precision(), column.scale());
    }

    /** Into a column of the type's usual width: bigint 64 bits, decimal(38,9), wei 38 digits. */
    public static Optional<Value> coerce(Value value, DataType target) {
        return coerce(value, target, OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * Into a column with the given hints. Decimals and wei are rounded half up to the column's scale, as the destinations
     * do.
     *
     * @param precision bits of a bigint, digits of a decimal or wei
     * @param scale digits of a decimal after the point
     */
    public static Optional<Value> coerce(Value value, DataType target, OptionalInt precision, OptionalInt scale) {
        return switch (target) {
            case TEXT -> Optional.of(value instanceof Value.Text ? value : new Value.Text(TextForm.of(value)));
            case BIGINT -> NumberForm.whole(value, precision.orElse(Long.SIZE)).map(Value::whole);
            case DOUBLE -> NumberForm.real(value);
            case DECIMAL ->
                NumberForm.decimal(value, precision.orElse(38), scale.orElse(9)).map(Value.Decimal::new);
            case WEI ->
                NumberForm.decimal(value, precision.orElse(38), 0)
                        .map(whole -> new Value.Wei(whole.toBigIntegerExact()));
            case BOOL -> value instanceof Value.Text text ? word(text.value()) : NumberForm.truth(value);
            case TIMESTAMP -> TimeForm.timestamp(value);
            case DATE -> TimeForm.date(value);
            case TIME -> TimeForm.time(value);
            case JSON -> json(value);
            case BINARY -> binary(value);
        };
    }

    private static Optional<Value> word(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "t", "y", "1" -> Optional.of(new Value.Bool(true));
            case "no", "false", "f", "n", "0" -> Optional.of(new Value.Bool(false));
            default -> Optional.empty();
        };
    }

    private static Optional<Value> json(Value value) {
        if (value instanceof Value.Text text) {
            return CanonicalJson.compact(text.value()).map(Value.Json::new);
        }
        return value instanceof Value.Json ? Optional.of(value) : Optional.empty();
    }

    private static Optional<Value> binary(Value value) {
        if (value instanceof Value.Text text) {
            return bytes(text.value()).map(Value.Binary::new);
        }
        if (value.type() == DataType.BIGINT) {
            return NumberForm.littleEndian(value).map(Value.Binary::new);
        }
        return value instanceof Value.Binary ? Optional.of(value) : Optional.empty();
    }

    /** After {@code 0x} hexadecimal, with blanks between bytes as Python has it; otherwise base64 with its padding. */
    private static Optional<byte[]> bytes(String text) {
        try {
            if (text.startsWith("0x")) {
                return Optional.of(HexFormat.of().parseHex(hexDigits(text)));
            }
            byte[] ascii = text.getBytes(StandardCharsets.UTF_8);
            return ascii.length % 4 == 0 ? Optional.of(BASE64.decode(ascii)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String hexDigits(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 2; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean blank = c == ' ' || (c >= '\t' && c <= '\r');
            if (!blank || digits.length() % 2 == 1) {
                digits.append(c);
            }
        }
        return digits.toString();
    }
}
