package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.journal.JournalWriter;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.JsonPage;
import io.wadi.model.LoadJob;
import io.wadi.model.Resource;
import io.wadi.normalise.Collision;
import io.wadi.normalise.Discarded;
import io.wadi.normalise.Finding;
import io.wadi.normalise.Normaliser.Workers;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.OpenPackage;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A package is the same to the byte, whatever the pages its records came in, and however many threads read them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeterminismTest {
    private static final int THREADS = 4;

    @TempDir
    static Path work;

    private Map<String, byte[]> expected = Map.of();

    @BeforeAll
    void onePageAndOneThread() throws IOException {
        expected = files(normalised("expected", EvolvingRecords.pages(1), 1));
    }

    @Test
    void theRecordsAreWorthIt() {
        try (OpenPackage open = store("expected").list().get(0).open()) {
            List<LoadJob> jobs = open.content().jobs();
            LoadJob rows = jobs.get(0);
            assertThat(jobs)
                    .extracting(j -> j.table().name())
                    .contains("rows__lists__list__list", "rows__page57__only");
            assertThat(rows.parts().get(0).batches()).isEqualTo(4);
            assertThat(rows.rows()).isGreaterThan(EvolvingRecords.COUNT);
            assertThat(rows.table().columns())
                    .extracting(c -> c.name())
                    .contains("v__v_text", "v__v_bool", "late_9", "user_id__v_text", "huge", "_dlt_id")
                    .doesNotContain("nothing");
        }
    }

    @ParameterizedTest
    @CsvSource({"100, 1", "100, 4", "7, 1", "7, 4", "1, 4"})
    void pagesAndThreadsMakeNoDifference(int pages, int threads) throws IOException {
        PackageDirectory made = normalised(pages + "-" + threads, EvolvingRecords.pages(pages), threads);

        assertSame(files(made));
    }

    @Test
    void fourThreadsAtOnceMakeNoDifference() throws IOException {
        // The first page is learnt from on the calling thread: the others are for the four.
        List<JsonPage> pages = EvolvingRecords.pages(EvolvingRecords.PAGES + 1);
        Together together = new Together();
        try {
            PackageDirectory made = normalised("together", pages, new Workers(together, THREADS));

            assertThat(together.met.get()).isEqualTo(EvolvingRecords.PAGES);
            assertSame(files(made));
        } finally {
            together.shutdownNow();
        }
    }

    @Test
    void aPackageThatIsNormalisedFromItsJournalIsTheSame() throws IOException {
        PackageDirectory directory = create("replayed");
        Path journal = directory.journal(1, "rows");
        try (JournalWriter writer = new JournalWriter(journal)) {
            EvolvingRecords.pages(EvolvingRecords.PAGES).forEach(writer::append);
            String checksum = writer.seal();
            directory.extracted(
                    List.of(new Extracted(
                            "rows",
                            EvolvingRecords.hints(),
                            String.valueOf(journal.getFileName()),
                            writer.pages(),
                            writer.records(),
                            checksum)),
                    Optional.empty());
        }
        ExecutorService executor = Executors.newFixedThreadPool(THREADS);
        try (NormaliseStation station = station(store("replayed").list().get(0), new Workers(executor, THREADS))) {
            station.replay();
            station.finish();
        } finally {
            executor.shutdownNow();
        }

        PackageDirectory replayed = store("replayed").list().get(0);
        Map<String, byte[]> parts = files(replayed);
        parts.keySet().removeIf(name -> name.startsWith("journal"));
        // The manifest tells of the journal; its schema is compared below.
        parts.put("manifest.json", expected.getOrDefault("manifest.json", new byte[0]));
        assertSame(parts);
        assertThat(replayed.manifest().schema())
                .isEqualTo(store("expected").list().get(0).manifest().schema());
    }

    @Test
    void theUserIsToldOfCollisionsInTheSameWay() {
        assertThat(collisions("told-1", 1))
                .isEqualTo(collisions("told-4", THREADS))
                .hasExactlyElementsOfTypes(Collision.class, Discarded.class);
    }

    private static List<Finding> collisions(String name, int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try (NormaliseStation station = station(create(name), new Workers(executor, threads))) {
            begin(station);
            EvolvingRecords.pages(threads * 5).forEach(station::accept);
            return station.finish();
        } finally {
            executor.shutdownNow();
        }
    }

    private void assertSame(Map<String, byte[]> files) {
        assertThat(files.keySet()).isEqualTo(expected.keySet());
        assertThat(files.keySet())
                .filteredOn(name -> !Arrays.equals(files.get(name), expected.get(name)))
                .as("files that differ")
                .isEmpty();
    }

    private static PackageDirectory normalised(String name, List<JsonPage> pages, int threads) {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            return normalised(name, pages, new Workers(executor, threads));
        } finally {
            executor.shutdownNow();
        }
    }

    private static PackageDirectory normalised(String name, List<JsonPage> pages, Workers workers) {
        PackageDirectory directory = create(name);
        try (NormaliseStation station = station(directory, workers)) {
            begin(station);
            pages.forEach(station::accept);
            station.finish();
        }
        return directory;
    }

    private static void begin(NormaliseStation station) {
        station.begin(new Resource("rows", EvolvingRecords.hints(), extraction -> {
            throw new IllegalStateException("never opened");
        }));
    }

    private static NormaliseStation station(PackageDirectory directory, Workers workers) {
        return new NormaliseStation(directory, 65_536, workers, new Progress(), Deadline.none());
    }

    private static PackageStore store(String name) {
        return new PackageStore(work.resolve(name), "pipeline");
    }

    private static PackageDirectory create(String name) {
        Identity identity = new Identity(
                "pipeline",
                "source",
                "input",
                "dataset",
                "destination",
                "1795300325.574681",
                Instant.parse("2026-11-21T22:32:05.574681Z"),
                "00112233445566778899aabbccddeeff",
                "");
        return store(name).create(identity, new Base(Head.NONE, Optional.empty(), Optional.empty(), 0));
    }

    /** All files of a package by their path in it. */
    private static Map<String, byte[]> files(PackageDirectory directory) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(directory.path())) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                files.put(directory.path().relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    /** Four threads, each of which begins its task when the others begin theirs. */
    private static final class Together extends ThreadPoolExecutor {
        final AtomicInteger met = new AtomicInteger();
        private final CyclicBarrier barrier = new CyclicBarrier(THREADS);

        Together() {
            super(THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        }

        @Override
        protected <T> RunnableFuture<T> newTaskFor(Callable<T> task) {
            return super.newTaskFor(() -> {
                barrier.await(60, TimeUnit.SECONDS);
                met.incrementAndGet();
                return task.call();
            });
        }
    }
}
