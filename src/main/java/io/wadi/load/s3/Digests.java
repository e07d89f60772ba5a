package io.wadi.load.s3;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Sums of what is uploaded: S3 compares MD5, and SHA-256 tells whether an object is the one that should be there. */
final class Digests {
    private Digests() {}

    static String md5(byte[] bytes) {
        return Base64.getEncoder().encodeToString(digest("MD5").digest(bytes));
    }

    static String md5(InputStream in) throws IOException {
        return Base64.getEncoder().encodeToString(of(in, "MD5"));
    }

    static String sha256(InputStream in) throws IOException {
        return HexFormat.of().formatHex(of(in, "SHA-256"));
    }

    private static byte[] of(InputStream in, String algorithm) throws IOException {
        MessageDigest digest = digest(algorithm);
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
        }
        return digest.digest();
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
        }
    }
}
