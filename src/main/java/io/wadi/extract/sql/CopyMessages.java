package io.wadi.extract.sql;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.postgresql.copy.CopyOut;

/** The rows and fields in the messages of a copy. PostgreSQL sends a row in a message; others may cut where they like. */
final class CopyMessages {
    /** A signature of 11 bytes, flags, and the length of what may follow them. */
    private static final int HEADER = 11 + 2 * Integer.BYTES;

    private final CopyOut copy;
    private byte[] data = {};
    private int at;
    private int from;
    private boolean begun;
    private boolean ended;

    CopyMessages(CopyOut copy) {
        this.copy = copy;
    }

    /** @return false after the last row */
    boolean nextRow() throws SQLException {
        if (ended) {
            return false;
        }
        if (!begun) {
            need(HEADER);
            at += HEADER;
            int extension = Bytes.int4(data, at - Integer.BYTES);
            need(extension);
            at += extension;
            begun = true;
        }
        need(Short.BYTES);
        int fields = Bytes.int2(data, at);
        at += Short.BYTES;
        if (fields < 0) {
            finish();
        }
        return !ended;
    }

    /** @return the length of the row's next field, which {@link #data} has {@link #from} on; -1 where it is null */
    int nextField() throws SQLException {
        need(Integer.BYTES);
        int length = Bytes.int4(data, at);
        at += Integer.BYTES;
        if (length > 0) {
            need(length);
        }
        from = at;
        at += Math.max(0, length);
        return length;
    }

    byte[] data() {
        return data;
    }

    int from() {
        return from;
    }

    private void need(int bytes) throws SQLException {
        while (data.length - at < bytes) {
            byte[] next = Optional.ofNullable(copy.readFromCopy())
                    .orElseThrow(() -> new SQLException("the copy ended within a row", "08P01"));
            if (at == data.length) {
                data = next;
            } else {
                byte[] rest = Arrays.copyOfRange(data, at, data.length + next.length);
                System.arraycopy(next, 0, rest, data.length - at, next.length);
                data = rest;
            }
            at = 0;
        }
    }

    /** The database's word that this was all. */
    private void finish() throws SQLException {
        while (copy.readFromCopy() != null) {
            // Nothing comes after the last row.
        }
        ended = true;
    }
}
