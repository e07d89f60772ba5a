package io.wadi.config.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.NotWithPeers;
import io.wadi.testing.SecretsManager;
import io.wadi.testing.SecretsManagerServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** AWS's own client against a Secrets Manager. */
@Tag("peers")
class AwsSecretsTest {
    private static final String KEY = "k+e&y=%/#{{x}}";

    @TempDir
    Path home;

    private final SecretsManager server = SecretsManager.start("AKIDWADI", KEY);
    private final Map<String, String> environment =
            new HashMap<>(Map.of("VAULT_ACCESS_KEY_ID", "AKIDWADI", "VAULT_SECRET_ACCESS_KEY", KEY));
    private final Map<String, String> set =
            new HashMap<>(Map.of("vault", "aws", "vault.region", "eu-west-2", "vault.endpoint", "" + server.url()));
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aSectionIsAJsonObjectAndItsValuesComeAsTheyAreWritten() {
        server.put(
                "wadi/hubspot",
                "{\"token\": \"a+b&c=%25/#{{d}}\\n\\u00e9\", \"port\": 443.10, \"id\": 12345678901234567890,"
                        + " \"on\": true, \"none\": null, \"empty\": \"\", \"more\": {\"token\": 1}}");
        Secrets secrets = secrets();

        assertThat(secrets.find("hubspot", "token")).contains("a+b&c=%25/#{{d}}\n\u00e9");
        assertThat(secrets.find("hubspot", "port")).contains("443.10");
        assertThat(secrets.find("hubspot", "id")).contains("12345678901234567890");
        assertThat(secrets.find("hubspot", "on")).contains("true");
        assertThat(secrets.find("hubspot", "none")).isEmpty();
        assertThat(secrets.find("hubspot", "empty")).isEmpty();
        assertThat(secrets.find("hubspot", "more")).isEmpty();
        assertThat(server.asked()).containsExactly("wadi/hubspot");
    }

