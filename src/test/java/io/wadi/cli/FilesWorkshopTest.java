package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Failure;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Workshop;
import io.wadi.testing.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console makes of files: found, looked at, written, and run as any other. */
class FilesWorkshopTest {
    private static final String KEY = "AKIAEXAMPLE";
    private static final String SECRET = "s3cret-of-the-bucket";

    @TempDir
    Path home;

    private Path folder;
    private Project project;
    private ServerWorkshop workshop;

    @BeforeEach
    void project() throws IOException {
        project = new Project(home);
        project.flow();
        folder = Files.createDirectory(home.resolve("in"));
        Files.writeString(folder.resolve("orders-2026-01.csv"), "id,email,code\n1,ada@example.com,00501\n");
        Files.writeString(folder.resolve("orders-2026-02.csv"), "id,email,code\n2,alan@example.com,10115\n");
        Files.writeString(
                folder.resolve("events.json"), "{\"data\": {\"items\": [{\"id\": 7, \"who\": {\"at\": 1}}]}}");
        Files.writeString(folder.resolve("notes.txt"), "nothing");
        workshop = project.workshop(
                first -> {
                    throw new AssertionError("files are not asked over HTTP");
                },
                () -> {});
    }

    private static Draft draft(From.Files files, String secret, String reads, String... tables) {
        return new Draft("drop-orders", files, secret, "duckdb", List.of(tables), reads, "", "daily", "", "UTC");
    }

    private static Draft draft(String path, String... tables) {
        return draft(new From.Files(path, "", "", ""), "", Draft.NEW, tables);
    }

    private Draft inFolder(String... tables) {
        return draft(folder.toString(), tables);
    }

    private Project.Outcome run() {
        return project.wadi("run", "drop-orders-daily", "--destination", "duckdb://" + project.database);
    }

    private static List<String> names(List<Workshop.Table> tables) {
        return tables.stream().map(Workshop.Table::name).toList();
    }

    @Test
    void filesOfLikeNamesAreATable() {
        assertThat(workshop.test(inFolder()).rights()).startsWith("3 files of CSV and JSON, ");
        List<Workshop.Table> tables = workshop.tables(inFolder());
        assertThat(names(tables)).containsExactlyInAnyOrder("orders-*.csv", "events.json");
        assertThat(tables).anySatisfy(table -> assertThat(table.holds()).startsWith("2 files of CSV"));
        assertThat(names(workshop.tables(draft(folder + "/*.csv")))).containsExactly("*.csv", "orders-*.csv");
        assertThat(names(workshop.tables(draft(folder + "/orders-*.csv")))).containsExactly("orders-*.csv");
    }

    @Test
    void aSampleShowsNobodysAddressAndNothingNested() {
        Workshop.Sample orders = workshop.sample(inFolder(), "orders-*.csv");
        assertThat(orders.columns()).containsExactly("id", "email", "code");
        assertThat(orders.rows()).containsExactly(List.of("1", "•••", "00501"));
        assertThat(orders.hidden()).containsOnlyKeys("email");
        assertThat(workshop.sample(inFolder(), "events.json").rows()).containsExactly(List.of("7", "{…}"));
    }

    @Test
    void whatTheProjectMasksIsNotShown() throws IOException {
        project.file("privacy.yaml", "sources:\n  drop_orders.orders: {code: redact}\n");
        assertThat(workshop.sample(inFolder(), "orders-*.csv").hidden()).containsOnlyKeys("email", "code");
    }

    @Test
    void whatIsSavedIsValidAndReadsEachFileOnce() throws IOException {
        Draft draft = inFolder("orders-*.csv", "events.json");
        workshop.save(draft);
        assertThat(run().code()).isZero();
        Files.writeString(folder.resolve("orders-2026-03.csv"), "id,email,code\n3,x@example.com,10117\n");
        Project.Outcome again = run();
        assertThat(again.code()).as(again.err() + again.out()).isZero();
        assertThat(project.query("SELECT id || ' ' || code FROM drop_orders.orders ORDER BY 1"))
                .containsExactly("1 00501", "2 10115", "3 10117");
        assertThat(project.query("SELECT id FROM drop_orders.events")).containsExactly("7");
        assertThatThrownBy(() -> workshop.save(draft)).hasMessageContaining("already");
    }

    @Test
    void aBucketIsReadWithTheKeyOfTheForm() throws IOException {
        try (S3Server s3 = new S3Server("drop").only(KEY, SECRET)) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                gzip.write("{\"id\": 5}\n{\"id\": 6}\n".getBytes(StandardCharsets.UTF_8));
            }
            s3.put("in/2026/11/part-0001.jsonl.gz", packed.toByteArray());
            From.Files bucket = new From.Files(
                    "s3://drop/in/**/*", KEY, "eu-west-1", s3.url().toString());
            Draft draft = draft(bucket, SECRET, "", "*/*/part-*.jsonl.gz");
            assertThat(workshop.test(draft).product()).isEqualTo("S3");
            assertThat(names(workshop.tables(draft))).containsExactly("**/*", "*/*/part-*.jsonl.gz");
            assertThat(workshop.sample(draft, "**/*").rows()).hasSize(2);
            assertThat(workshop.plan(draft).patch()).doesNotContain(SECRET);
            assertThatThrownBy(() -> workshop.test(draft(bucket, "wrong", "")))
                    .isInstanceOf(Failure.class)
                    .hasMessageContaining("S3 refuses bucket drop");
            workshop.save(draft);
            Project.Outcome ran = run();
            assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
            assertThat(project.query("SELECT id FROM drop_orders.part ORDER BY 1"))
                    .containsExactly("5", "6");
        }
    }

    @Test
    void whatIsNobodysBusinessIsNotLookedAt() throws IOException {
        Path hidden = Files.createDirectory(home.resolve(".kept"));
        Files.createSymbolicLink(home.resolve("link"), hidden);
        for (String path : List.of(
                "/etc/*.json",
                "/proc/1/x.csv",
                hidden + "/*.csv",
                home + "/in/../.kept/",
                home.resolve("link") + "/",
                "sftp://host/x.csv",
                "http://host/x.csv",
                "{{env:HOME}}/x.csv",
                "${file:x}.csv",
                "")) {
            assertThatThrownBy(() -> workshop.test(draft(path))).as(path).isInstanceOf(Failure.class);
        }
        project.file("secrets.properties", "a.password=x\n");
        assertThatThrownBy(() ->
                        workshop.test(draft(home.resolve("secrets.properties").toString())))
                .hasMessageContaining("no CSV, JSON or Parquet");
        assertThatThrownBy(() ->
                        workshop.test(draft(new From.Files("s3://a/b/", "K", "", "http://169.254.169.254"), "x", "")))
                .hasMessageContaining("no address of an S3");
    }
}
