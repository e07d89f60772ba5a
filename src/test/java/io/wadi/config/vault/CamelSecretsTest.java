package io.wadi.config.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vaults through Camel's functions, of which one is stood in for. */
class CamelSecretsTest {
    @TempDir
    Path home;

    @BeforeEach
    void nothingIsThere() {
        StandInFunction.SECRETS.clear();
    }

    @Test
    void aSectionIsAskedForWhole() {
        StandInFunction.SECRETS.put("acme/true/wadi-hub_spot", "{\"token\": \"a/b#c:d@e\", \"port\": 12}");
        StandInFunction.SECRETS.put("acme/true/wadi-wadi-mask", "{\"key\": \"k\"}");
        Secrets secrets = secrets(Map.of("vault", "google", "vault.project", "acme"));

        assertThat(secrets.find("hub_spot", "token")).contains("a/b#c:d@e");
        assertThat(secrets.find("hub_spot", "port")).contains("12");
        assertThat(secrets.find("wadi.mask", "key")).contains("k");
        assertThat(secrets.find("crm", "token")).isEmpty();
        assertThat(secrets.places("crm", "token"))
                .endsWith("then Google Secret Manager (secret wadi-crm, key token; there is no such secret)");
    }

    @Test
    void whatItRefusesIsToldWithoutItsWords() {
        StandInFunction.SECRETS.put("acme/true/wadi-crm", "denied hunter2");
        StandInFunction.SECRETS.put("acme/true/wadi-shop", "unavailable");
        Secrets secrets = secrets(Map.of("vault", "google", "vault.project", "acme"));

        assertThatThrownBy(() -> secrets.find("crm", "token"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("Google Secret Manager does not give secret wadi-crm: IllegalStateException by"
                        + " PermissionDeniedException")
                .satisfies(failure -> {
                    StringWriter trace = new StringWriter();
                    failure.printStackTrace(new PrintWriter(trace));
                    assertThat(trace.toString()).doesNotContain("hunter2");
                });
        assertThatThrownBy(() -> secrets.find("shop", "password")).isInstanceOf(TransientFailure.class);
    }

    @Test
    void aComponentThatIsNotHereIsNamed() {
        Secrets secrets = secrets(Map.of("vault", "azure", "vault.name", "acme-vault"));
        assertThat(secrets.places("hub_spot", "token")).contains("Azure Key Vault (secret wadi-hub-spot, key token)");
        assertThatThrownBy(() -> secrets.find("crm", "token"))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        failure -> assertThat(failure.explanation().fix())
                                .contains(
                                        "put org.apache.camel:camel-azure-key-vault:4.18.0 and what it depends on into the"
                                                + " folder drivers"));
    }

    private Secrets secrets(Map<String, String> settings) {
        Secrets local = Secrets.read(home, Map.of());
        return Vaults.of(Settings.read(home, settings, Map.of()), local, () -> Instant.EPOCH)
                .map(local::and)
                .orElseThrow();
    }
}
