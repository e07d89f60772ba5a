package io.wadi.normalise;

import com.fasterxml.jackson.core.io.NumberInput;
import io.wadi.model.DataType;

/**
 * Reads records as most of them are straight from their bytes into columns: keys that the plan knows, texts without escapes,
 * numbers and times that fit their columns, lists and objects of these. Of anything else it says that it cannot, and
 * {@link Shredder} takes back what came of the record and reads it with the parser: so what is read here is what the parser
 * would have read, in half the time. For one thread.
 */
final class PlainRecords {
    /** What cannot be read here. */
    static final int ODD = -1;

    private static final int MOST_DIGITS = 18;
    /** Well below what the parser takes. */
    private static final int MOST_DECIMALS = 500;
    /** Below it every whole number is a double, and so are the powers of ten: their quotient is rounded once. */
    private static final long EXACT = 1L << 53;

    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private final Shredder rows;
    private byte[] bytes = {};
    private int end;
    /** The field whose key was read last. */
    private int found;

    private char[] digits = new char[32];

    /** @param rows takes the rows */
    PlainRecords(Shredder rows) {
        this.rows = rows;
    }

    void over(byte[] page, int to) {
        bytes = page;
        end = to;
    }

    /** The first byte from {@code at} on that is no white space, or the end. */
    int skip(int at) {
        int next = at;
        while (next < end && isBlank(bytes[next])) {
            next++;
        }
        return next;
    }

