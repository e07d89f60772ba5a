package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.disk.Durable;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done under a key is not done again. */
class KeyTest {

    @TempDir
    private Path home;

    private Orders orders;
    private Project project;

    @BeforeEach
    void aFile() {
        orders = new Orders(home);
        project = orders.project.file("orders.csv", "id\n1\n2\n");
        orders.reads(home + "/orders.csv");
    }

    private Outcome copy(String... more) {
        String[] command = new String[3 + more.length];
        command[0] = "copy";
        command[1] = home.resolve("orders.csv").toString();
        command[2] = project.database.toString();
        System.arraycopy(more, 0, command, 3, more.length);
        return project.wadi(command);
    }

    private void change(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + project.database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private List<String> ids() {
        return project.query("SELECT id FROM main.orders ORDER BY ALL");
    }

    @Test
    void theSameCommandAgainLoadsNothingAndSaysSoEvenFromAnotherMachine() {
        assertThat(copy("--key", "2026-11").code()).isZero();
        Map<String, List<String>> once = project.contents();
        Durable.remove(home.resolve("work"));

        Outcome again = copy("--key", "2026-11");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("loaded before, under the same key");
        assertThat(project.contents()).isEqualTo(once);
        assertThat(project.query("SELECT idempotency_key || ' ' || (input_hash <> '') FROM main._wadi_receipts"))
                .containsExactly("2026-11 true");
        assertThat(copy("--key", "2026-12").code()).isZero();
        assertThat(copy().code()).isZero();
        assertThat(ids()).containsExactly("1", "1", "1", "2", "2", "2");
    }

    @Test
    void theKeyOfAnotherCommandIsRefused() {
        assertThat(copy("--key", "a").code()).isZero();

        Outcome other = copy("--key", "a", "-o", "csv.delimiter=;");

        assertThat(other.code()).isEqualTo(1);
        assertThat(other.err()).contains("the key 'a' is that of load", "read something else", "--key");
        assertThat(ids()).containsExactly("1", "2");
        assertThat(copy("--key", " ").err()).contains("--key is ' '");
        assertThat(copy("--key", "run 1").code()).isEqualTo(2);
    }

    @Test
    void toHaveFoundNothingIsAnOutcomeToo() {
        project.file("none.jsonl", "");
        String[] none = {"copy", home.resolve("none.jsonl").toString(), project.database.toString(), "--key", "a"};
        Outcome first = project.wadi(none);
        assertThat(first.code()).as(first.err()).isZero();

        project.file("none.jsonl", "{\"id\":1}\n");

        assertThat(project.wadi(none).code()).isZero();
        assertThat(project.query("SELECT table_name FROM duckdb_tables() WHERE table_name = 'none'"))
                .isEmpty();
    }

    @Test
    void aFileWhoseReceiptsKnowNoInputIsGoneOnWith() {
        assertThat(copy("--key", "a").code()).isZero();
        change("ALTER TABLE main._wadi_receipts DROP COLUMN input_hash");

        Outcome again = copy("--key", "a");
        Outcome next = copy("--key", "b");

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(next.code()).as(next.err()).isZero();
        assertThat(ids()).containsExactly("1", "1", "2", "2");
        assertThat(project.query(
                        "SELECT idempotency_key FROM main._wadi_receipts WHERE input_hash IS NOT NULL ORDER BY 1"))
                .containsExactly("b");
    }

    @Test
    void whatAnInterruptedRunLeftIsNotTakenForTheRunOfAKey() {
        assertThat(project.wadi("extract", "orders").code()).isZero();

        Outcome keyed = orders.run("--key", "a");
        Outcome again = orders.run("--key", "a");

        assertThat(keyed.code()).as(keyed.err()).isZero();
        assertThat(again.out()).contains("loaded before");
    }

    @Test
    void aDeploymentsKeyIsInTheBooksAndInTheReceipt() throws IOException {
        project.flow();
        project.file("deployments.yaml", """
                deployments:
                  - name: nightly
                    pipeline: orders
                  - name: daily
                    pipeline: orders
                """);
        String destination = "--destination=duckdb://" + project.database;
        Outcome first = project.wadi("run", "nightly", "--key", "a", destination);
        assertThat(first.code()).as(first.err()).isZero();

        Outcome again = project.wadi("run", "nightly", "--key", "a", destination);

        assertThat(again.code()).as(again.err()).isZero();
        assertThat(again.out()).contains("orders was done before under this key, by run");
        assertThat(project.query("SELECT idempotency_key FROM shop._wadi_receipts"))
                .containsExactly("nightly: a");
        Durable.remove(home.resolve("work"));
        assertThat(project.wadi("run", "nightly", "--key", "a", destination).out())
                .contains("loaded before, under the same key");
        Outcome clash = project.wadi("run", "nightly", "--key", "a", "--resources", "orders", destination);
        assertThat(clash.code()).as(clash.err()).isEqualTo(2);
        assertThat(clash.err()).contains("the key is that of run");
        Outcome daily = project.wadi("run", "daily", "--key", "a", destination);
        assertThat(daily.code()).as(daily.err()).isZero();
        assertThat(project.query("SELECT idempotency_key FROM shop._wadi_receipts ORDER BY 1"))
                .containsExactly("daily: a", "nightly: a");
    }
}
