package io.wadi.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is kept of a token: who has it, and its hash. It is drawn from 256 bits, so that a plain hash hides it.
 *
 * @param hash SHA-256, in lower-case hexadecimal digits
 */
public record Token(Caller caller, String hash) {
    public static final int BYTES = 32;
    private static final String PREFIX = "wadi_";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");
    private static final Pattern ENTRY = Pattern.compile("([^:]+):([^:]+):([0-9a-f]{64})");

    public Token {
        requireNonNull(caller);
        if (!isName(caller.name()) || !hash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("a token has a name and the hash of 64 hexadecimal digits");
        }
    }

    /** Whether a token may be called so: letters, digits, dot, underscore and hyphen. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    /** The secret that a client sends. */
    public static String secret(byte[] random) {
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    public static Token of(Caller caller, String secret) {
        return new Token(caller, digest(secret));
    }

    /** Of an entry as {@link #entry} writes it. */
    static Optional<Token> of(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches() || !isName(parts.group(1))) {
            return Optional.empty();
        }
        return Role.of(parts.group(2)).map(role -> new Token(new Caller(parts.group(1), role), parts.group(3)));
    }

    /** As it stands in the secrets. */
    public String entry() {
        return caller.name() + ":" + caller.role().word() + ":" + hash;
    }

    boolean isOf(String otherHash) {
        return MessageDigest.isEqual(hash.getBytes(UTF_8), otherHash.getBytes(UTF_8));
    }

    /** What is kept in its place: SHA-256, in lower-case hexadecimal digits. */
    public static String digest(String secret) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // each Java has it
        }
    }
}
