package io.wadi.extract.json;

import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** Gathers the bytes of records until they are a page, and a fingerprint of all of them. */
final class PageBuffer extends ByteArrayOutputStream {
    private final MessageDigest digest;
    private int records;

    PageBuffer() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    void endRecord() {
        write('\n');
        records++;
    }

    int records() {
        return records;
    }

    /** What was written from a place on. */
    byte[] tail(int from) {
        return Arrays.copyOfRange(buf, from, count);
    }

    /** The page of what was gathered; the next begins empty. */
    JsonPage page(Origin origin) {
        digest.update(buf, 0, count);
        // The buffer goes with the page: a page of megabytes is not copied once more.
        JsonPage page = new JsonPage(buf, 0, count, records, origin, Optional.empty());
        buf = new byte[Math.min(count, 1 << 16)];
        count = 0;
        records = 0;
        return page;
    }

    byte[] fingerprint() {
        return digest.digest();
    }
}
