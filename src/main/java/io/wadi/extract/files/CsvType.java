package io.wadi.extract.files;

import io.wadi.model.DataType;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a column of a CSV file can be found to be. Only what has one meaning counts: a number that begins with a zero or a
 * plus is a text, for it is a code; so are whole numbers beyond 64 bits, which a double would change, and dates that are
 * not ISO 8601.
 */
enum CsvType {
    BOOL(DataType.BOOL),
    WHOLE(DataType.BIGINT),
    REAL(DataType.DOUBLE),
    DATE(DataType.DATE),
    TIMESTAMP(DataType.TIMESTAMP),
    TIME(DataType.TIME),
    TEXT(DataType.TEXT);

    /** What {@link #read} gives for a cell that is not of the type: no cell means this. */
    static final long NONE = 0x8000_0000_0000_0001L;

    /** Doubles hold these exactly, so that one division rounds correctly. */
    private static final double[] POWERS = new double[23];

    private static final int EXACT_DIGITS = 15;

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final DataType type;

    CsvType(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    /** How a column that is said to be of that type is read; what has no type here is text, and converted later. */
    static CsvType of(DataType type) {
        for (CsvType each : values()) {
            if (each.type == type) {
                return each;
            }
        }
        return TEXT;
    }

    /** The types of which a cell can be. */
    static Set<CsvType> of(byte[] bytes, int from, int to) {
        Set<CsvType> types = EnumSet.of(TEXT);
        for (CsvType each : values()) {
            if (each != TEXT && each.read(bytes, from, to) != NONE) {
                types.add(each);
            }
        }
        return types;
    }

    /** The cell as its vector has it - a double by its bits - or {@link #NONE}. Not for texts. */
    long read(byte[] bytes, int from, int to) {
        return switch (this) {
            case BOOL -> bool(bytes, from, to);
            case WHOLE -> whole(bytes, from, to);
            case REAL -> real(bytes, from, to);
            case DATE -> IsoCell.date(bytes, from, to);
            case TIMESTAMP -> IsoCell.timestamp(bytes, from, to);
            case TIME -> IsoCell.time(bytes, from, to);
            case TEXT -> throw new IllegalStateException("text is its bytes");
        };
    }

    private static long bool(byte[] bytes, int from, int to) {
        if (to - from < 4 || to - from > 5) {
            return NONE;
        }
        return switch (new String(bytes, from, to - from, StandardCharsets.ISO_8859_1)) {
            case "true", "True", "TRUE" -> 1;
            case "false", "False", "FALSE" -> 0;
            default -> NONE;
        };
    }

    private static long whole(byte[] bytes, int from, int to) {
        boolean negative = from < to && bytes[from] == '-';
        int at = negative ? from + 1 : from;
        int digits = to - at;
        if (digits < 1 || digits > 19 || (bytes[at] == '0' && (digits > 1 || negative))) {
            return NONE;
        }
        long value = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            value = value * 10 - digit; // negative numbers reach one further
        }
        boolean overflow = value > 0 || (!negative && value == Long.MIN_VALUE);
        return overflow ? NONE : negative ? value : -value;
    }

    private static long real(byte[] bytes, int from, int to) {
        int at = from < to && bytes[from] == '-' ? from + 1 : from;
        int first = at;
        long digits = 0;
        int count = 0;
        int scale = 0;
        boolean point = false;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = count < EXACT_DIGITS ? digits * 10 + digit : digits;
                count++;
                scale += point ? 1 : 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        boolean zeros = count > 1 && bytes[first] == '0' && bytes[first + 1] != '.';
        if (count == 0 || zeros || bytes[first] == '.') {
            return NONE;
        }
        if (at == to) {
            if (!point) {
                return whole(bytes, from, to) == NONE ? NONE : Double.doubleToLongBits(digits(bytes, from, to));
            }
            if (count <= EXACT_DIGITS && scale < POWERS.length) {
                double value = digits / POWERS[scale];
                return Double.doubleToLongBits(first == from ? value : -value);
            }
            return Double.doubleToLongBits(digits(bytes, from, to));
        }
        return exponent(bytes, at, to)
                .map(end -> digits(bytes, from, to))
                .filter(Double::isFinite)
                .map(Double::doubleToLongBits)
                .orElse(NONE);
    }

    private static double digits(byte[] bytes, int from, int to) {
        return Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
    }

    private static Optional<Integer> exponent(byte[] bytes, int from, int to) {
        int at = from;
        if (bytes[at] != 'e' && bytes[at] != 'E') {
            return Optional.empty();
        }
        at++;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        int first = at;
        while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
            at++;
        }
        return at == to && at > first && at - first < 5 ? Optional.of(at) : Optional.empty();
    }
}
