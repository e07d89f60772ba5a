package io.wadi.normalise;

import java.math.BigInteger;

/**
 * The shortest decimal that reads back as a double, and of those the nearest - what Python and orjson print. The JDK does so
 * only from 19 on. The algorithm is Raffaello Giulietti's Schubfach (2022), whose names are kept.
 */
final class ShortestDouble {
    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN_BIT = 1L << FRACTION_BITS;
    private static final int MIN_Q = -1074;
    private static final int MIN_K = -324;
    private static final int MAX_K = 292;
    private static final long MASK_63 = Long.MAX_VALUE;
    /** Two longs for each k from MIN_K on: floor(10^-k 2^-r) + 1 with r such that it has 126 bits. */
    private static final long[] G = new long[2 * (MAX_K - MIN_K + 1)];

    static {
        for (int k = MIN_K; k <= MAX_K; k++) {
            int r = floorLog2Pow10(-k) - 125;
            BigInteger power = BigInteger.TEN.pow(Math.abs(k));
            BigInteger g =
                    k <= 0 ? power.shiftRight(r) : BigInteger.ONE.shiftLeft(-r).divide(power);
            g = g.add(BigInteger.ONE);
            G[2 * (k - MIN_K)] = g.shiftRight(63).longValueExact();
            G[2 * (k - MIN_K) + 1] = g.longValue() & MASK_63;
        }
    }

    private ShortestDouble() {}

    /**
     * Text of a finite double, always with a {@code .} or an exponent.
     *
     * @param leastPoint below it the decimal point has to move so far left that an exponent is used
     * @param exponentDigits digits that an exponent has at least
     */
    static String text(double value, int leastPoint, int exponentDigits) {
        String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
        return value == 0 ? sign + "0.0" : sign + positive(Math.abs(value), leastPoint, exponentDigits);
    }

    private static String positive(double value, int leastPoint, int exponentDigits) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS);
        long fraction = bits & (HIDDEN_BIT - 1);
        int q = Math.max(biased, 1) + MIN_Q - 1;
        long c = biased == 0 ? fraction : HIDDEN_BIT | fraction;
        boolean evenSpacing = c != HIDDEN_BIT || q == MIN_Q;
        int k = evenSpacing ? floorLog10Pow2(q) : floorLog10ThreeQuartersPow2(q);
        long digits = digits(q, c, k, evenSpacing);
        int exponent = k;
        while (digits % 10 == 0) {
            digits /= 10;
            exponent++;
        }
        String text = Long.toString(digits);
        return layOut(text, text.length() + exponent, leastPoint, exponentDigits);
    }

    /** {@code 0.DIGITS} times 10 to the power of {@code point}, as Python lays it out. */
    private static String layOut(String digits, int point, int leastPoint, int exponentDigits) {
        int length = digits.length();
        if (point > 16 || point < leastPoint) {
            int exponent = point - 1;
            String power = Integer.toString(Math.abs(exponent));
            return digits.charAt(0)
                    + (length > 1 ? "." + digits.substring(1) : "")
                    + (exponent < 0 ? "e-" : "e+")
                    + "0".repeat(Math.max(0, exponentDigits - power.length()))
                    + power;
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        if (point >= length) {
            return digits + "0".repeat(point - length) + ".0";
        }
        return digits.substring(0, point) + "." + digits.substring(point);
    }

    /** The digits of c 2^q, times 10^k. */
    private static long digits(int q, long c, int k, boolean evenSpacing) {
        long odd = c & 1;
        int h = q + floorLog2Pow10(-k) + 2;
        long g1 = G[2 * (k - MIN_K)];
        long g0 = G[2 * (k - MIN_K) + 1];
        long four = c << 2;
        long value = roundToOdd(g1, g0, four << h);
        long low = roundToOdd(g1, g0, (evenSpacing ? four - 2 : four - 1) << h) + odd;
        long high = roundToOdd(g1, g0, (four + 2) << h) - odd;
        long s = value >> 2;
        if (s >= 10) {
            long shorter = s / 10 * 10;
            boolean downFits = low <= shorter << 2;
            boolean upFits = (shorter + 10) << 2 <= high;
            if (downFits != upFits) {
                return downFits ? shorter : shorter + 10;
            }
        }
        boolean downFits = low <= s << 2;
        boolean upFits = (s + 1) << 2 <= high;
        if (downFits != upFits) {
            return downFits ? s : s + 1;
        }
        long beyondHalf = value - ((2 * s + 1) << 1);
        return beyondHalf < 0 || (beyondHalf == 0 && (s & 1) == 0) ? s : s + 1;
    }

    private static long roundToOdd(long g1, long g0, long cp) {
        long x1 = Math.multiplyHigh(g0, cp);
        long y0 = g1 * cp;
        long y1 = Math.multiplyHigh(g1, cp);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | ((z & MASK_63) + MASK_63) >>> 63;
    }

    private static int floorLog10Pow2(int e) {
        return (int) ((e * 661_971_961_083L) >> 41);
    }

    private static int floorLog10ThreeQuartersPow2(int e) {
        return (int) ((e * 661_971_961_083L - 274_743_187_321L) >> 41);
    }

    private static int floorLog2Pow10(int e) {
        return (int) ((e * 913_124_641_741L) >> 38);
    }
}
