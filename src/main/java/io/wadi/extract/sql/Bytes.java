package io.wadi.extract.sql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Whole numbers as networks write them, the highest byte first. */
final class Bytes {
    private static final VarHandle INT4 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT8 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bytes() {}

    static int int2(byte[] data, int from) {
        return (short) ((data[from] << 8) | (data[from + 1] & 0xff));
    }

    static int int4(byte[] data, int from) {
        return (int) INT4.get(data, from);
    }

    static long int8(byte[] data, int from) {
        return (long) INT8.get(data, from);
    }
}
