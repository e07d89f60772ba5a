package io.wadi.extract.sql;

import java.util.Arrays;

/** PostgreSQL's numeric in its binary form, as the text that it stands for: groups of four digits around a point. */
final class BinaryNumeric {
    private static final int GROUP = 4;
    private static final int HEADER = 4 * Short.BYTES;
    private static final int PLUS = 0;
    private static final int MINUS = 0x4000;
    private static final int MOST_SCALE = 0x3fff;

    private byte[] text = new byte[64];
    private int length;

    /** @return false when it is infinite or no number */
    boolean read(byte[] data, int from) {
        int groups = Bytes.int2(data, from);
        int weight = Bytes.int2(data, from + 2);
        int sign = Bytes.int2(data, from + 4);
        int scale = Bytes.int2(data, from + 6) & MOST_SCALE;
        if (sign != PLUS && sign != MINUS) {
            return false;
        }
        length = 0;
        int longest = (Math.max(weight, 0) + 1) * GROUP + scale + 2 + GROUP;
        if (text.length < longest) {
            text = Arrays.copyOf(text, longest);
        }
        if (sign == MINUS) {
            text[length++] = '-';
        }
        whole(data, from + HEADER, groups, weight);
        if (scale > 0) {
            text[length++] = '.';
            int end = length + scale;
            for (int group = weight + 1; length < end; group++) {
                digits(group(data, from + HEADER, groups, group));
            }
            length = end; // the last group may have more digits than are shown
        }
        return true;
    }

    private void whole(byte[] data, int from, int groups, int weight) {
        if (weight < 0) {
            text[length++] = '0';
            return;
        }
        int first = group(data, from, groups, 0);
        for (int unit = 1_000; unit > 0; unit /= 10) {
            if (first >= unit || unit == 1) {
                text[length++] = (byte) ('0' + first / unit % 10);
            }
        }
        for (int group = 1; group <= weight; group++) {
            digits(group(data, from, groups, group));
        }
    }

    /** Groups of zeros before the first and after the last are not sent. */
    private static int group(byte[] data, int from, int groups, int group) {
        return group >= 0 && group < groups ? Bytes.int2(data, from + group * Short.BYTES) : 0;
    }

    private void digits(int group) {
        text[length++] = (byte) ('0' + group / 1_000);
        text[length++] = (byte) ('0' + group / 100 % 10);
        text[length++] = (byte) ('0' + group / 10 % 10);
        text[length++] = (byte) ('0' + group % 10);
    }

    byte[] text() {
        return text;
    }

    int length() {
        return length;
    }
}
