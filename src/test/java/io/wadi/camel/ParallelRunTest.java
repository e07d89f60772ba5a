package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.TerminalFailure;
import io.wadi.pipeline.Station;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests and resources at once: packages are the same to the byte, and everything ends together. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParallelRunTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void packagesAreTheSameHoweverManyRequestsAndResourcesAreUnderWay() throws Exception {
        shop();
        Map<String, byte[]> expected = files(1, 1);

        assertThat(expected.keySet())
                .filteredOn(name -> name.startsWith("journal"))
                .containsExactly(
                        "journal/1-orders.journal",
                        "journal/2-lines.journal",
                        "journal/3-files.journal",
                        "journal/4-products.journal",
                        "journal/5-days.journal");
        assertSame(expected, files(4, 1));
        assertSame(expected, files(1, 3));
        assertSame(expected, files(32, 8));
    }

    private void assertSame(Map<String, byte[]> expected, Map<String, byte[]> files) {
        assertThat(files.keySet()).isEqualTo(expected.keySet());
        assertThat(files.keySet())
                .filteredOn(name -> !Arrays.equals(files.get(name), expected.get(name)))
                .as("files that differ")
                .isEmpty();
    }

    /** Two thousand orders, each with lines; products by page numbers; days by windows; and a file that is warned of. */
    private void shop() {
        server.on(
                "/orders",
                Reply.json(IntStream.range(0, 2_000)
                        .mapToObj(i -> "{\"id\": %d, \"changed\": %d}".formatted(i, i % 50))
                        .collect(Collectors.joining(",", "[", "]"))));
        server.on("/lines", r -> {
            int order = Integer.parseInt(r.query().get("order"));
            String lines = IntStream.range(0, order % 4)
                    .mapToObj(i -> "{\"n\": %d, \"k%d\": [%d, {\"x\": %s}]}"
                            .formatted(i, order % 60, order, order % 9 == 0 ? "\"t\"" : "1"))
                    .collect(Collectors.joining(",", "[", "]"));
            return Reply.json(lines);
        });
        server.on("/products", r -> {
            int page = Integer.parseInt(r.query().get("page"));
            return Reply.json("{\"total\": 30, \"items\": [{\"id\": %d, \"p%d\": 1}]}".formatted(page, page % 7));
        });
        server.on("/days", r -> Reply.json("[{\"day\": \"" + r.query().get("day") + "\"}]"));
        new Project(home).file("twice.csv", "a,a\n1,2\n");
    }

    private Map<String, byte[]> files(int parallel, int resources) throws IOException {
        Path own = home.resolve(parallel + "-" + resources);
        Project project = project(own, resources, """
                - to: "wadi-rest:lines?url=%1$s/lines?order={parent.id}&parent=orders&parentFields=id&parallel=%2$d"
                - to:
                    uri: wadi-files:files
                    parameters:
                      path: %3$s/twice.csv
                - to:
                    uri: wadi-rest:products
                    parameters:
                      url: %1$s/products
                      paginator: page_number
                      totalPath: $.total
                      parallel: %2$d
                - to:
                    uri: wadi-rest:orders
                    parameters:
                      url: %1$s/orders
                      cursor.path: changed
                - to:
                    uri: wadi-rest:days
                    parameters:
                      url: %1$s/days
                      query.day: "{window.start}"
                      window.start: "2026-01-01"
                      window.end: "2026-02-28"
                      window.step: P1D
                      parallel: %2$d
                """.formatted(server.url(), parallel, home));
        LoadedRun run = LoadedRun.of(project, own, Station.NORMALISE, Deadline.none());

        assertThat(run.report().warnings()).hasSize(1);
        assertThat(run.progress().counters())
                .extracting(c -> c.resource() + " " + c.records())
                .containsExactly("orders 2000", "lines 3000", "files 1", "products 30", "days 59");
        return files(own.resolve("work"));
    }

    private static Map<String, byte[]> files(Path work) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> packages = Files.list(work.resolve("pipelines/p/packages"))) {
            Path directory = packages.findFirst().orElseThrow();
            try (Stream<Path> walk = Files.walk(directory)) {
                for (Path file : walk.filter(Files::isRegularFile).toList()) {
                    files.put(directory.relativize(file).toString(), Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    @Test
    void resourcesAreReadTogetherAndNoMoreThanWereAskedFor() throws Exception {
        CyclicBarrier three = new CyclicBarrier(3);
        for (int i = 1; i <= 6; i++) {
            server.on("/" + i, r -> {
                three.await();
                return Reply.json("[{\"v\": 1}]");
            });
        }

        assertThat(LoadedRun.of(project(home, 3, resources(6)), home).records()).hasSize(6);
    }

    @Test
    void theFirstFailureInOrderIsToldAndEndsTheOthers() {
        CountDownLatch third = new CountDownLatch(1);
        server.on("/1", r -> {
            third.await();
            return Reply.json("[{\"v\": 1}]");
        });
        server.on("/2", r -> {
            third.await();
            return Reply.of(400, "the second");
        });
        server.on("/3", r -> {
            third.countDown();
            return Reply.of(400, "the third");
        });
        CountDownLatch never = new CountDownLatch(1);
        server.on("/4", r -> {
            never.await();
            return Reply.json("[]");
        });

        assertThatThrownBy(() -> LoadedRun.of(project(home, 4, resources(4)), home))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("the second");
        assertThat(threads()).isEmpty();
    }

    @Test
    void cancellingEndsAllResourcesThatAreUnderWay() {
        Deadline deadline = Deadline.none();
        CountDownLatch never = new CountDownLatch(1);
        CyclicBarrier all = new CyclicBarrier(6);
        AtomicLong cancelledAt = new AtomicLong();
        server.on("/parents", Reply.json("[{\"id\": 1}, {\"id\": 2}, {\"id\": 3}, {\"id\": 4}]"));
        ScriptedServer.Script stuck = r -> {
            if (all.await() == 0) {
                cancelledAt.set(System.nanoTime());
                deadline.cancel("stopped by a test");
            }
            never.await();
            return Reply.json("[]");
        };
        server.on("/1", stuck).on("/2", stuck).on("/child", stuck);
        String steps = """
                - to: wadi-rest:parents?url=%1$s/parents
                - to: "wadi-rest:child?url=%1$s/child?of={parent.id}&parent=parents&parallel=4"
                """.formatted(server.url()) + resources(2);

        assertThatThrownBy(() -> LoadedRun.of(project(home, 3, steps), home, Station.LOAD, deadline))
                .isInstanceOf(Cancelled.class)
                .hasMessage("stopped by a test");
        assertThat(Duration.ofNanos(System.nanoTime() - cancelledAt.get())).isLessThan(Duration.ofSeconds(2));
        assertThat(threads()).isEmpty();
    }

    private String resources(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> "- to: wadi-rest:r%d?url=%s/%d%n".formatted(i, server.url(), i))
                .collect(Collectors.joining());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.equals("wadi-rest") || name.equals("wadi-extract"))
                .toList();
    }

    private static Project project(Path home, int resources, String steps) {
        return new Project(home)
                .pipeline()
                .file("routes/sources/s.camel.yaml", """
                - route:
                    id: source-s
                    from:
                      uri: wadi-source:s
                      parameters:
                        parallelResources: %d
                      steps:
                """.formatted(resources) + steps.indent(8));
    }
}
