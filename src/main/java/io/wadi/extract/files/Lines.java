package io.wadi.extract.files;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How many records a stretch of lines holds, one a line. It ends before the first blank line that follows a record, so that
 * record number n of the stretch is on its line number n; a stretch that begins with blank lines holds only these.
 *
 * @param end where the stretch ends, its last line end included
 * @param lines the lines in it
 * @param records the lines that hold something: all of them, or none
 */
record Lines(int end, int lines, int records) {
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW7 = 0x7f7f7f7f7f7f7f7fL;
    private static final long NEWLINES = 0x0a0a0a0a0a0a0a0aL;

    static Lines count(byte[] bytes, int from, int length) {
        int blank = blankLine(bytes, from, length);
        if (blank >= 0) {
            int lines = 0;
            int at = from;
            while (blank >= 0) {
                lines++;
                at = blank;
                blank = blankLine(bytes, at, length);
            }
            return new Lines(at, lines, 0);
        }
        int lines = 0;
        int at = from;
        int lastEnd = from;
        while (at < length) {
            int newline = next(bytes, at, length);
            lines++;
            lastEnd = Math.min(newline + 1, length);
            at = lastEnd;
            // Only a line that begins with white space can be blank.
            if (at < length && bytes[at] <= ' ' && blankLine(bytes, at, length) >= 0) {
                break;
            }
        }
        return new Lines(lastEnd, lines, lines);
    }

    /** The end of the line that begins at {@code from}, if it is blank; else -1. */
    private static int blankLine(byte[] bytes, int from, int length) {
        int at = from;
        while (at < length) {
            byte b = bytes[at++];
            if (b == '\n') {
                return at;
            }
            if (b != ' ' && b != '\t' && b != '\r') {
                return -1;
            }
        }
        return from < length ? length : -1;
    }

    /** The next line end from {@code from} on, or {@code length}; eight bytes at a time. */
    private static int next(byte[] bytes, int from, int length) {
        int at = from;
        for (; at + 8 <= length; at += 8) {
            long word = (long) WORD.get(bytes, at) ^ NEWLINES;
            long zeros = ~(((word & LOW7) + LOW7) | word | LOW7);
            if (zeros != 0) {
                return at + (Long.numberOfTrailingZeros(zeros) >> 3);
            }
        }
        while (at < length && bytes[at] != '\n') {
            at++;
        }
        return at;
    }
}
