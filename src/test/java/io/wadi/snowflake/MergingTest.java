package io.wadi.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Longer statements over tables with full names, as loads are made of. */
class MergingTest {
    private static final String T = "\"RAW\".\"ORDERS\"";
    private static final String N = "\"RAW\".\"_WADI_NEW_1.5_orders\"";

    private SnowflakeServer server;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        server = SnowflakeServer.start().user("loader", "secret");
        connection = Driver.connect(server, "loader", "secret");
        run("CREATE SCHEMA IF NOT EXISTS \"RAW\"");
        String columns = " (\"ID\" NUMBER(19,0), \"V\" VARCHAR, \"AT\" TIMESTAMP_LTZ, \"J\" VARIANT, \"GONE\" BOOLEAN";
        run("CREATE TABLE IF NOT EXISTS " + T + columns + ")");
        run("CREATE TEMPORARY TABLE " + N + columns + ", \"_WADI_ROW\" NUMBER(19,0) NOT NULL)");
        run("INSERT INTO " + T + " (\"ID\", \"V\") VALUES (1, 'old'), (2, 'old'), (3, 'old')");
        run("INSERT INTO " + N + " SELECT 1, 'new', '2024-01-01 00:00:00.000001 +00:00'::TIMESTAMP_LTZ(6),"
                + " PARSE_JSON('{\"a\":{\"b\":2}}'), NULL, 1 UNION ALL SELECT 1, 'newest', NULL, NULL, FALSE, 2"
                + " UNION ALL SELECT 2, NULL, NULL, NULL, TRUE, 3 UNION ALL SELECT 4, 'four', NULL, NULL, NULL, 4");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.close();
    }

    @Test
    void keepsTheLastOfEachKeyAndMerges() throws SQLException {
        run("BEGIN");
        assertThat(run("DELETE FROM " + N + " WHERE \"_WADI_ROW\" IN (SELECT r FROM (SELECT \"_WADI_ROW\" AS r,"
                        + " row_number() OVER (PARTITION BY \"ID\" ORDER BY \"AT\" ASC NULLS LAST, \"_WADI_ROW\" DESC) > 1"
                        + " AS dropped FROM " + N + ") WHERE dropped)"))
                .isEqualTo(1);
        assertThat(run("DELETE FROM " + N
                        + " WHERE \"_WADI_ROW\" IN (SELECT r FROM (SELECT \"_WADI_ROW\" AS r, \"ID\" >="
                        + " min(\"ID\") OVER (PARTITION BY \"V\" ORDER BY \"_WADI_ROW\" ROWS BETWEEN 1 FOLLOWING AND"
                        + " UNBOUNDED FOLLOWING) AS dropped FROM " + N + ") WHERE dropped)"))
                .isZero();
        assertThat(run("MERGE INTO " + T + " USING " + N + " n ON n.\"ID\" = " + T + ".\"ID\""
                        + " WHEN MATCHED AND (COALESCE(n.\"GONE\", FALSE)\n) THEN DELETE"
                        + " WHEN MATCHED AND (n.\"V\" IS DISTINCT FROM " + T
                        + ".\"V\") THEN UPDATE SET \"V\" = n.\"V\","
                        + " \"AT\" = n.\"AT\", \"J\" = n.\"J\" WHEN NOT MATCHED THEN INSERT (\"ID\", \"V\") VALUES (n.\"ID\","
                        + " n.\"V\")"))
                .isEqualTo(3);
        run("COMMIT");
        assertThat(server.rows("SELECT id, v, typeof(j) AS j FROM raw.orders ORDER BY id"))
                .extracting(row -> row.get("ID") + " " + row.get("V") + " " + row.get("J"))
                .containsExactly("1 new OBJECT", "3 old null", "4 four null");
    }

    @Test
    void updatesAndDeletesByOtherTables() throws SQLException {
        assertThat(run("UPDATE " + T
                        + " SET \"V\" = p.v, \"GONE\" = TRUE FROM (SELECT \"ID\" AS id, max(\"V\") AS v FROM " + N
                        + " GROUP BY \"ID\") p WHERE p.id = " + T + ".\"ID\" AND " + T + ".\"GONE\" IS NULL"))
                .isEqualTo(2);
        assertThat(run("DELETE FROM " + T + " WHERE NOT EXISTS (SELECT 1 FROM " + N + " o WHERE o.\"ID\" = " + T
                        + ".\"ID\"" + " AND o.\"GONE\" = TRUE)"))
                .isEqualTo(2);
        assertThat(run("INSERT INTO " + T
                        + " (\"ID\", \"V\", \"AT\") SELECT \"ID\", \"V\", '2024-01-01 00:00:00'::TIMESTAMP_LTZ"
                        + " FROM " + N + " WHERE NOT EXISTS (SELECT 1 FROM " + T + " o WHERE o.\"ID\" = " + N
                        + ".\"ID\")"))
                .isEqualTo(3);
        assertThat(server.rows("with a as (select count(*) as n from raw.orders) select n from a"))
                .containsExactly(Map.of("N", new BigDecimal(4)));
    }

    @Test
    void comparesAndSetsWithBinds() throws SQLException {
        run(
                "CREATE TABLE \"RAW\".\"_WADI_HEADS\" (\"P\" VARCHAR NOT NULL, \"HEAD\" VARCHAR NOT NULL, \"AT\" TIMESTAMP_LTZ)");
        for (int i = 0; i < 2; i++) {
            prepared(
                    "MERGE INTO \"RAW\".\"_WADI_HEADS\" h USING (SELECT ? AS \"P\") n ON h.\"P\" = n.\"P\" WHEN NOT MATCHED"
                            + " THEN INSERT (\"P\", \"HEAD\") VALUES (n.\"P\", '')",
                    1 - i,
                    "it's");
        }
        Instant at = Instant.parse("2024-01-01T00:00:00.123456Z");
        String move = "UPDATE \"RAW\".\"_WADI_HEADS\" SET \"HEAD\" = ?, \"AT\" = ? WHERE \"P\" = ? AND \"HEAD\" = ?";
        prepared(move, 1, "1704067200.1", Timestamp.from(at), "it's", "");
        prepared(move, 0, "1704067200.2", Timestamp.from(at), "it's", "");
        assertThat(server.rows(
                        "select head, at from raw._wadi_heads order by try_cast(head as double) desc nulls last"))
                .containsExactly(Map.of("HEAD", "1704067200.1", "AT", at));
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT \"HEAD\", \"AT\" FROM \"RAW\".\"_WADI_HEADS\" WHERE \"P\" = ? AND \"HEAD\" <> '' LIMIT 1")) {
            statement.setString(1, "it's");
            try (ResultSet row = statement.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getTimestamp(2).toInstant()).isEqualTo(at);
            }
        }
    }

    private void prepared(String sql, int expected, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            assertThat(statement.executeUpdate()).isEqualTo(expected);
        }
    }

    private long run(String sql) throws SQLException {
        return Driver.run(connection, sql);
    }
}
