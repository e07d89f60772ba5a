package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Postgres;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source that asks one database by several calls. */
class CalledTwiceTest {
    private static final String DATABASE = "called_twice";

    @TempDir
    private Path home;

    private Example example;

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE customers (id int PRIMARY KEY, deleted_at date)",
                        "CREATE TABLE order_lines (order_id int)",
                        "CREATE TABLE prices (price int)",
                        "CREATE TABLE countries (code text)");
    }

    @BeforeEach
    void open() {
        example = new Example(home, "sql-merge");
        example.set("CONNECTION_SHOP_URL", Postgres.shared().url(DATABASE));
        example.set("CONNECTION_SHOP_USER", Postgres.USER);
        example.set("SHOP_PASSWORD", "x");
    }

    @AfterEach
    void close() {
        example.close();
    }

    @Test
    void theCallThatIsMeantIsNamed() {
        int line = example.lineOf("tables: prices");
        example.change("tables: prices", "tables: pricess");
        assertThat(example.run().err())
                .contains("no table pricess", "sql-merge.camel.yaml:" + (line - 4), "did you mean prices?");
    }

    @Test
    void anOptionIsNamedByItsLine() {
        int line = example.lineOf("mergeKey: order_id");
        example.change("mergeKey: order_id", "mergeKey: orderid");
        assertThat(example.run().err()).contains("names orderid", "sql-merge.camel.yaml:" + line + " ");
    }

    @Test
    void oneTableTwiceIsRefused() {
        example.change("tables: countries", "tables: prices");
        assertThat(example.run().err()).contains("source merged has resource prices twice");
    }
}
