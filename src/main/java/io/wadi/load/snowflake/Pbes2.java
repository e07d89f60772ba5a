package io.wadi.load.snowflake;

import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens encrypted PKCS #8 as openssl writes it (RFC 8018). By hand, for Java knows PBES2 only with AES, and Snowflake's own
 * guide makes keys with DES3.
 */
final class Pbes2 {
    private static final String PBES2 = "2a864886f70d01050d";
    private static final String PBKDF2 = "2a864886f70d01050c";

    private record Suite(String algorithm, String cipher, int keyBytes) {}

    private static final Map<String, String> DIGESTS = Map.of(
            "2a864886f70d0207", "PBKDF2WithHmacSHA1",
            "2a864886f70d0209", "PBKDF2WithHmacSHA256",
            "2a864886f70d020a", "PBKDF2WithHmacSHA384",
            "2a864886f70d020b", "PBKDF2WithHmacSHA512");
    private static final Map<String, Suite> CIPHERS = Map.of(
            "2a864886f70d0307", new Suite("DESede", "DESede/CBC/PKCS5Padding", 24),
            "60864801650304012a", new Suite("AES", "AES/CBC/PKCS5Padding", 32),
            "608648016503040116", new Suite("AES", "AES/CBC/PKCS5Padding", 24),
            "608648016503040102", new Suite("AES", "AES/CBC/PKCS5Padding", 16));

    private Pbes2() {}

    /**
     * The key inside.
     *
     * @throws IllegalArgumentException when it is encrypted otherwise
     * @throws GeneralSecurityException when the passphrase does not open it
     */
    static byte[] decrypt(byte[] der, String passphrase) throws GeneralSecurityException {
        Der outer = new Der(der).sequence();
        Der algorithm = outer.sequence();
        expect(algorithm.identifier(), PBES2);
        Der parameters = algorithm.sequence();
        Der derivation = parameters.sequence();
        expect(derivation.identifier(), PBKDF2);
        Der function = derivation.sequence();
        byte[] salt = function.octets();
        int iterations = function.integer();
        if (function.isInteger()) {
            function.integer(); // the key's length, which the cipher says, too
        }
        String digest =
                function.isAtEnd() ? "2a864886f70d0207" : function.sequence().identifier();
        Der scheme = parameters.sequence();
        Suite suite = known(CIPHERS, scheme.identifier());
        byte[] start = scheme.octets();

        byte[] key = SecretKeyFactory.getInstance(known(DIGESTS, digest))
                .generateSecret(new PBEKeySpec(passphrase.toCharArray(), salt, iterations, suite.keyBytes() * 8))
                .getEncoded();
        Cipher cipher = Cipher.getInstance(suite.cipher());
        cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, suite.algorithm()), new IvParameterSpec(start));
        return cipher.doFinal(outer.octets());
    }

    private static void expect(String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("another algorithm");
        }
    }

    private static <T> T known(Map<String, T> map, String identifier) {
        T found = map.get(identifier);
        if (found == null) {
            throw new IllegalArgumentException("another algorithm");
        }
        return found;
    }
}
