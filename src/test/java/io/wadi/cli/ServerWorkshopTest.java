package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Workshop;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console makes of a PostgreSQL: looked at, written, and run as any other. */
class ServerWorkshopTest {
    private static Postgres postgres;
    private static final String DATABASE = "workshop";

    @TempDir
    Path home;

    private final AtomicInteger applied = new AtomicInteger();
    private Project project;
    private ServerWorkshop workshop;

    @BeforeAll
    static void shop() {
        postgres = Postgres.shared().database(DATABASE);
        postgres.execute(
                DATABASE,
                "CREATE TABLE orders (id int PRIMARY KEY, email text, total numeric(10,2), updated_at timestamptz)",
                "INSERT INTO orders SELECT i, 'p' || i || '@example.com', i, now() FROM generate_series(1, 30) i",
                "CREATE TABLE notes (body text)",
                "CREATE TABLE \"odd, name\" (id int)");
    }

    @BeforeEach
    void project() throws IOException {
        project = new Project(home);
        project.flow();
        workshop = project.workshop(
                first -> {
                    throw new AssertionError("a database is not asked over HTTP");
                },
                applied::incrementAndGet);
    }

    private static Draft draft(String host, List<String> tables, String cursor) {
        String port = postgres.url(DATABASE).replaceFirst(".*:(\\d+)/.*", "$1");
        return new Draft(
                "shop-orders",
                new From.Server(host, port, DATABASE, Postgres.USER),
                "none",
                "duckdb",
                tables,
                cursor,
                "",
                "daily",
                "",
                "UTC");
    }

    @Test
    void itIsTestedAndItsTablesAreFound() {
        Workshop.Tested tested = workshop.test(draft("localhost", List.of(), ""));
        assertThat(tested.product()).startsWith("PostgreSQL");
        assertThat(tested.rights()).contains("3 of 3");
        List<Workshop.Table> tables = workshop.tables(draft("localhost", List.of(), ""));
        assertThat(tables).extracting(Workshop.Table::name).contains("public.orders", "public.notes");
        Workshop.Table orders = tables.stream()
                .filter(each -> each.name().equals("public.orders"))
                .findFirst()
                .orElseThrow();
        assertThat(orders.holds()).contains("4 columns", "key id");
        assertThat(orders.reads()).extracting(Workshop.Choice::word).containsExactly("", "updated_at");
        assertThat(tables.stream().filter(each -> each.barred().isPresent())).hasSize(1);
    }

    @Test
    void aSampleShowsTwentyRowsAndNobodysAddress() {
        Workshop.Sample sample = workshop.sample(draft("localhost", List.of(), ""), "public.orders");
        assertThat(sample.rows()).hasSize(20);
        assertThat(sample.hidden()).containsOnlyKeys("email");
        assertThat(sample.rows().toString()).doesNotContain("example.com").contains("•••");
    }

    @Test
    void whatIsSavedIsValidAndRunsAndThePasswordIsWhereSecretsAre() throws IOException {
        Draft draft = draft("localhost", List.of("public.orders"), "updated_at");
        assertThat(workshop.plan(draft).patch()).doesNotContain("none").contains("cursor.path: \"updated_at\"");
        workshop.save(draft);
        assertThat(applied).hasValue(1);
        Path secrets = home.resolve("secrets.properties");
        assertThat(Files.readString(secrets)).isEqualTo("shop-orders.password=none\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secrets)))
                .isEqualTo("rw-------");
        Project.Outcome ran = project.wadi("run", "shop-orders-daily");
        assertThat(ran.err() + ran.out()).contains("30");
        assertThat(ran.code()).isZero();
        assertThatThrownBy(() -> workshop.save(draft)).isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void aPatchIsOneThatGitTakes() throws IOException, InterruptedException {
        project.file("deployments.yaml", "deployments:\n  - {name: a, pipeline: b}\n\nlimits: {global: 4}\n");
        Files.writeString(
                home.resolve("p.patch"),
                workshop.plan(draft("localhost", List.of("public.notes"), "")).patch());
        for (String words : List.of("git init -q", "git apply --check p.patch")) {
            Process git = new ProcessBuilder(words.split(" "))
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes());
            assertThat(git.waitFor()).as(words + ": " + said).isZero();
        }
    }

    @Test
    void whatCannotWorkWritesNothing() {
        assertThatThrownBy(() -> workshop.save(draft("localhost", List.of("public.notes"), "updated_at")))
                .hasMessageContaining("public.notes has no primary key");
        assertThatThrownBy(() -> workshop.save(draft("localhost", List.of("public.gone"), "")))
                .hasMessageContaining("public.gone cannot be read");
        assertThat(home.resolve("secrets.properties")).doesNotExist();
        assertThat(applied).hasValue(0);
    }

    @Test
    void placesWhereMachinesTellTheirSecretsAreNotAsked() {
        for (String host : List.of("169.254.169.254", "0.0.0.0", "[fe80::1]", "a/b?x=y", "")) {
            assertThatThrownBy(() -> workshop.test(draft(host, List.of(), "")))
                    .as(host)
                    .isInstanceOf(ConfigurationFailure.class);
        }
    }
}
