package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline of files that arrive: each is loaded once, whatever happens. */
class FilesTest {
    private static final String OLD = "2001-01-01T00:00:00Z";

    @TempDir
    private Path home;

    private Orders orders;

    @BeforeEach
    void open() {
        orders = new Orders(home);
        orders.source("fileColumn: true");
    }

    @Test
    void aFileLoadsOnceEvenWhenItArrivesWithAnOldDate() throws IOException {
        orders.arrives("2024/b.csv", "2,b\n");
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        assertThat(orders.project.query("SELECT id FROM shop.orders"))
                .as("by path")
                .containsExactly("2", "1");
        orders.arrives("2023/late.csv", "3,c\n");
        Files.setLastModifiedTime(home.resolve("in/2023/late.csv"), FileTime.from(Instant.parse(OLD)));
        orders.runs();
        orders.runs();

        assertThat(orders.ids()).containsExactly("1", "2", "3");
        assertThat(orders.project.query(
                        "SELECT DISTINCT replace(_file, '" + home + "', '') FROM shop.orders ORDER BY 1"))
                .containsExactly("/in/2023/late.csv", "/in/2024/b.csv", "/in/a.csv");
        assertThat(orders.project.query("SELECT count(*) FROM shop._dlt_loads")).containsExactly("2");
    }

    @Test
    void aFileThatIsOnlyTouchedIsNotLoadedAgain() throws IOException {
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        Files.setLastModifiedTime(home.resolve("in/a.csv"), FileTime.from(Instant.parse(OLD)));
        orders.runs();
        assertThat(orders.ids()).containsExactly("1");
    }

    @Test
    void aFileThatChangedEndsTheRunUnlessSomethingElseIsSaid() throws IOException {
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        orders.arrives("a.csv", "1,a\n2,b\n");

        Outcome outcome = orders.run();
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("in/a.csv was loaded before, and has changed", "changed: load");
        assertThat(orders.ids()).containsExactly("1");

        orders.source("changed: ignore");
        orders.runs();
        assertThat(orders.ids()).containsExactly("1");

        orders.source("changed: load");
        orders.runs();
        assertThat(orders.ids()).containsExactly("1", "1", "2");
    }

    @Test
    void aMergeTakesAChangedFileAgain() {
        orders.source("writeDisposition: merge", "primaryKey: id");
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        orders.arrives("a.csv", "1,x\n2,b\n");
        orders.runs();
        assertThat(orders.project.query("SELECT id || name FROM shop.orders ORDER BY 1"))
                .containsExactly("1x", "2b");
    }

    @Test
    void aReplacedTableIsThatOfAllFilesEachTime() {
        orders.source("writeDisposition: replace");
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        orders.arrives("b.csv", "2,b\n");
        orders.runs();
        assertThat(orders.ids()).containsExactly("1", "2");
    }

    @Test
    void aRunThatFailsHalfwayNeitherLosesNorDoublesAFile() {
        orders.arrives("a.csv", "1,a\n");
        orders.arrives("b.csv", "2,b,wrong\n");
        assertThat(orders.run().code()).isEqualTo(1);
        assertThat(orders.project.query("SELECT table_name FROM duckdb_tables() WHERE table_name = 'orders'"))
                .isEmpty();
        orders.arrives("b.csv", "2,b\n");
        orders.runs();
        assertThat(orders.ids()).containsExactly("1", "2");
    }

    @Test
    void filesAreMovedOnceTheDestinationHasThem() {
        orders.source("afterLoad: move:" + home + "/done");
        orders.arrives("2024/a.csv", "1,a\n");
        assertThat(orders.project
                        .wadi("extract", "orders", "--destination", "duckdb://" + orders.project.database)
                        .code())
                .isZero();
        assertThat(home.resolve("in/2024/a.csv")).exists();

        orders.runs();

        assertThat(home.resolve("in/2024/a.csv")).doesNotExist();
        assertThat(home.resolve("done/2024/a.csv")).exists();
        orders.runs();
        orders.arrives("2024/a.csv", "2,b\n");
        orders.runs();
        assertThat(home.resolve("done/2024/a.2.csv")).exists();
        assertThat(orders.ids()).containsExactly("1", "2");
    }

    @Test
    void whatAnEarlierRunLoadedAndDidNotDeleteIsDeletedByTheNext() {
        orders.arrives("a.csv", "1,a\n");
        orders.runs();
        orders.source("afterLoad: delete");
        orders.runs();
        assertThat(home.resolve("in/a.csv")).doesNotExist();
        orders.arrives("a.csv", "2,b\n");
        orders.runs();
        assertThat(home.resolve("in/a.csv")).doesNotExist();
        assertThat(orders.ids()).containsExactly("1", "2");
    }

    @Test
    void tenThousandFilesAreOneLoad() {
        for (int i = 0; i < 10_000; i++) {
            orders.arrives(i % 100 + "/" + i + ".csv", i + ",x\n");
        }
        orders.runs();
        orders.arrives("last.csv", "10000,y\n");
        orders.runs();
        assertThat(orders.project.query("SELECT count(*) || ' ' || count(DISTINCT id) FROM shop.orders"))
                .containsExactly("10001 10001");
    }
}
