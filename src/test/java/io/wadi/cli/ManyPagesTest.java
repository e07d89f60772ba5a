package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.ChildJvm;
import io.wadi.testing.Postgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of a server as it is, on PostgreSQL, with a hundred thousand runs, a thousand packages and forty pipelines. */
@Tag("chaos")
class ManyPagesTest {
    private static final String DATABASE = "many_pages";
    private static final int RUNS = 100_000;
    private static final int PACKAGES = 1_000;
    private static final int PIPELINES = 40;
    private static final int ASKED = 30;
    private static final long MOST_MILLIS = 200;

    private static final List<String> PAGES = List.of(
            "/",
            "/deployments",
            "/runs",
            "/runs?state=failed",
            "/runs?q=nowhere-to-be-found",
            "/runs?q=frozen",
            "/data",
            "/data/shop_0",
            "/packages",
            "/connections",
            "/alerts",
            "/nodes",
            "/audit");

    @TempDir
    Path home;

    private final List<ChildJvm> started = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private String cookie = "";

    @AfterEach
    void stop() {
        started.forEach(ChildJvm::kill);
    }

    @Test
    void noneTakesLong() throws Exception {
        Postgres postgres = Postgres.shared().database(DATABASE);
        Project project = project(postgres.url(DATABASE));
        assertThat(project.wadi("run", "shop-0-daily").code()).isZero();
        String console = console();
        multiply(postgres);
        packages();
        get(console.replaceFirst(".*console ", "").strip());
        String base = console.replaceFirst(".*(http://[^/]+)/.*", "$1");
        Map<String, long[]> times = new LinkedHashMap<>();
        for (String page : PAGES) {
            get(base + page);
            long[] nanos = new long[ASKED];
            for (int i = 0; i < ASKED; i++) {
                long began = System.nanoTime();
                String text = get(base + page);
                nanos[i] = System.nanoTime() - began;
                assertThat(text).as(page).contains("<h1").doesNotContain("<h1>Sign in");
            }
            Arrays.sort(nanos);
            times.put(page, nanos);
        }
        String load = Files.readString(Path.of("/proc/loadavg"));
        times.forEach((page, nanos) -> System.out.printf(
                "%-32s p50 %4d ms  p95 %4d ms%n",
                page, nanos[ASKED / 2] / 1_000_000, nanos[ASKED * 95 / 100] / 1_000_000));
        System.out.println("load average " + load);
        times.forEach((page, nanos) -> assertThat(nanos[ASKED * 95 / 100] / 1_000_000)
                .as("milliseconds of %s", page)
                .isLessThan(MOST_MILLIS * Integer.getInteger("wadi.slow", 3)));
    }

    private Project project(String store) throws IOException {
        Project project = new Project(home);
        project.flow();
        project.file("in/orders.csv", "id,zip\n1,00501\n").file("application-dev.properties", "");
        StringBuilder settings = new StringBuilder(
                "duckdb.file=" + project.database + "\nwadi.store.url=" + store + "\nin=" + home.resolve("in") + "\n");
        StringBuilder deployments = new StringBuilder("deployments:\n");
        for (int i = 0; i < PIPELINES; i++) {
            settings.append("connection.db-").append(i).append(".url=jdbc:postgresql://db.example/shop\n");
            deployments
                    .append("  - {name: shop-")
                    .append(i)
                    .append("-daily, pipeline: shop-")
                    .append(i)
                    .append("}\n");
            project.file("routes/sources/shop-" + i + ".camel.yaml", """
                - route:
                    id: source-shop-%1$d
                    from:
                      uri: wadi-source:shop_%1$d
                      steps:
                        - to: {uri: "wadi-files:orders", parameters: {path: "{{in}}/*.csv", writeDisposition: replace}}
                """.formatted(i));
            project.file("routes/pipelines/shop-" + i + ".camel.yaml", """
                - route:
                    id: pipeline-shop-%1$d
                    from:
                      uri: direct:pipeline-shop-%1$d
                      steps:
                        - to: wadi-source:shop_%1$d
                        - to: wadi-load:shop-%1$d?dataset=shop_%1$d
                """.formatted(i));
        }
        project.file("secrets.properties", "store.user=" + Postgres.USER + "\nstore.password=none\n");
        return project.file("application.properties", settings.toString())
                .file("deployments.yaml", deployments.toString());
    }

    /** The line with the link. */
    private String console() {
        ChildJvm child = ChildJvm.start(
                List.of("-Dwadi.home=" + home, "-Xmx256m"),
                Wadi.class,
                "server",
                "--work",
                home.resolve("work").toString(),
                "--profile",
                "dev",
                "--port",
                "0",
                "-D",
                "camel.management.port=0");
        started.add(child);
        String line = child.line();
        while (!line.contains("/enter/")) {
            line = child.line();
        }
        return line;
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpRequest asked =
                HttpRequest.newBuilder(URI.create(url)).header("Cookie", cookie).build();
        HttpResponse<String> answer = client.send(asked, BodyHandlers.ofString());
        answer.headers().firstValue("Set-Cookie").ifPresent(set -> cookie = set.replaceFirst(";.*", ""));
        return answer.body();
    }

    /** Makes many runs, with outcomes and tables, of the one that is there. */
    private static void multiply(Postgres postgres) {
        for (String table : List.of("wadi_run", "wadi_run_outcome", "wadi_run_table")) {
            if (postgres.ask(DATABASE, "SELECT to_regclass('" + table + "')::text")
                    .isEmpty()) {
                continue;
            }
            String columns = postgres.ask(
                            DATABASE,
                            "SELECT string_agg(column_name, ',' ORDER BY ordinal_position)"
                                    + " FROM information_schema.columns WHERE table_name = '" + table + "'")
                    .orElseThrow();
            String values = Stream.of(columns.split(","))
                    .map(column -> switch (column) {
                        case "id", "run" -> "'many-' || i";
                        case "deployment", "name" ->
                            table.equals("wadi_run") ? "'shop-' || (i % " + PIPELINES + ") || '-daily'" : column;
                        case "state" -> "case i % 23 when 0 then 'Failed' else state end";
                        case "created_at", "due_at", "started_at", "ended_at", "changed_at" ->
                            column + " - i::bigint * 60000";
                        case "idem_key" -> "null";
                        default -> column;
                    })
                    .reduce((one, other) -> one + ", " + other)
                    .orElseThrow();
            postgres.execute(
                    DATABASE,
                    "INSERT INTO " + table + " (" + columns + ") SELECT " + values + " FROM " + table
                            + ", generate_series(1, " + RUNS + ") AS n(i)");
        }
        postgres.execute(DATABASE, "ANALYZE");
        assertThat(Optional.of(String.valueOf(RUNS + 1)))
                .isEqualTo(postgres.ask(DATABASE, "SELECT count(*) FROM wadi_run"));
    }

    /** Makes many packages of the one that is there. */
    private void packages() throws IOException {
        Path folder = home.resolve("work/pipelines/shop-0/packages");
        Path one;
        try (Stream<Path> all = Files.list(folder)) {
            one = all.findFirst().orElseThrow();
        }
        String id = String.valueOf(one.getFileName());
        String manifest = Files.readString(one.resolve("manifest.json"));
        for (int i = 0; i < PACKAGES; i++) {
            String other = "17" + (10_000_000 + i) + ".5";
            Path copy = Files.createDirectory(folder.resolve(other));
            Files.writeString(copy.resolve("manifest.json"), manifest.replace(id, other));
        }
    }
}
