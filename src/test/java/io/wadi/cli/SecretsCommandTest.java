package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import io.wadi.testing.SecretsManagerServer;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where secrets are found, and sections that stand for others. */
class SecretsCommandTest {
    @TempDir
    Path home;

    private final ScriptedServer api = ScriptedServer.start();
    private final SecretsManagerServer vault = new SecretsManagerServer("AKIDWADI", "vaultsecret");
    private Project project;

    @BeforeEach
    void aProject() {
        project = new Project(home)
                .events(api.url("/events"), "auth: bearer", "credentials: hubspot", "mask.mail: hash", "primaryKey: id")
                .file(
                        "application.properties",
                        "vault=aws\nvault.region=eu-west-2\nvault.endpoint=" + vault.url() + "\n");
        project.environment.put("VAULT_ACCESS_KEY_ID", "AKIDWADI");
        project.environment.put("VAULT_SECRET_ACCESS_KEY", "vaultsecret");
        api.on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":1,\"mail\":\"a@b.c\"}]}"));
    }

    @AfterEach
    void stop() {
        api.close();
        vault.close();
    }

    @Test
    void eachIsToldWithItsPlaceAndWithoutItsValue() throws IOException {
        vault.secrets.put("wadi/hubspot", "{\"token\": \"hunter2-vault\"}");
        project.environment.put("WADI_MASK_KEY", "hunter2-mask");
        project.file("secrets.properties", "#\nsnowflake.password=hunter2-file\n");

        Outcome outcome = project.wadi("secrets", "check", "events", "--destination", "snowflake");

        assertThat(outcome).isEqualTo(new Outcome(0, """
                ✓ hubspot.token                        AWS Secrets Manager (secret wadi/hubspot, key token)
                ✓ wadi.mask.key                        environment variable WADI_MASK_KEY
                ✓ snowflake.password                   secrets.properties:2
                """, ""));
        JsonNode json = json("secrets", "check", "events", "--json");
        assertThat(json.path("missing").asInt()).isZero();
        assertThat(json.at("/secrets/0/kind").asText()).isEqualTo("vault");
        assertThat(json.at("/secrets/1/where").asText()).isEqualTo("WADI_MASK_KEY");
        assertThat(json.toString()).doesNotContain("hunter2");
    }

    @Test
    void whatIsMissingEndsWithTwo() throws IOException {
        vault.secrets.put("wadi/hubspot", "{\"tokn\": \"hunter2\"}");
        vault.refused.put("wadi/wadi.mask", "AccessDeniedException");

        Outcome outcome = project.wadi("secrets", "check", "events");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out())
                .contains(
                        "✗ hubspot.token                        secret hubspot.token is not set\n",
                        "(secret wadi/hubspot, key token; it has tokn)\n    at     routes/sources/shop.camel.yaml:",
                        "✗ wadi.mask.key                        AWS Secrets Manager at " + vault.url()
                                + " refuses secret wadi/wadi.mask: AccessDeniedException, status 400\n",
                        "allow secretsmanager:GetSecretValue on arn:aws:secretsmanager:eu-west-2:*:secret:wadi/wadi.mask-*")
                .doesNotContain("hunter2");
        assertThat(json("secrets", "check", "events", "--json").path("missing").asInt())
                .isEqualTo(2);
        assertThat(project.wadi("secrets", "check", "evnts").err()).contains("did you mean events?");
    }

    @Test
    void aRunFindsThemThereAndTellsAllThatItLacks() {
        Outcome lacking = project.run();
        assertThat(lacking.code()).isEqualTo(2);
        assertThat(lacking.err())
                .contains("secret hubspot.token is not set", "secret wadi.mask.key is not set")
                .contains("then AWS Secrets Manager (secret wadi/hubspot, key token; there is no such secret)");
        assertThat(api.requests()).isEmpty();

        vault.secrets.put("wadi/hubspot", "{\"token\": \"a+b&c=\"}");
        vault.secrets.put("wadi/wadi.mask", "{\"key\": \"k\"}");
        vault.asked.clear();
        assertThat(project.run().code()).isZero();
        assertThat(api.requests("/events").get(0).header("Authorization")).contains("Bearer a+b&c=");
        assertThat(vault.asked).containsExactlyInAnyOrder("wadi/hubspot", "wadi/wadi.mask");
    }

    @Test
    void aVaultIsNotAskedByWhoNeedsNothingOfIt() {
        assertThat(project.wadi("validate").code()).isZero();
        assertThat(project.wadi("list").code()).isZero();
        project.environment.put("HUBSPOT_TOKEN", "mine");
        project.environment.put("WADI_MASK_KEY", "mine");
        assertThat(project.run().code()).isZero();
        assertThat(vault.asked).isEmpty();
    }

    @Test
    void whatOnlyTheVaultHasIsTakenForThereByACheck() {
        project.file(
                        "application.properties",
                        "vault=aws\nvault.endpoint=http://127.0.0.1:1\n"
                                + "connection.crm.url=jdbc:postgresql://127.0.0.1:1/x\nconnection.crm.user=me\n")
                .file("routes/sources/shop.camel.yaml", """
                        - route:
                            id: source-shop
                            from:
                              uri: wadi-source:shop
                              steps:
                                - to: wadi-sql:crm?tables=events
                        """);
        assertThat(project.wadi("validate").err()).isEmpty();
        assertThat(project.wadi("secrets", "check", "events").code()).isEqualTo(2);
    }

    @Test
    void theVaultHasKeysOfS3WhereSomebodySaysSo() {
        project.environment.put("HUBSPOT_TOKEN", "mine");
        project.environment.put("WADI_MASK_KEY", "mine");
        assertThat(project.wadi("secrets", "check", "events", "--destination", "s3://lake")
                        .code())
                .isZero();
        assertThat(vault.asked).as("a role may be meant").isEmpty();

        Outcome named = project.wadi(
                "secrets", "check", "events", "--destination", "s3://lake", "-D", "connection.s3.credentials=lake");
        assertThat(named.code()).isEqualTo(2);
        assertThat(named.out()).contains("✗ lake.access-key-id", "✗ lake.secret-access-key");
        assertThat(vault.asked).contains("wadi/lake");
    }

    @Test
    void aSettingThatNamesASectionNobodyAsksForIsFound() {
        assertThat(project.wadi("validate", "-D", "credentials.hubspot=x").code())
                .isZero();
        Outcome wrong = project.wadi("validate", "-D", "credentials.hubspt=x");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(
                        "a setting credentials.* names section hubspt, which nobody asks for", "did you mean hubspot?");
    }

    @Test
    void aTokenThatWasRotatedUnderARunIsAskedForOnce() {
        vault.secrets.put("wadi/hubspot", "{\"token\": \"old\"}");
        project.environment.put("WADI_MASK_KEY", "k");
        api.on("/events", request -> {
            if (request.header("Authorization").filter("Bearer new"::equals).isPresent()) {
                return Reply.json("{\"pages\":1,\"data\":[{\"id\":1,\"mail\":\"a@b.c\"}]}");
            }
            vault.secrets.put("wadi/hubspot", "{\"token\": \"new\"}");
            return Reply.of(401, "");
        });
        assertThat(project.run().code()).isZero();
        assertThat(vault.asked).hasSize(2);

        vault.secrets.put("wadi/hubspot", "{\"token\": \"old\"}");
        api.on("/events", Reply.of(401, ""));
        vault.asked.clear();
        int before = api.count("/events");
        assertThat(project.run().code()).isEqualTo(1);
        assertThat(api.count("/events") - before)
                .as("the same token again helps nobody")
                .isEqualTo(1);
    }

    @Test
    void aRunMayNameAnotherSection() {
        project.environment.put("WADI_MASK_KEY", "k");
        vault.secrets.put("wadi/hubspot", "{\"token\": \"one\"}");
        vault.secrets.put("wadi/hubspot-emea", "{\"token\": \"two\"}");
        vault.secrets.put("wadi/hubspot-apac", "{\"token\": \"three\"}");

        assertThat(project.run("--credentials", "hubspot=hubspot-emea").code()).isZero();
        assertThat(project.run("-D", "credentials.hubspot=hubspot-apac").code()).isZero();
        assertThat(api.requests("/events"))
                .extracting(request -> request.header("Authorization").orElse(""))
                .containsExactly("Bearer two", "Bearer three");
        assertThat(project.wadi("secrets", "check", "events", "--credentials", "hubspot=hubspot-emea")
                        .out())
                .contains("✓ hubspot.token", "(secret wadi/hubspot-emea, key token)");

        Outcome wrong = project.run("--credentials", "hubspt=hubspot-emea");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("--credentials names section hubspt, which nobody asks for", "did you mean hubspot?");
    }

    private JsonNode json(String... args) throws IOException {
        return new ObjectMapper().readTree(project.wadi(args).out());
    }
}
