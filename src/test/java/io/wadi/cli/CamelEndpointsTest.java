package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Postgres;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import io.wadi.testing.SshFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ConsumerTemplate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What endpoints fetch that know nothing of Wadi, from the step that calls them to the rows of a table. */
class CamelEndpointsTest {
    @TempDir
    private Path home;

    private Steps steps;

    @BeforeEach
    void open() {
        steps = new Steps(home);
    }

    @Test
    void aFileThatCamelPollsIsCsvInItsOwnEncodingAndMovedWhenItIsLoaded() throws IOException {
        Files.createDirectories(home.resolve("in"));
        Files.write(
                home.resolve("in/a.csv"),
                "id;name;due\n1;Zoë;2026-01-02\n2;;\n".getBytes(Charset.forName("windows-1252")));
        steps.source("- pollEnrich: {simple: 'file:%s/in?move=../done/${file:name}', timeout: '5000'}\n"
                        .formatted(home)
                        .replace("${file:name}", "$simple{file:name}")
                + Steps.records("format: csv", "csv.encoding: windows-1252", "column.id.dataType: text"));
        steps.runs();

        assertThat(steps.rows("id, name, due")).containsExactly("1 Zoë 2026-01-02", "2");
        assertThat(steps.project.query("SELECT typeof(id) || ' ' || typeof(due) FROM lab.r WHERE id = '1'"))
                .containsExactly("VARCHAR DATE");
        assertThat(home.resolve("done/a.csv")).exists();
        assertThat(home.resolve("in/a.csv")).doesNotExist();
    }

    @Test
    void aFileOfAnSshServerIsPackedCsv() throws IOException {
        steps.project.environment.put("DROP_PASSWORD", "p+q& %");
        try (SshFiles server = SshFiles.start(home, "p+q& %")) {
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(home.resolve("served/a.csv.gz")))) {
                out.write("id,name\n1,a\n2,b\n".getBytes());
            }
            steps.source("""
                    - pollEnrich:
                        constant: "sftp:ann@%s/?password=RAW({{drop.password}})&knownHostsFile=%s&noop=true&streamDownload=true&stepwise=false&jschLoggingLevel=OFF"
                        timeout: "5000"
                    """.formatted(server.address(), server.knownHosts()) + Steps.records("format: csv"));
            steps.runs();

            assertThat(steps.rows("id, name")).containsExactly("1 a", "2 b");
        }
    }

    @Test
    void rowsOfAStatementAreRecordsOneByOne() {
        Postgres.shared()
                .database("fetched")
                .execute(
                        "fetched",
                        "CREATE TABLE t AS SELECT i AS id, i * 1.10::numeric(9,2) AS price,"
                                + " timestamptz '2026-01-02 03:04:05Z' AS at FROM generate_series(1, 50000) i");
        steps.project.file(
                "application.properties",
                "connection.shop.url = " + Postgres.shared().url("fetched") + "\nconnection.shop.user = postgres\n");
        steps.project.environment.put("SHOP_PASSWORD", "x");
        steps.source("- setBody: {constant: 'SELECT * FROM t'}\n"
                + "- to: 'jdbc:shop?outputType=StreamList'\n"
                + Steps.records("primaryKey: id"));
        steps.runs();

        assertThat(steps.project.query("SELECT count(*) || ' ' || sum(id) || ' ' || round(sum(price), 2) FROM lab.r"))
                .containsExactly("50000 1250025000 1375027500.0");
        assertThat(steps.project.query("SELECT DISTINCT (\"at\" AT TIME ZONE 'UTC')::VARCHAR FROM lab.r"))
                .containsExactly("2026-01-02 03:04:05");
    }

    /** What an integrator writes to take all that waits in a queue. */
    public static final class Queue {
        public List<Object> drain(CamelContext context) {
            List<Object> messages = new ArrayList<>();
            try (ConsumerTemplate consumer = context.createConsumerTemplate()) {
                for (Object one = consumer.receiveBodyNoWait("seda:orders");
                        one != null;
                        one = consumer.receiveBodyNoWait("seda:orders")) {
                    messages.add(one);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return messages;
        }

        public List<Map<String, Object>> orders() {
            return List.of(Map.of("id", 1, "name", "a"), Map.of("id", 2, "name", "b"));
        }
    }

    @Test
    void messagesOfAQueueAreRecords() {
        steps.source(Steps.bean(Queue.class, "orders")
                + "- split: {simple: '${body}', steps: [{to: 'seda:orders?waitForTaskToComplete=Never'}]}\n"
                + Steps.bean(Queue.class, "drain") + Steps.records());
        steps.runs();

        assertThat(steps.rows("id, name")).containsExactly("1 a", "2 b");
    }

    @Test
    void anApiWithALogInOfItsOwnAnswersLineByLine() {
        try (ScriptedServer api = ScriptedServer.start()) {
            api.on(
                            "/login",
                            request ->
                                    Reply.json("{\"token\": \"" + request.body().length() + "\"}"))
                    .on(
                            "/report",
                            request -> request.header("Authorization").equals(java.util.Optional.of("Bearer 9"))
                                    ? Reply.of(200, "{\"id\": 1}\n\n{\"id\": 2, \"tags\": [\"x\"]}\n")
                                    : Reply.of(401, "who?"));
            steps.source("""
                    - setBody: {constant: '{"u": 17}'}
                    - to: "%1$s/login?httpMethod=POST"
                    - setVariable: {name: token, jq: .token}
                    - removeHeaders: {pattern: "*"}
                    - setBody: {simple: "${null}"}
                    - setHeader: {name: Authorization, simple: "Bearer ${variable.token}"}
                    - to: "%1$s/report?httpMethod=GET"
                    """.formatted(api.url()) + Steps.records("format: jsonl"));
            steps.runs();
        }
        assertThat(steps.rows("id")).containsExactly("1", "2");
        assertThat(steps.project.query("SELECT value FROM lab.r__tags")).containsExactly("x");
    }
}
