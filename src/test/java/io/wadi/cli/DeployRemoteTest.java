package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.server.deploy.DeployApi;
import io.wadi.server.deploy.Deploying;
import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import io.wadi.testing.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the server's own handlers, behind a server that tests the token. */
class DeployRemoteTest {
    private static final String TOKEN = "t0ken-of-the-server";

    @TempDir
    Path folder;

    private final ScriptedServer server = ScriptedServer.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Map<String, String> environment = new HashMap<>(Map.of("DEPLOY_TOKEN", TOKEN));
    private final DeployRemote remote = new DeployRemote();
    private Project project;
    private RunStore store;

    @BeforeEach
    void serve() {
        store = Stores.SQLITE.open(folder.resolve("server"));
        DeployApi api =
                new DeployApi(new Deploying(store.deployments(), "events"::equals, () -> Stores.NOON, () -> {}));
        server.on("/api/v1/server", request -> allowed(request, () -> "{\"profile\": \"prod\"}"));
        server.on(
                "/api/v1/deployments:plan",
                request -> allowed(request, () -> api.plan(bytes(request)).toString()));
        server.on(
                "/api/v1/deployments:apply",
                request ->
                        allowed(request, () -> api.apply(bytes(request), "ci").toString()));
        project = new Project(folder.resolve("checkout"))
                .events("http://127.0.0.1:9/events")
                .file("deployments.yaml", """
                        limits: {global: 4}
                        deployments:
                          - name: events-hourly
                            pipeline: events
                            schedule: "15 * * * *"
                            env: {prod: {timeout: 3h}}
                        """);
        remote.server = Optional.of(server.url().toString());
        remote.tokenFrom = Optional.of("DEPLOY_TOKEN");
    }

    @AfterEach
    void close() {
        store.close();
        server.close();
    }

    @Test
    void thePlanIsShownAndApplied() {
        remote.yes = true;
        assertThat(deploy()).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("""
                        deployments.yaml for profile prod:
                          + events-hourly  new: pipeline events, schedule cron 15 * * * * timezone UTC
                          ~ limits
                              global  (none) → 4
                          0 unchanged
                        applied
                        """);
        Deployed deployed = store.deployments().find("events-hourly").orElseThrow();
        assertThat(deployed.definition()).as("the server's profile decides").contains("\"timeout\":\"3h\"");
        assertThat(deploy()).isZero();
        assertThat(server.count("/api/v1/deployments:apply"))
                .as("there was nothing to apply")
                .isEqualTo(1);
    }

    @Test
    void aDryRunAppliesNothing() {
        remote.dryRun = true;
        assertThat(deploy()).isZero();
        assertThat(store.deployments().list()).isEmpty();
    }

    @Test
    void withoutATerminalNobodyAgrees() {
        assertThatThrownBy(this::deploy).hasMessageContaining("nobody is there to agree");
        assertThat(store.deployments().list()).isEmpty();
    }

    @Test
    void whatTheServerRefusesIsSaidByName() {
        remote.yes = true;
        project.file("deployments.yaml", "deployments: [{name: events-hourly, pipeline: events}]");
        server.on(
                "/api/v1/deployments:plan",
                request -> Reply.of(422, "{\"detail\": \"no pipeline \\u001b[31mevents\", \"fix\": \"y\"}"));
        assertThatThrownBy(this::deploy)
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("no pipeline ?[31mevents");
    }

    @Test
    void aTokenComesFromTheSecretsToo() {
        remote.tokenFrom = Optional.empty();
        environment.put("SERVER_TOKEN", TOKEN);
        remote.dryRun = true;
        assertThat(deploy()).isZero();
        environment.clear();
        assertThatThrownBy(this::deploy).hasMessageContaining("the server wants a token (401)");
        remote.tokenFrom = Optional.of("NO_SUCH");
        assertThatThrownBy(this::deploy).hasMessageContaining("variable NO_SUCH is not there");
    }

    @Test
    void aWrongTokenIsNotShown() {
        environment.put("DEPLOY_TOKEN", "wr0ng");
        assertThatThrownBy(this::deploy)
                .hasMessageContaining("does not accept the token")
                .satisfies(failure -> assertThat(failure.toString() + ((Failure) failure).explanation() + out + err)
                        .doesNotContain("wr0ng"));
    }

    @Test
    void redirectsAreNotFollowed() {
        try (ScriptedServer other = ScriptedServer.start()) {
            server.on(
                    "/api/v1/server",
                    Reply.of(302, "")
                            .header("Location", other.url("/api/v1/server").toString()));
            assertThatThrownBy(this::deploy).hasMessageContaining("answers 302");
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aServerOfAnotherKindIsNamedSo() {
        server.on("/api/v1/server", Reply.of(200, "\"hello\""));
        assertThatThrownBy(this::deploy).hasMessageContaining("no Wadi server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wadi.example.com", "ftp://a", "https://", "https://a?b=c", "https://a b"})
    void whatIsNoAddressIsSaid(String address) {
        assertThatThrownBy(() -> ServerClient.of(address, Optional.empty(), false))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("is no address of a server");
    }

    @ParameterizedTest
    @CsvSource({
        "http://wadi.example.com,without TLS",
        "http://127.evil.example.com,without TLS",
        "https://anna:secret@a,user or password"
    })
    void aTokenIsNotSentWhereOthersReadIt(String address, String why) {
        assertThatThrownBy(() -> ServerClient.of(address, Optional.of(TOKEN), false))
                .hasMessageContaining(why)
                .hasMessageNotContaining("secret@");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080/", "http://127.0.0.1:1", "http://[::1]:1", "https://wadi.example.com/a"})
    void theseAreAddresses(String address) {
        assertThat(ServerClient.of(address, Optional.of(TOKEN), false)).isNotNull();
    }

    private interface Answer {
        String text();
    }

    private static Reply allowed(Request request, Answer answer) {
        return request.header("Authorization")
                        .filter(("Bearer " + TOKEN)::equals)
                        .isPresent()
                ? Reply.of(200, answer.text())
                : Reply.of(401, "{}");
    }

    private static byte[] bytes(Request request) {
        return request.body().getBytes(StandardCharsets.UTF_8);
    }

    private int deploy() {
        Surroundings surroundings = new Surroundings(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                project.home,
                false,
                Pause.REAL);
        return remote.deploy(surroundings, new ProjectOptions(), surroundings.console(new OutputOptions()));
    }
}
