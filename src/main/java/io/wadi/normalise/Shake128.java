package io.wadi.normalise;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** SHAKE128 (FIPS 202, 6.2), which no JDK has. Keeps its state between calls to allocate nothing: one thread at a time. */
public final class Shake128 {
    private static final int RATE = 168;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] state = new long[Keccak.LANES];
    private final byte[] block = new byte[RATE];

    /** Fills {@code out} with the hash of {@code in[from, to)}. */
    public void hash(byte[] in, int from, int to, byte[] out) {
        absorb(in, from, to);
        for (int done = 0; done < out.length; done += RATE) {
            if (done > 0) {
                Keccak.permute(state);
            }
            for (int i = 0; i < RATE; i += Long.BYTES) {
                LONG.set(block, i, state[i / Long.BYTES]);
            }
            System.arraycopy(block, 0, out, done, Math.min(RATE, out.length - done));
        }
    }

    /** Hashes {@code in[from, to)}; the first 168 bytes of output are then read by {@link #word}. */
    void absorb(byte[] in, int from, int to) {
        Arrays.fill(state, 0);
        int at = from;
        for (; to - at >= RATE; at += RATE) {
            add(in, at);
        }
        int rest = to - at;
        System.arraycopy(in, at, block, 0, rest);
        Arrays.fill(block, rest, RATE, (byte) 0);
        block[rest] = 0x1f;
        block[RATE - 1] |= (byte) 0x80;
        add(block, 0);
    }

    /** Bytes {@code 8 * index} and following of the output, the first of them highest. */
    long word(int index) {
        return Long.reverseBytes(state[index]);
    }

    private void add(byte[] bytes, int at) {
        for (int i = 0; i < RATE; i += Long.BYTES) {
            state[i / Long.BYTES] ^= (long) LONG.get(bytes, at + i);
        }
        Keccak.permute(state);
    }
}
