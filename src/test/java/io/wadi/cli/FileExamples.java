package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.S3Server;
import io.wadi.testing.SshFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Which files examples read: of a folder, of an SSH server, of a bucket. */
final class FileExamples {
    static final Map<String, ExamplesTest.Scenario> ALL = Map.of(
            "files-csv", FileExamples::csv,
            "files-json", FileExamples::json,
            "files-remote", FileExamples::remote,
            "files-merge", FileExamples::merge);

    private FileExamples() {}

    private static void csv(Example example) throws IOException {
        drop(example);
        Files.createDirectories(example.home.resolve("drop/orders/2026"));
        Files.createDirectories(example.home.resolve("drop/scans"));
        example.project.file("drop/scans/a.txt", "x1\tdock \"A\"\t2026-01-02\n");
        example.runs();
        Files.write(
                example.home.resolve("drop/orders/2026/a.csv"),
                "id;name;zip\n1;Zoë;00501\n2;-;75001\n".getBytes(Charset.forName("windows-1252")));
        example.runs();
        Files.write(
                example.home.resolve("drop/orders/2026/a.csv"),
                "id;name;zip\n1;Zoé;00501\n".getBytes(Charset.forName("windows-1252")));
        example.runs();

        assertThat(example.rows("orders", "id, name, zip, source_line"))
                .containsExactly("1 Zoé 00501 2", "1 Zoë 00501 2", "2 75001 3");
        assertThat(example.rows("orders", "_file")).allMatch(file -> file.endsWith("/drop/orders/2026/a.csv"));
        assertThat(example.rows("scans", "code, place, \"at\", typeof(\"at\")"))
                .containsExactly("x1 dock \"A\" 2026-01-02 DATE");
        assertThat(example.home.resolve("drop/done/a.txt")).exists();
        assertThat(example.home.resolve("drop/scans/a.txt")).doesNotExist();
    }

    private static void json(Example example) throws IOException, SQLException {
        drop(example);
        example.set("WADI_MASK_KEY", "0123456789abcdef0123456789abcdef");
        Files.createDirectories(example.home.resolve("drop/reports"));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(example.home.resolve("drop/reports/a.json.gz")))) {
            out.write("{\"data\":{\"items\":[{\"id\":1,\"customer\":{\"email\":\"a@example.org\"}}]}}".getBytes());
        }
        Files.createDirectories(example.home.resolve("drop/readings"));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duckdb.createStatement()) {
            statement.execute("COPY (SELECT 1 AS id, 2.5::DOUBLE AS value) TO '"
                    + example.home.resolve("drop/readings/a.parquet") + "' (FORMAT parquet)");
        }
        example.project
                .file("drop/events/1.log", "{\"at\": 1, \"bot\": false}\n{\"at\": 2, \"bot\": true}\n{\"at\": 3}\n")
                .file("drop/sessions/a.jsonl", "{\"id\": 1, \"steps\": [{\"n\": 1, \"tags\": [\"x\"]}]}\n");
        example.runs();
        example.project.file("drop/events/2.log", "{\"at\": 1}\n{\"at\": 4}\n");
        example.runs();

        assertThat(example.rows("reports", "id, length(customer__email)")).containsExactly("1 64");
        assertThat(example.rows("events", "\"at\"")).containsExactly("1", "3", "4");
        assertThat(example.rows("sessions__steps", "n, tags")).containsExactly("1 [\"x\"]");
        assertThat(example.columns("sessions__steps")).contains("_dlt_root_id");
        assertThat(example.rows("readings", "id, value")).containsExactly("1 2.5");
        assertThat(example.columns("readings")).isEqualTo("id value");

        example.project.file("drop/sessions/b.jsonl", "{\"id\": 2, \"new\": 1}\n");
        assertThat(example.run().code()).isEqualTo(1);
    }

    private static void remote(Example example) {
        example.set("DROP_PASSWORD", "p+q& %");
        example.set("LAKE_ACCESS_KEY_ID", "AKIATEST");
        example.set("LAKE_SECRET_ACCESS_KEY", "s3cr3t+/=");
        try (SshFiles ssh = SshFiles.start(example.home, "p+q& %");
                S3Server s3 = new S3Server("lake")) {
            example.set("DROP_HOST", ssh.address());
            example.set("DROP_KNOWN_HOSTS", ssh.knownHosts());
            example.set("LAKE_ENDPOINT", s3.url());
            example.project.file("served/in/a.csv", "id\n1\n2\n");
            s3.objects.put("events/2026/a.jsonl", stored("{\"id\": 1}\n"));
            s3.objects.put("events/readme.txt", stored("-"));
            example.runs();
            s3.objects.put("events/2026/b.jsonl", stored("{\"id\": 2}\n"));
            example.runs();

            assertThat(example.rows("orders", "id")).containsExactly("1", "2");
            assertThat(example.home.resolve("served/in/a.csv")).doesNotExist();
            assertThat(example.rows("events", "id")).containsExactly("1", "2");
            assertThat(s3.objects).containsKey("events/2026/a.jsonl");
        }
    }

    private static S3Server.Stored stored(String text) {
        return new S3Server.Stored(text.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    private static void merge(Example example) {
        drop(example);
        example.project
                .file("drop/customers/1.csv", "id,name\n1,a\n2,b\n")
                .file("drop/sales/1.csv", "day,n\n2026-01-01,1\n2026-01-01,2\n2026-01-02,3\n")
                .file("drop/prices/1.csv", "sku,price\na,10\n")
                .file("drop/countries/all.csv", "code\nPL\n");
        example.runs();
        example.project
                .file("drop/customers/2.csv", "id,name\n1,aa\n")
                .file("drop/sales/2.csv", "day,n\n2026-01-01,4\n")
                .file("drop/prices/2.csv", "sku,price\na,12\n")
                .file("drop/countries/all.csv", "code\nFR\n");
        example.runs();

        assertThat(example.rows("customers", "id, name")).containsExactly("1 aa", "2 b");
        assertThat(example.rows("sales", "day, n")).containsExactly("2026-01-01 4", "2026-01-02 3");
        assertThat(example.rows("prices", "price, _dlt_valid_to = '9999-12-31'"))
                .containsExactly("10 false", "12 true");
        assertThat(example.rows("countries", "code")).containsExactly("FR");

        example.project.file("drop/countries/all.csv", "code\n");
        assertThat(example.run().code()).isEqualTo(1);
        assertThat(example.rows("countries", "code")).containsExactly("FR");
    }

    private static void drop(Example example) {
        example.set("DROP_FOLDER", example.home.resolve("drop"));
    }
}
