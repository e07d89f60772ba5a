package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @TempDir
    private Path home;

    @Test
    void theEnvironmentComesBeforeTheFile() throws IOException {
        file("secrets.properties", "hubspot.api-key=file\nshop.token=a+b/c==&\nempty.token=\n");
        Secrets secrets = Secrets.read(home, Map.of("HUBSPOT_API_KEY", "environment", "SHOP_TOKEN", ""));

        assertThat(secrets.find("hubspot", "api-key")).contains("environment");
        assertThat(secrets.find("shop", "token")).contains("a+b/c==&");
        assertThat(secrets.find("empty", "token")).isEmpty();
        assertThat(secrets.find("none", "token")).isEmpty();
    }

    @Test
    void theSampleServicesHaveSecretsOfTheirOwn() throws IOException {
        Path samples = file("samples.secrets.properties", "hubspot.token=sample\n");
        Secrets own = Secrets.read(home, Map.of("HUBSPOT_TOKEN", "real", "SHOP_TOKEN", "real"));

        assertThat(own.before(samples).find("hubspot", "token")).contains("sample");
        assertThat(own.before(samples).find("shop", "token")).contains("real");
        assertThat(own.find("hubspot", "token")).contains("real");
    }

    @Test
    void saysWhereItLooksAndNothingElse() {
        Secrets secrets = Secrets.read(home, Map.of("HUBSPOT_TOKEN", "topsecret"));

        assertThat(secrets.places("hubspot", "token"))
                .isEqualTo("the environment (HUBSPOT_TOKEN), then secrets.properties (hubspot.token)");
        assertThat(secrets).asString().doesNotContain("topsecret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-------"})
    void aFileThatOthersHaveRightsOnIsRefused(String permissions) throws IOException {
        Path file = file("secrets.properties", "hubspot.token=topsecret\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        if (permissions.endsWith("------")) {
            assertThat(Secrets.read(home, Map.of()).find("hubspot", "token")).contains("topsecret");
            return;
        }
        assertThatThrownBy(() -> Secrets.read(home, Map.of()))
                .isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
                    assertThat(failure)
                            .hasMessage(
                                    "secrets.properties holds secrets, and others than its owner have rights on it: "
                                            + permissions);
                    assertThat(failure.explanation().fix()).contains("chmod 600 '" + file + "'");
                });
    }

    @Test
    void aSectionMayStandForAnother() throws IOException {
        file("secrets.properties", "hubspot.token=one\nhubspot-emea.token=two\n");
        Secrets secrets =
                Secrets.read(home, Map.of("HUBSPOT_APAC_TOKEN", "three")).under(Map.of("hubspot", "hubspot-emea"));

        assertThat(secrets.find("hubspot", "token")).contains("two");
        assertThat(secrets.places("hubspot", "token")).contains("HUBSPOT_EMEA_TOKEN", "hubspot-emea.token");
        assertThat(secrets.under(Map.of("hubspot", "hubspot-apac")).find("hubspot", "token"))
                .as("who comes later is nearer to the run")
                .contains("three");
        assertThat(secrets.under(Map.of("crm", "other")).find("hubspot", "token"))
                .contains("two");
    }

    @Test
    void saysWhereASecretIs() throws IOException {
        file("secrets.properties", "# mine\nhubspot.token=one\n\nshop.password=two\nshop.password=three\n");
        Secrets secrets = Secrets.read(home, Map.of("HUBSPOT_TOKEN", "four"));

        assertThat(secrets.where("hubspot", "token"))
                .contains(new Secrets.Found(Secrets.Kind.ENVIRONMENT, "HUBSPOT_TOKEN"));
        assertThat(secrets.where("shop", "password"))
                .contains(new Secrets.Found(Secrets.Kind.FILE, "secrets.properties:5"));
        assertThat(secrets.all("hubspot", "token"))
                .extracting(Secrets.Found::place)
                .containsExactly("HUBSPOT_TOKEN", "secrets.properties:2");
        assertThat(secrets.where("none", "token")).isEmpty();
    }

    private Path file(String name, String text) throws IOException {
        Path file = Files.writeString(home.resolve(name), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
