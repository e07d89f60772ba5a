package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What waits in the working directory, looked at and removed. */
class PackagesCommandTest {
    @TempDir
    private Path home;

    private Orders orders;
    private Path packages;

    @BeforeEach
    void aPackageThatWaits() {
        orders = new Orders(home);
        orders.source();
        orders.arrives("a.csv", "1,a\n2,b\n");
        packages = home.resolve("work/pipelines/orders/packages");
        extract();
        assertThat(orders.project.wadi("normalise", "orders").code()).isZero();
    }

    private void extract() {
        Outcome outcome =
                orders.project.wadi("extract", "orders", "--destination", "duckdb://" + orders.project.database);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private String only() throws IOException {
        try (Stream<Path> all = Files.list(packages)) {
            List<Path> found = all.toList();
            assertThat(found).hasSize(1);
            return found.get(0).getFileName().toString();
        }
    }

    private Path file(String folder) throws IOException {
        try (Stream<Path> all = Files.list(packages.resolve(only()).resolve(folder))) {
            return all.findFirst().orElseThrow();
        }
    }

    private Outcome wadi(String... args) {
        return orders.project.wadi(args);
    }

    @Test
    void isListedAndShown() throws IOException {
        String id = only();

        assertThat(wadi("packages", "ls").out()).contains("orders", id, "normalised", " 2 ", "dataset shop");
        assertThat(wadi("packages", "ls", "others").out()).isEqualTo("no packages\n");
        assertThat(wadi("packages", "show", "orders").out())
                .contains(id, "resource orders", "2 records", "table    orders", "crc32c:", "it is the first");
        assertThat(wadi("packages", "show", id.substring(0, 5), "--json").out()).contains("\"rows\":{\"orders\":2}");
        assertThat(wadi("packages", "show", "nothing").err()).contains("no package is called nothing");
        orders.project.file("application.properties", "wadi.packages.keep=0\n");
        assertThat(orders.run().code()).isZero();
        assertThat(wadi("packages", "show", id).out()).contains("loaded", "the manifest is what is kept");
    }

    @Test
    void isVerifiedToTheLastByte() throws IOException {
        Outcome well = wadi("packages", "verify");
        assertThat(well.code()).as(well.err()).isZero();
        assertThat(well.out()).contains("all 2 files are as written");

        for (String folder : List.of("parts", "journal")) {
            Path file = file(folder);
            byte[] bytes = Files.readAllBytes(file);
            byte[] changed = bytes.clone();
            changed[40] ^= 1;
            Files.write(file, changed);
            Outcome damaged = wadi("packages", "verify", only());
            assertThat(damaged.code()).isEqualTo(1);
            assertThat(damaged.out()).contains("✗ orders", "1 of 2 files", folder + "/", "damaged");
            Files.write(file, bytes);
        }
        Files.delete(file("journal"));
        assertThat(wadi("packages", "verify").code()).isEqualTo(1);
        Files.writeString(packages.resolve(only()).resolve("manifest.json"), "{");
        assertThat(wadi("packages", "verify").out()).contains("cannot be read");
    }

    @Test
    void isRemovedOnlyWhereThatIsMeantAndNoRunHoldsIt() throws IOException {
        String id = only();
        Outcome asked = wadi("packages", "drop", id);
        assertThat(asked.code()).isEqualTo(2);
        assertThat(asked.out()).contains("would remove", "waits to be loaded", "--yes");
        try (FileChannel lock = FileChannel.open(packages.resolveSibling("lock"), StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(wadi("packages", "drop", id, "--yes").err()).contains("another run of pipeline orders");
            assertThat(held.isValid()).isTrue();
        }
        assertThat(packages.resolve(id)).exists();

        assertThat(wadi("packages", "drop", id, "--yes").code()).isZero();

        assertThat(packages.resolve(id)).doesNotExist();
        orders.runs();
        assertThat(orders.ids()).containsExactly("1", "2");
    }

    @Test
    void isRemovedEvenWhereItsManifestIsLost() throws IOException {
        String id = only();
        Files.writeString(packages.resolve(id).resolve("manifest.json"), "{");
        assertThat(wadi("packages", "ls").out()).contains("unreadable");
        assertThat(orders.run().code()).isEqualTo(1);

        assertThat(wadi("packages", "drop", id, "--yes").code()).isZero();

        orders.runs();
        assertThat(orders.ids()).containsExactly("1", "2");
    }
}