    @Test
    void whatThisMachineHasIsNotAskedFor() {
        environment.put("HUBSPOT_TOKEN", "mine");
        assertThat(secrets().find("hubspot", "token")).contains("mine");
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void whatIsMissingIsToldWithTheKeysThatAreThere() {
        server.put("wadi/hubspot", "{\"api-key\": \"hidden\", \"user\": \"hidden\"}");
        Secrets secrets = secrets();

        assertThat(secrets.find("hubspot", "token")).isEmpty();
        assertThat(secrets.places("hubspot", "token"))
                .isEqualTo("the environment (HUBSPOT_TOKEN), then secrets.properties (hubspot.token), then AWS Secrets"
                        + " Manager (secret wadi/hubspot, key token; it has api-key, user)");
        assertThat(secrets.find("crm", "token")).isEmpty();
        assertThat(secrets.places("crm", "token")).endsWith("(secret wadi/crm, key token; there is no such secret)");
        assertThat(secrets.where("hubspot", "user").map(Secrets.Found::place))
                .contains("AWS Secrets Manager (secret wadi/hubspot, key user)");
    }

    @Test
    void anAnswerHoldsForAWhile() {
        set.put("vault.refresh", "10m");
        server.put("wadi/hubspot", "{\"token\": \"old\"}");
        Secrets secrets = secrets();
        assertThat(secrets.find("hubspot", "token")).contains("old");
        server.put("wadi/hubspot", "{\"token\": \"new\"}");

        now = now.plus(Duration.ofMinutes(10)).minusSeconds(1);
        assertThat(secrets.find("hubspot", "token")).contains("old");
        now = now.plusSeconds(1);
        assertThat(secrets.find("hubspot", "token")).contains("new");
        assertThat(server.asked()).hasSize(2);
    }

    @Test
    void whatWasRefusedIsAskedForAgain() {
        server.put("wadi/hubspot", "{\"token\": \"old\"}");
        Secrets secrets = secrets();
        assertThat(secrets.find("hubspot", "token")).contains("old");
        server.put("wadi/hubspot", "{\"token\": \"new\"}");
        secrets.refused("hubspot");
        assertThat(secrets.find("hubspot", "token")).contains("new");
    }

    @NotWithPeers("moto runs on for the tests after it")
    @Test
    void whatItSaidHoldsWhileItIsNotReached() {
        server.put("wadi/hubspot", "{\"token\": \"old\"}");
        Secrets secrets = secrets();
        assertThat(secrets.find("hubspot", "token")).contains("old");
        server.close();
        now = now.plus(Duration.ofHours(1));
        assertThat(secrets.find("hubspot", "token")).contains("old");
        assertThatThrownBy(() -> secrets.find("crm", "token"))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("AWS Secrets Manager at " + server.url() + " cannot be reached: ConnectException");
    }

    @NotWithPeers("moto cannot be told to refuse")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "AccessDeniedException       | allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-2:*:secret:wadi/hubspot-* to who asks",
                "DecryptionFailure           | allow kms:Decrypt on the key that secret wadi/hubspot is encrypted with to who asks",
                "UnrecognizedClientException | check who asks: vault.access-key-id",
                "ExpiredTokenException       | check who asks: vault.access-key-id",
                "InvalidRequestException     | it may be marked for deletion",
                "InvalidParameterException   | check vault.region, vault.prefix and vault.endpoint",
            })
    void aRefusalSaysWhatToDo(String code, String fix) {
        server.put("wadi/hubspot", "{\"token\": \"hunter2-hunter2\"}");
        ours().refused.put("wadi/hubspot", code);
        Failure failure = failure("hubspot");
        assertThat(failure).isInstanceOf(TerminalFailure.class);
        assertThat(failure)
                .hasMessage("AWS Secrets Manager at " + server.url() + " refuses secret wadi/hubspot: " + code
                        + ", status 400");
        assertThat(failure.explanation().fix().orElseThrow()).startsWith(fix);
        assertThat(trace(failure)).doesNotContain("hunter2");
    }

    @NotWithPeers("moto cannot be told to refuse")
    @Test
    void whatMayPassIsSaidSo() {
        ours().refused.put("wadi/hubspot", "InternalServiceError");
        assertThat(failure("hubspot"))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("InternalServiceError");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "hunter2-hunter2",
                "[\"hunter2-hunter2\"]",
                "{\"token\": \"hunter2-hunter2\"",
                "{\"token\": \"hunter2-hunter2\"} x",
                "{\"token\": hunter2-hunter2}",
            })
    void whatIsNoJsonObjectIsNotRepeated(String text) {
        server.put("wadi/hubspot", text);
        Failure failure = failure("hubspot");
        assertThat(failure).hasMessage("AWS Secrets Manager: secret wadi/hubspot is not a JSON object");
        assertThat(trace(failure)).doesNotContain("hunter2");
    }

    @NotWithPeers("moto checks no signatures")
    @Test
    void whoAsksWithAWrongKeyIsTold() {
        environment.put("VAULT_SECRET_ACCESS_KEY", "wrong+key");
        Failure failure = failure("hubspot");
        assertThat(failure.explanation().fix().orElseThrow()).startsWith("check who asks");
        assertThat(trace(failure)).doesNotContain("wrong+key");
    }

    @NotWithPeers("it is about our own server")
    @Test
    void theServerRefusesOtherOperations() {
        assertThat(server.asked()).isEmpty();
        try (SecretsManagerClient client = SecretsManagerClient.builder()
                .endpointOverride(server.url())
                .region(Region.EU_WEST_2)
                .credentialsProvider(() -> AwsBasicCredentials.create("AKIDWADI", KEY))
                .build()) {
            assertThatThrownBy(client::listSecrets).hasMessageContaining("secretsmanager.ListSecrets");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "vault          | asw             | vault is 'asw'                    | did you mean aws?",
                "vault          | hashicorp       | vault is 'hashicorp'              | it is aws or google or azure",
                "vault.regoin   | x               | vault.regoin is unknown           | did you mean vault.region?",
                "vault.refresh  | soon            | vault.refresh is 'soon', which is no time | write it as 30s, 5m or 1h",
                "vault.endpoint | localhost:80    | vault.endpoint is not like https://host:port | leave it out for Amazon's",
                "vault          | google          | vault.project is not set          | set it in application.properties, or VAULT_PROJECT in the environment",
            })
    void aWrongSettingIsTold(String key, String value, String what, String fix) {
        if (value.equals("google")) {
            set.clear();
        }
        set.put(key, value);
        assertThatThrownBy(this::secrets).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            assertThat(failure.problems().get(0).what()).isEqualTo(what);
            assertThat(failure.problems().get(0).fix()).contains(fix);
        });
    }

    private SecretsManagerServer ours() {
        return (SecretsManagerServer) server;
    }

    private Failure failure(String section) {
        try {
            secrets().find(section, "token");
            throw new AssertionError("there is a token");
        } catch (Failure failure) {
            return failure;
        }
    }

    private static String trace(Failure failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text + failure.explanation().toString();
    }

    private Secrets secrets() {
        Secrets local = Secrets.read(home, environment);
        return Vaults.of(Settings.read(home, set, Map.of()), local, () -> now)
                .map(local::and)
                .orElseThrow();
    }
}
