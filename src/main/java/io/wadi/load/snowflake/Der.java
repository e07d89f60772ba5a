package io.wadi.load.snowflake;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;

/** Reads the values of a DER encoding, one after another. {@link IllegalArgumentException} where it is another. */
final class Der {
    private static final int INTEGER = 0x02;
    private static final int OCTETS = 0x04;
    private static final int OID = 0x06;
    private static final int SEQUENCE = 0x30;

    private final byte[] bytes;
    private int at;

    Der(byte[] bytes) {
        this.bytes = bytes;
    }

    Der sequence() {
        return new Der(value(SEQUENCE));
    }

    byte[] octets() {
        return value(OCTETS);
    }

    boolean isInteger() {
        return at < bytes.length && bytes[at] == INTEGER;
    }

    int integer() {
        return new BigInteger(value(INTEGER)).intValueExact();
    }

    /** An object identifier, its bytes in hex. */
    String identifier() {
        return HexFormat.of().formatHex(value(OID));
    }

    boolean isAtEnd() {
        return at >= bytes.length;
    }

    private byte[] value(int tag) {
        if (at + 2 > bytes.length || (bytes[at] & 0xff) != tag) {
            throw new IllegalArgumentException("no value with tag " + tag);
        }
        at++;
        int length = bytes[at++] & 0xff;
        if (length > 0x80) {
            int digits = length & 0x7f;
            length = at + digits > bytes.length || digits > 3
                    ? Integer.MAX_VALUE
                    : new BigInteger(1, Arrays.copyOfRange(bytes, at, at + digits)).intValue();
            at += digits;
        }
        if (length > bytes.length - at) {
            throw new IllegalArgumentException("a value beyond the end");
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** The encoding of a value. */
    static byte[] value(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            byte[] length = BigInteger.valueOf(content.length).toByteArray();
            int skip = length[0] == 0 ? 1 : 0;
            out.write(0x80 | (length.length - skip));
            out.write(length, skip, length.length - skip);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
