package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.config.DeploymentJson;
import io.wadi.config.RouteFiles;
import io.wadi.flow.Deployment;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.deploy.Wanted;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.load.duckdb.Grid;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.server.console.Switchboard;
import io.wadi.server.console.Warehouse;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server's console sees of a project that has loaded. */
class ServerWarehouseTest {
    private static final Grid.Bounds FEW = new Grid.Bounds(5, 50, false, 10_000);

    @TempDir
    private Path home;

    private Orders orders;
    private ServerWarehouse warehouse;
    private ServerSwitchboard switchboard;
    private final List<String> rung = new ArrayList<>();

    @BeforeEach
    void load() {
        orders = new Orders(home);
        orders.source("mask.name: redact");
        orders.project
                .file("application.properties", """
                        duckdb.file=%s
                        connection.ledger.url=jdbc:postgresql://169.254.169.254:5432/ledger?password=s3cret-in-url
                        connection.ledger.user=wadi
                        connection.meta.url=jdbc:postgresql://169.254.169.254/latest
                        connection.meta.user=wadi
                        connection.here.url=jdbc:postgresql://127.0.0.1:1/here?connectTimeout=2
                        connection.here.user=wadi
                        """.formatted(orders.project.database))
                .file("secrets.properties", "here.password=s3cret-of-here\nmeta.password=s3cret-of-meta\n");
        orders.arrives("a.csv", "1,anna\n2,bob\n");
        orders.runs();
        Surroundings surroundings = new Surroundings(
                new PrintStream(System.out, false, StandardCharsets.UTF_8),
                new PrintStream(System.err, false, StandardCharsets.UTF_8),
                Map.of("WADI_WORK", home.resolve("work").toString()),
                home,
                false,
                (time, deadline) -> {});
        ProjectOptions project = new ProjectOptions();
        ServerDesk.Parts parts = new ServerDesk.Parts(
                RouteFiles.read(RouteFiles.folder(home)),
                project.settings(surroundings),
                project.secrets(surroundings));
        List<Deployed> deployed =
                List.of(deployed("orders-hourly", ""), deployed("orders-lake", ", \"destination\": \"s3\""));
        warehouse = new ServerWarehouse(surroundings, () -> parts, () -> deployed);
        switchboard = new ServerSwitchboard(
                () -> parts, () -> deployed, (channel, notice, id) -> rung.add(notice.subject()), warehouse);
    }

    private static Deployed deployed(String name, String more) {
        Deployment deployment = DeploymentJson.read("{\"name\": \"" + name + "\", \"pipeline\": \"orders\"" + more
                + ", \"alerts\": {\"team\": {\"to\": {\"slack\": \"ops\"}}}, \"alert\": [\"team\"]}");
        Wanted wanted = DeploymentJson.wanted(deployment);
        Instant at = Instant.parse("2026-11-22T12:00:00Z");
        return new Deployed(
                name, "orders", wanted.definition(), wanted.fingerprint(), "file", at, "file", Optional.empty(), at);
    }

    @Test
    void aDatasetIsFoundWithItsColumnsMasksRowsAndAnswers() {
        List<Warehouse.Shelf> shelves = warehouse.shelves();
        assertThat(shelves).extracting(Warehouse.Shelf::dataset).containsExactly("shop", "shop");
        assertThat(shelves).extracting(shelf -> shelf.key().isPresent()).containsExactly(true, true);
        Warehouse.Shelf shelf =
                shelves.stream().filter(Warehouse.Shelf::isOpen).findFirst().orElseThrow();
        assertThat(shelf.deployments()).containsExactly("orders-hourly");
        assertThat(warehouse.tables(shelf)).containsExactly(new Warehouse.Stored("orders", 2));
        Map<String, Optional<String>> masks = new java.util.HashMap<>();
        warehouse.fields(shelf, "orders").forEach(field -> masks.put(field.name(), field.mask()));
        assertThat(masks.get("name"))
                .hasValueSatisfying(what -> assertThat(what).startsWith("redact, "));
        assertThat(masks.get("id")).isEmpty();
        assertThat(warehouse.rows(shelf, "orders", FEW).orElseThrow().rows()).hasSize(2);
        assertThat(warehouse.rows(shelf, "nothing", FEW)).isEmpty();
        assertThat(warehouse.count(shelf, "orders")).contains(2L);
        assertThat(warehouse.query(shelf, "SELECT sum(id) FROM orders", FEW).rows())
                .containsExactly(List.of(Optional.of("3")));
    }

    @Test
    void connectionsAndSecretsAreNamedAndNeverTold() {
        List<Switchboard.Line> lines = switchboard.lines();
        assertThat(lines).extracting(Switchboard.Line::name).containsExactly("here", "ledger", "meta");
        assertThat(lines.get(1).address()).isEqualTo("jdbc:postgresql://169.254.169.254:5432/ledger");
        List<Switchboard.Secret> secrets = switchboard.secrets();
        assertThat(secrets).extracting(Switchboard.Secret::name).contains("ops.url");
        assertThat(secrets)
                .filteredOn(secret -> secret.name().equals("ops.url"))
                .allSatisfy(secret -> {
                    assertThat(secret.required()).isTrue();
                    assertThat(secret.place()).isEmpty();
                    assertThat(secret.uses()).containsExactly("orders-hourly", "orders-lake");
                });
        assertThat(lines + " " + secrets).doesNotContain("s3cret");
    }

    @Test
    void aTestGoesNowhereItMayNotAndSaysNoPassword() {
        assertThatThrownBy(() -> switchboard.test("ledger"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> switchboard.test("meta"))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("does not connect to 169.254.169.254");
        assertThatThrownBy(() -> switchboard.test("here"))
                .isInstanceOfSatisfying(
                        Failure.class,
                        e -> assertThat(e.explanation() + "")
                                .doesNotContain("s3cret")
                                .contains("here"));
    }

    @Test
    void addressesAreShownWithoutWhatCouldBeSecret() {
        assertThat(ServerSwitchboard.shown("jdbc:postgresql://u:p@db:5432/shop?password=x"))
                .isEqualTo("jdbc:postgresql://db:5432/shop");
        assertThat(ServerSwitchboard.shown("jdbc:sqlserver://db:1433;databaseName=a;password=x"))
                .isEqualTo("jdbc:sqlserver://db:1433");
        assertThat(ServerSwitchboard.shown("jdbc:oracle:thin:scott/tiger@//ora/x"))
                .isEqualTo("jdbc:oracle:thin:@//ora/x");
        assertThat(ServerSwitchboard.shown("jdbc:sqlite:/var/data/a.db")).isEqualTo("jdbc:sqlite:/var/data/a.db");
    }

    @Test
    void aTestMessageSaysThatItIsOne() {
        switchboard.ring(new Channel("team", Channel.Way.SLACK, "ops", List.of(), Optional.empty(), Trouble.USUAL));
        assertThat(rung).containsExactly("a test message to channel team");
    }
}