    /** The same behind a value, where something has to follow. */
    private int next(int at) {
        int next = at < 0 ? ODD : skip(at);
        return next < end ? next : ODD;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Reads the record at {@code at}, and says where it ends, or {@link #ODD}. */
    int record(ObjectPlan root, int at) {
        if (bytes[at] != '{') {
            return ODD;
        }
        try {
            TableRows table = rows.touch(root.table);
            return object(root, table, table.begin(Field.NONE, Field.NONE, 0), at + 1);
        } catch (Surprise surprise) {
            return ODD;
        }
    }

    private int object(ObjectPlan plan, TableRows table, int row, int from) {
        int at = skip(from);
        if (at < end && bytes[at] == '}') {
            return at + 1;
        }
        long seen = 0;
        int expected = 0;
        while (true) {
            at = key(plan, expected, at);
            if (at < 0 || found >= Long.SIZE || (seen & 1L << found) != 0) {
                return ODD;
            }
            seen |= 1L << found;
            expected = found + 1;
            at = next(value(plan.field(found), table, row, skip(at)));
            if (at < 0) {
                return ODD;
            }
            if (bytes[at] != ',') {
                return bytes[at] == '}' ? at + 1 : ODD;
            }
            at = skip(at + 1);
        }
    }

    /** Reads a key and the colon behind it: the expected one, or the next that it is. */
    private int key(ObjectPlan plan, int expected, int at) {
        int size = plan.size();
        for (int i = 0, candidate = expected; i < size; i++, candidate++) {
            if (candidate >= size) {
                candidate = 0;
            }
            byte[] key = plan.field(candidate).written;
            if (matches(key, at)) {
                found = candidate;
                return at + key.length;
            }
        }
        return ODD;
    }

    private boolean matches(byte[] key, int at) {
        int length = key.length;
        if (at + length >= end) {
            return false;
        }
        // The last letters tell keys apart that begin alike.
        for (int i = length - 1; i >= 0; i--) {
            if (bytes[at + i] != key[i]) {
                return false;
            }
        }
        return true;
    }

    private int value(Field field, TableRows table, int row, int at) {
        return switch (at < end ? bytes[at] : ' ') {
            case '{' ->
                field.whole || field.object == TablePlan.NO_OBJECT ? ODD : object(field.object, table, row, at + 1);
            case '[' ->
                field.whole || field.contested || field.barredTable.isPresent()
                        ? ODD
                        : list(field, table.plan.index, row, at + 1);
            default -> scalar(field, table, row, at);
        };
    }

    private int list(Field field, int parentTable, int parentRow, int from) {
        int at = skip(from);
        if (at < end && bytes[at] == ']') {
            return at + 1;
        }
        ObjectPlan keys = field.rows;
        TableRows table = rows.touch(keys.table);
        for (long index = 0; at < end; index++) {
            int row = table.begin(parentTable, parentRow, index);
            if (bytes[at] == '{') {
                at = object(keys, table, row, at + 1);
            } else {
                int value = keys.find("value");
                at = value < 0 || bytes[at] == '[' ? ODD : scalar(keys.field(value), table, row, at);
            }
            at = next(at);
            if (at < 0) {
                return ODD;
            }
            if (bytes[at] != ',') {
                return bytes[at] == ']' ? at + 1 : ODD;
            }
            at = skip(at + 1);
        }
        return ODD;
    }

    private int scalar(Field field, TableRows table, int row, int at) {
        if (at == end || field.ignored || field.contested || field.rowId || field.keyPart != Field.NONE) {
            return ODD;
        }
        byte first = bytes[at];
        if (first == 'n') {
            boolean taken = field.required || (field.index != Field.NONE && table.isWritten(field.index, row));
            return taken ? ODD : word("null", at);
        }
        if (field.index == Field.NONE) {
            return ODD;
        }
        return switch (first) {
            case '"' -> text(field, table, row, at + 1);
            case 't' -> truth(field, table, row, word("true", at), 1);
            case 'f' -> truth(field, table, row, word("false", at), 0);
            default -> number(field, table, row, at);
        };
    }

    private int word(String word, int at) {
        int length = word.length();
        if (at + length > end) {
            return ODD;
        }
        for (int i = 1; i < length; i++) {
            if (bytes[at + i] != word.charAt(i)) {
                return ODD;
            }
        }
        return at + length;
    }

    private static int truth(Field field, TableRows table, int row, int at, long value) {
        if (at == ODD || field.type != DataType.BOOL) {
            return ODD;
        }
        table.at(field.index, row).appendLong(value);
        return at;
    }

    private int text(Field field, TableRows table, int row, int from) {
        byte[] input = bytes;
        int limit = end;
        int at = from;
        int all = 0;
        while (at < limit && input[at] != '"') {
            int b = input[at];
            if (b == '\\' || (b >= 0 && b < ' ')) {
                return ODD;
            }
            all |= b;
            at++;
        }
        if (at == limit || (all < 0 && !Utf8.isValid(input, from, at))) {
            return ODD;
        }
        if (field.type == DataType.TEXT) {
            table.at(field.index, row).appendBytes(input, from, at - from);
            return at + 1;
        }
        long micros = field.type == DataType.TIMESTAMP ? IsoTime.detect(input, from, at) : IsoTime.NONE;
        if (micros == IsoTime.NONE) {
            return ODD;
        }
        table.at(field.index, row).appendLong(micros);
        return at + 1;
    }

    private int number(Field field, TableRows table, int row, int from) {
        boolean negative = bytes[from] == '-';
        int first = negative ? from + 1 : from;
        int at = first;
        long value = 0;
        while (at < end && isDigit(bytes[at])) {
            value = value * 10 + bytes[at++] - '0';
        }
        int length = at - first;
        if (length == 0 || length > MOST_DIGITS || (length > 1 && bytes[first] == '0') || at == end) {
            return ODD;
        }
        if (bytes[at] == '.') {
            return field.type == DataType.DOUBLE ? real(field, table, row, from, at, value, length) : ODD;
        }
        if (!field.longs || bytes[at] == 'e' || bytes[at] == 'E') {
            return ODD;
        }
        table.at(field.index, row).appendLong(negative ? -value : value);
        return at;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    /** @param point after {@code length} digits that are {@code whole} */
    private int real(Field field, TableRows table, int row, int from, int point, long whole, int length) {
        int at = point + 1;
        long value = whole;
        while (at < end && isDigit(bytes[at])) {
            value = value * 10 + bytes[at++] - '0';
        }
        int decimals = at - point - 1;
        if (decimals == 0 || decimals > MOST_DECIMALS || at == end || bytes[at] == 'e' || bytes[at] == 'E') {
            return ODD;
        }
        boolean exact = length + decimals <= MOST_DIGITS && value <= EXACT;
        double positive = exact ? value / POWERS[decimals] : 0;
        table.at(field.index, row).appendDouble(exact ? (bytes[from] == '-' ? -positive : positive) : parsed(from, at));
        return at;
    }

    private double parsed(int from, int to) {
        int length = to - from;
        if (length > digits.length) {
            digits = new char[length];
        }
        for (int i = 0; i < length; i++) {
            digits[i] = (char) bytes[from + i];
        }
        return NumberInput.parseDouble(digits, 0, length, true);
    }
}
