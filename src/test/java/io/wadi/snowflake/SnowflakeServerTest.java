package io.wadi.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server through the real driver: names, types, DDL, rows. */
class SnowflakeServerTest {
    private SnowflakeServer server;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        server = SnowflakeServer.start().user("loader", "secret");
        connection = Driver.connect(server, "loader", "secret");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        assertThat(server.openSessions()).isZero();
        server.close();
    }

    @Test
    void foldsNamesAndKeepsQuotedOnesApart() throws SQLException {
        run("create table t (a int, \"a\" varchar(3), \"Mixed Case\" boolean)");
        run("insert into T values (1, 'x', true)");
        assertThat(server.rows("select A, \"a\", \"Mixed Case\" from t"))
                .containsExactly(Map.of("A", new BigDecimal(1), "a", "x", "Mixed Case", true));
        refused("select b from t", 904);
        refused("select \"A \" from t", 904);
        refused("select * from \"t\"", 2003);
    }

    @Test
    void knowsItsTypes() throws SQLException {
        run(
                "create table t (n number(19,0) not null, d number(38,9), f float, b boolean, v varchar, bin binary, dt date,"
                        + " ti time, ntz timestamp_ntz, ltz timestamp_ltz, j variant)");
        assertThat(server.columns("T").values())
                .containsExactly(
                        "NUMBER(19,0) NOT NULL",
                        "NUMBER(38,9)",
                        "FLOAT",
                        "BOOLEAN",
                        "VARCHAR(16777216)",
                        "BINARY(8388608)",
                        "DATE",
                        "TIME(9)",
                        "TIMESTAMP_NTZ(9)",
                        "TIMESTAMP_LTZ(9)",
                        "VARIANT");
        run(
                "insert into t select 7, 1.5, -2.25, true, 'é', to_binary('00ff','HEX'), '1969-12-31'::date, '23:59:59.123456'::time,"
                        + " '1969-12-31 23:59:59.75'::timestamp_ntz, '2024-01-02 03:04:05.678901+02:00'::timestamp_ltz,"
                        + " parse_json('{\"a\":[1,null]}')");
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select t.*, typeof(j) from t")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(7);
            assertThat(row.getBigDecimal(2)).isEqualTo("1.500000000");
            assertThat(row.getDouble(3)).isEqualTo(-2.25);
            assertThat(row.getBoolean(4)).isTrue();
            assertThat(row.getString(5)).isEqualTo("é");
            assertThat(row.getBytes(6)).containsExactly(0, 0xff);
            assertThat(row.getDate(7)).hasToString("1969-12-31");
            assertThat(row.getString(8)).startsWith("23:59:59");
            assertThat(row.getTimestamp(9).toInstant()).hasToString("1969-12-31T23:59:59.750Z");
            assertThat(row.getTimestamp(10).toInstant()).hasToString("2024-01-02T01:04:05.678901Z");
            assertThat(row.getString(11)).isEqualTo("{\n  \"a\": [\n    1,\n    null\n  ]\n}");
            assertThat(row.getString(12)).isEqualTo("OBJECT");
        }
    }

    @Test
    void bindsValuesAndBatches() throws SQLException {
        run("create table t (a int, b varchar, c timestamp_ltz, d binary)");
        try (PreparedStatement insert = connection.prepareStatement("insert into t (a, b, d) values (?, ?, ?)")) {
            for (int i = 0; i < 5; i++) {
                insert.setInt(1, i);
                insert.setString(2, i == 3 ? null : "it's " + i);
                insert.setBytes(3, new byte[] {(byte) i});
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(5);
        }
        try (PreparedStatement select = connection.prepareStatement("select b from t where a = ? and b = ?")) {
            select.setInt(1, 4);
            select.setString(2, "it's 4");
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
            }
        }
        assertThat(server.rows("select count(*) as n, count(b) as b, max(d) as d from t"))
                .containsExactly(Map.of("N", new BigDecimal(5), "B", new BigDecimal(4), "D", "04"));
    }

    @Test
    void refusesWhatItDoesNotKnow() throws SQLException {
        refused("selec 1", 1003);
        refused("select 1; select 2", 8);
        refused("select frobnicate(1)", 2140);
        refused("select 1 / 3", 1003);
        refused("create table t (a geography)", 2040);
        refused("create table t (a int) with tags", 1003);
        refused("select * from 'x.parquet'", 1003);
        refused("vacuum", 1003);
        refused("use warehouse other", 2003);
        refused("alter session set timezone = 'Europe/Berlin'", 2);
        refused("alter session set speed = 1", 1420);
        refused("select '" + "x".repeat(1 << 20) + "'", 2);
        refused("create table \"" + "x".repeat(256) + "\" (a int)", 2);
        run("create table t (a int, j variant)");
        refused("create table t (a int)", 2002);
        refused("insert into t (a) select 1 returning a", 1003);
        refused("insert into t values (1, 'text')", 2023);
        refused("insert into t values (1, parse_json('1'))", 2014);
        refused("alter table t add column a int", 1430);
    }

    @Test
    void recordsEveryStatementWithItsTag() throws SQLException {
        run("alter session set query_tag = '{\"app\":\"it''s\"}'");
        run("select 1");
        refused("select x", 904);
        Said last = server.statements().get(server.statements().size() - 2);
        assertThat(last.sql()).isEqualTo("select 1");
        assertThat(last.tag()).isEqualTo("{\"app\":\"it's\"}");
        assertThat(server.statements().get(server.statements().size() - 1).failure())
                .contains("000904");
    }

    @Test
    void changesTablesAndTellsOfThem() throws SQLException {
        run("create schema if not exists s");
        run("create transient table if not exists s.t (id int primary key, x varchar(2)) cluster by (id)");
        run("insert into s.t values (1, 'a'), (1, 'b')");
        run("alter table s.t add column if not exists x int, y number(5,2), z varchar(1)");
        run("update s.t set z = 'q', y = 1.25 where x = 'a'");
        refused("update s.t set z = 'qq'", 100078);
        assertThat(server.rows("select table_name, is_transient, clustering_key from wadi.information_schema.tables"))
                .containsExactly(Map.of("TABLE_NAME", "T", "IS_TRANSIENT", "YES", "CLUSTERING_KEY", "LINEAR(ID)"));
        assertThat(server.rows("select column_name from information_schema.columns where table_schema = 'S' order by"
                        + " ordinal_position"))
                .extracting(row -> row.get("COLUMN_NAME"))
                .isEqualTo(List.of("ID", "X", "Y", "Z"));
        run("merge into s.t as d using (select 'a' as k union all select 'c') as n on d.x = n.k"
                + " when matched then update set y = 2.5 when not matched then insert (id, x) values (9, n.k)");
        refused(
                "merge into s.t d using (select 1 as k union all select 1) n on d.id = n.k when matched then delete",
                100090);
        run("delete from s.t using (select 9 as i) as g where s.t.id = g.i");
        assertThat(server.rows("select x, y from s.t qualify row_number() over (partition by id order by x desc) = 1"))
                .containsExactly(row("X", "b", "Y", null));
        run("truncate table s.t");
        run("drop schema s cascade");
        refused("create table u (a int)", 90106);
        refused("create table nope.u (a int)", 2003);
    }

    private static Map<String, Object> row(String first, Object one, String second, Object other) {
        Map<String, Object> row = new java.util.LinkedHashMap<>();
        row.put(first, one);
        row.put(second, other);
        return row;
    }

    private void run(String sql) throws SQLException {
        Driver.run(connection, sql);
    }

    private void refused(String sql, int code) {
        Driver.refused(connection, sql, code);
    }
}
