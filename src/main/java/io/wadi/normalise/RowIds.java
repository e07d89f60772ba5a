package io.wadi.normalise;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The ids of rows: 10 bytes, written as 14 characters of base64 (contract 2.2). Allocates nothing for nested and random
 * ids; one thread at a time.
 */
public final class RowIds {
    /** ASCII characters, so bytes, of an id. */
    public static final int LENGTH = 14;

    private static final int MAX_DIGITS = 20;

    private final Shake128 shake = new Shake128();
    private byte[] scratch = new byte[256];

    /** A nested row's id: its place, hashed. */
    public void nested(
            byte[] parentId, int from, int length, byte[] tableUtf8, long listIndex, byte[] out, int outFrom) {
        int most = length + tableUtf8.length + 2 + MAX_DIGITS;
        if (most > scratch.length) {
            scratch = new byte[most];
        }
        System.arraycopy(parentId, from, scratch, 0, length);
        scratch[length] = '_';
        System.arraycopy(tableUtf8, 0, scratch, length + 1, tableUtf8.length);
        int at = length + 1 + tableUtf8.length;
        scratch[at] = '_';
        hash(scratch, number(listIndex, at + 1), out, outFrom);
    }

    /** The id of a root row that is its own content: scd2's version. {@code record} is the source's JSON. */
    public void row(byte[] record, int from, int to, byte[] out, int outFrom) {
        row(CanonicalJson.row(record, from, to), out, outFrom);
    }

    /** The same of a record that is canonical already. */
    void row(String canonical, byte[] out, int outFrom) {
        hash(canonical, out, outFrom);
    }

    /**
     * The id of a root row that is its primary key.
     *
     * @param key canonical JSON of each value, by the key column's normalised name
     */
    public void key(Map<String, String> key, byte[] out, int outFrom) {
        Map<String, String> sorted = new TreeMap<>(CanonicalJson::compareKeys);
        sorted.putAll(key);
        hash(CanonicalJson.object(sorted), out, outFrom);
    }

    /** What an incremental resource remembers of a row at its boundary: 12 characters (contract 6). */
    public String dedup(String canonicalJson) {
        byte[] utf8 = canonicalJson.getBytes(StandardCharsets.UTF_8);
        byte[] id = new byte[LENGTH];
        hash(utf8, utf8.length, id, 0);
        return new String(id, 0, 12, StandardCharsets.US_ASCII);
    }

    private void hash(String text, byte[] out, int outFrom) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        hash(utf8, utf8.length, out, outFrom);
    }

    private void hash(byte[] bytes, int length, byte[] out, int outFrom) {
        shake.absorb(bytes, 0, length);
        Base64Id.write(shake.word(0), shake.word(1) >>> 48, out, outFrom);
    }

    /** Writes the digits of a number that is not negative; gives where they end. */
    private int number(long number, int at) {
        int end = at + 1;
        for (long n = number; n >= 10; n /= 10) {
            end++;
        }
        long rest = number;
        for (int i = end - 1; i >= at; i--) {
            scratch[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    /** Ids for the root rows of a resource, from the package's seed. */
    public static Roots roots(byte[] seed, String resource) {
        byte[] name = resource.getBytes(StandardCharsets.UTF_8);
        byte[] in = Arrays.copyOf(seed, seed.length + name.length);
        System.arraycopy(name, 0, in, seed.length, name.length);
        Shake128 shake = new Shake128();
        shake.absorb(in, 0, in.length);
        return new Roots(shake.word(0), shake.word(1), shake.word(2));
    }

    /**
     * Ids for the root rows of one resource in one package: as good as random, and the same whenever the package is
     * normalised again. Safe for any number of threads.
     */
    public record Roots(long k0, long k1, long k2) {
        /**
         * Writes the id of a row. Rows of one resource never meet, as long as it has fewer than 2^40 records.
         *
         * @param ordinal the record's number within the resource
         * @param row the row's number among the rows that the record gives to root tables, below 2^24
         */
        public void id(long ordinal, int row, byte[] out) {
            long x = mix(mix(((long) row << 40 | ordinal) + k0) ^ k1);
            Base64Id.write(x, mix(x + k2) >>> 48, out, 0);
        }

        /** SplitMix64's finaliser: one to one, so that no two rows meet. */
        private static long mix(long z) {
            long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
            return b ^ (b >>> 31);
        }
    }

    /** 80 bits in base64's standard alphabet, without padding. */
    private static final class Base64Id {
        private static final byte[] ALPHABET =
                "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".getBytes(StandardCharsets.US_ASCII);

        static void write(long high, long low16, byte[] out, int from) {
            for (int i = 0; i < 10; i++) {
                out[from + i] = ALPHABET[(int) (high >>> (58 - 6 * i)) & 63];
            }
            long rest = (high & 15) << 16 | low16;
            out[from + 10] = ALPHABET[(int) (rest >>> 14)];
            out[from + 11] = ALPHABET[(int) (rest >>> 8) & 63];
            out[from + 12] = ALPHABET[(int) (rest >>> 2) & 63];
            out[from + 13] = ALPHABET[(int) (rest << 4) & 63];
        }
    }
}
