package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path home;

    @Test
    void theEnvironmentComesBeforeTheFile() throws IOException {
        Files.writeString(
                home.resolve("secrets.properties"), "hubspot.api-key=file\nshop.token=a+b/c==&\nempty.token=\n");
        Secrets secrets = Secrets.read(home, Map.of("HUBSPOT_API_KEY", "environment", "SHOP_TOKEN", ""));

        assertThat(secrets.find("hubspot", "api-key")).contains("environment");
        assertThat(secrets.find("shop", "token")).contains("a+b/c==&");
        assertThat(secrets.find("empty", "token")).isEmpty();
        assertThat(secrets.find("none", "token")).isEmpty();
    }

    @Test
    void theSampleServicesHaveSecretsOfTheirOwn() throws IOException {
        Path samples = Files.writeString(home.resolve("samples.secrets.properties"), "hubspot.token=sample\n");
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
}
