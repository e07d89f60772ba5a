package io.wadi.load.snowflake;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads private keys in the forms in which they are handed around: PEM, its Base64, or DER, encrypted or not. Failures
 * never quote any of it.
 */
public final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    /** The algorithm of a key in PKCS #1, which does not name it: rsaEncryption. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private final String name;
    private final Optional<String> passphrase;

    /** @param name the secret's, for people */
    public PrivateKeys(String name, Optional<String> passphrase) {
        this.name = name;
        this.passphrase = passphrase;
    }

    /** Of a text; the line breaks of PEM may have become {@code \n} on their way through a variable. */
    public PrivateKey read(String text) {
        String lines = text.replace("\\n", "\n").strip();
        Matcher pem = PEM.matcher(lines);
        if (pem.find()) {
            return key(pem.group(1), decoded(pem.group(2)));
        }
        return read(decoded(lines));
    }

    /** Of a file. */
    public PrivateKey read(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (text.contains("-----BEGIN")) {
            return read(text);
        }
        if (content.length > 0 && content[0] == SEQUENCE) {
            return der(content);
        }
        if (text.strip().matches("[A-Za-z0-9+/=\\s]+")) {
            return read(text);
        }
        throw unreadable("it is neither PEM nor DER nor Base64 of one");
    }

    private PrivateKey key(String kind, byte[] der) {
        return switch (kind) {
            case "PRIVATE KEY" -> plain(der);
            case "ENCRYPTED PRIVATE KEY" -> encrypted(der);
            case "RSA PRIVATE KEY" -> plain(wrapped(der));
            case "PUBLIC KEY" -> throw unreadable("it is the public half, which the user at Snowflake gets");
            default -> throw unreadable("it holds a " + kind);
        };
    }

    /** What begins with a version is a key, in PKCS #1 if a number follows; what begins with an algorithm is encrypted. */
    private PrivateKey der(byte[] der) {
        boolean version;
        boolean number = false;
        try {
            Der outer = new Der(der).sequence();
            version = outer.isInteger();
            if (version) {
                outer.integer();
                number = outer.isInteger();
            }
        } catch (IllegalArgumentException e) {
            throw unreadable("it is no whole DER");
        }
        return version ? plain(number ? wrapped(der) : der) : encrypted(der);
    }

    private PrivateKey encrypted(byte[] der) {
        if (passphrase.isEmpty()) {
            throw unreadable("it is encrypted, and no passphrase is set");
        }
        try {
            return plain(Pbes2.decrypt(der, passphrase.get()));
        } catch (GeneralSecurityException e) {
            throw unreadable("the passphrase does not open it, or it is encrypted in an unusual way");
        } catch (IllegalArgumentException e) {
            throw unreadable("it is encrypted, and not with PBES2");
        }
    }

    private PrivateKey plain(byte[] pkcs8) {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw unreadable("it is not an RSA key");
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(RSA);
        body.writeBytes(Der.value(OCTETS, pkcs1));
        return Der.value(SEQUENCE, body.toByteArray());
    }

    private byte[] decoded(String base64) {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw unreadable("it is not Base64");
        }
    }

    private ConfigurationFailure unreadable(String why) {
        return new ConfigurationFailure(Explanation.of("private key " + name + " cannot be read: " + why)
                .fix("make one with openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes-256-cbc -out wadi.p8, and give"
                        + " its text or file; its passphrase is a secret of its own"));
    }
}
