package io.wadi.load.snowflake;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/** What a user shows to Snowflake's REST endpoints: a JSON Web Token, signed with the key that it logs in with. */
final class KeyPairToken {
    /** Snowflake takes none that is good for more than an hour. */
    private static final Duration GOOD_FOR = Duration.ofMinutes(30);

    private final String subject;

    /** @param account its identifier; a region after a dot is no part of the claim */
    KeyPairToken(String account, String user) {
        this.subject = (account.replaceFirst("\\..*", "") + "." + user).toUpperCase(Locale.ROOT);
    }

    String sign(PrivateKey key, Instant now) {
        String header = JsonNodeFactory.instance
                .objectNode()
                .put("alg", "RS256")
                .put("typ", "JWT")
                .toString();
        try {
            String claims = JsonNodeFactory.instance
                    .objectNode()
                    .put("iss", subject + "." + fingerprint(key))
                    .put("sub", subject)
                    .put("iat", now.getEpochSecond())
                    .put("exp", now.plus(GOOD_FOR).getEpochSecond())
                    .toString();
            String signed = encoded(header) + "." + encoded(claims);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new TerminalFailure(
                    Explanation.of("the private key for Snowflake cannot sign").fix("make an RSA key of 2048 bits"), e);
        }
    }

    /** Of the public half, as DESCRIBE USER shows it. */
    private static String fingerprint(PrivateKey key) throws GeneralSecurityException {
        if (!(key instanceof RSAPrivateCrtKey rsa)) {
            throw new GeneralSecurityException("the key does not say its public half");
        }
        byte[] half = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()))
                .getEncoded();
        return "SHA256:"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(half));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
