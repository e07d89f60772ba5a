package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Cursor;
import io.wadi.model.Value;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another driver than PostgreSQL's. */
class DuckDbAsSourceTest {
    @TempDir
    private Path home;

    @Test
    void itsTypesKeysAndCursorsWorkToo() throws Exception {
        String url = "jdbc:duckdb:" + home.resolve("shop.duckdb");
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE "odd Orders" (id INTEGER PRIMARY KEY, price DECIMAL(10,2), tz TIMESTAMPTZ, ts TIMESTAMP,
                      d DATE, t TIME, tags VARCHAR[], j JSON, u UUID, b BLOB, ok BOOLEAN, f DOUBLE, span INTERVAL)""");
            statement.execute("""
                    INSERT INTO "odd Orders" VALUES
                      (1, 9.99, '2024-01-01 00:00:00+00', '2024-01-01', '2024-01-01', '01:00:00', ['a b'], '{"a": 1}',
                       '6e2f5ab8-9f3d-4c0e-a6d5-111111111111', '\\xFF', true, 0.5, INTERVAL 1 DAY),
                      (2, NULL, NULL, NULL, '2024-03-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)""");
        }
        Database source = new Database("shop", url, Optional.empty());
        List<String> warnings = new ArrayList<>();
        TableRequest all = Reads.request("main.\"odd Orders\"");

        List<List<String>> rows = Reads.rows(source, all, warnings);

        assertThat(rows.get(0))
                .containsExactly(
                        "1",
                        "9.99",
                        "1704067200000000",
                        "1704067200000000",
                        String.valueOf(LocalDate.of(2024, 1, 1).toEpochDay()),
                        "3600000000",
                        "[\"a b\"]",
                        "{\"a\":1}",
                        "6e2f5ab8-9f3d-4c0e-a6d5-111111111111",
                        "ff",
                        "1",
                        "0.5",
                        "1 day");
        assertThat(rows.get(1)).startsWith("2", "null").containsSequence("null", "null");
        assertThat(warnings)
                .containsExactly("column span of table main.odd Orders has type interval, which has no"
                        + " counterpart: it is loaded as text");
        assertThat(Reads.reflect(source, all).get(0).hints().primaryKey()).containsExactly("id");
        TableRequest since = Reads.request(
                "main.\"odd Orders\"",
                Reads.cursor(new Cursor(
                        "d",
                        Optional.of(new Value.Text("2024-02-01")),
                        Optional.empty(),
                        0,
                        Cursor.Missing.RAISE,
                        Cursor.Duplicates.BOUNDARY)));
        assertThat(Reads.rows(source, since, Optional.of(new Value.Text("2024-02-01")), warnings))
                .extracting(row -> row.get(0))
                .containsExactly("2");
    }
}
