package io.wadi.load.snowflake;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One key in the forms that openssl writes, kept as DER; {@code pkcs8} is the reference. */
class PrivateKeysTest {
    private static final Path FORMS = Path.of("src/test/resources/snowflake/keys");
    private static final String PASSPHRASE = "correct horse+&=% ü";

    /** RFC 8018 with the ciphers and digests that openssl and Snowflake's guide use. */
    @ParameterizedTest
    @CsvSource({
        "pkcs8, PRIVATE KEY",
        "pkcs1, RSA PRIVATE KEY",
        "aes256, ENCRYPTED PRIVATE KEY",
        "aes128-sha512, ENCRYPTED PRIVATE KEY",
        "des3, ENCRYPTED PRIVATE KEY",
        "des3-sha1, ENCRYPTED PRIVATE KEY"
    })
    void everyFormIsRead(String file, String kind) {
        PrivateKeys keys = keys(PASSPHRASE);
        String pem = pem(kind, der(file));

        assertThat(keys.read(der(file))).isEqualTo(reference());
        assertThat(keys.read(base64(der(file)))).isEqualTo(reference());
        assertThat(keys.read(base64(der(file)).getBytes(US_ASCII))).isEqualTo(reference());
        assertThat(keys.read(pem)).isEqualTo(reference());
        assertThat(keys.read(pem.getBytes(US_ASCII))).isEqualTo(reference());
        assertThat(keys.read(base64(pem.getBytes(US_ASCII)))).isEqualTo(reference());
        assertThat(keys.read(pem.replace("\n", "\r\n"))).isEqualTo(reference());
        assertThat(keys.read(pem.replace("\n", "\\n"))).as("from a variable").isEqualTo(reference());
    }

    @ParameterizedTest
    @CsvSource({
        "aes256, ENCRYPTED PRIVATE KEY, no passphrase is set",
        "public, PUBLIC KEY, public half",
        "ec, PRIVATE KEY, not an RSA key",
        "ec, EC PRIVATE KEY, it holds a EC PRIVATE KEY"
    })
    void whatCannotBeReadIsExplained(String file, String kind, String why) {
        assertThatThrownBy(() -> keys("").read(pem(kind, der(file))))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        e -> assertThat(e.explanation().what())
                                .contains("private key snowflake.private-key cannot be read", why));
    }

    @Test
    void noKeyIsReadFromHalfOfOne() {
        for (int length = 0; length < 1200; length += 7) {
            byte[] half = Arrays.copyOf(der("pkcs8"), length);
            byte[] other = Arrays.copyOf(der("aes256"), length);
            assertThatThrownBy(() -> keys("").read(half)).isInstanceOf(ConfigurationFailure.class);
            assertThatThrownBy(() -> keys(PASSPHRASE).read(other)).isInstanceOf(ConfigurationFailure.class);
        }
    }

    @Test
    void aWrongPassphraseIsToldApart() {
        assertThatThrownBy(() -> keys("wrong").read(der("aes256"))).hasMessageContaining("passphrase");
    }

    @Test
    void noFailureQuotesTheKey() {
        for (String text : List.of("hunter2-secret", "-----BEGIN PRIVATE KEY-----hunter2-----END PRIVATE KEY-----")) {
            assertThatThrownBy(() -> keys("").read(text))
                    .isInstanceOf(ConfigurationFailure.class)
                    .hasMessageNotContaining("hunter2")
                    .hasNoCause();
        }
    }

    private static PrivateKeys keys(String passphrase) {
        return new PrivateKeys("snowflake.private-key", Optional.of(passphrase).filter(p -> !p.isEmpty()));
    }

    private static PrivateKey reference() {
        PrivateKey key = keys("").read(der("pkcs8"));
        assertThat(((RSAPrivateKey) key).getModulus().bitLength()).isEqualTo(2048);
        return key;
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + kind + "-----\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] der(String file) {
        try {
            return Files.readAllBytes(FORMS.resolve(file + ".der"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
