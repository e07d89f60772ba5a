package io.wadi.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PUT, COPY, LIST and REMOVE through the real driver. */
class CopyIntoTest {
    private static final String PARQUET =
            " file_format = (type = parquet use_logical_type = true binary_as_text = false)";

    @TempDir
    private Path folder;

    private SnowflakeServer server;
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        server = SnowflakeServer.start().user("loader", "secret");
        connection = Driver.connect(server, "loader", "secret");
        run("create table t (id number(19,0) not null, v varchar, j variant, b binary, ts timestamp_ltz, \"x\" int)");
        run("create stage if not exists s");
        parquet(
                "one.parquet",
                "1::bigint as ID, 'a' as V, '{\"k\":1}' as J, '\\xFF'::blob as B,"
                        + " '2024-01-01 00:00:00+00'::timestamptz as TS");
        parquet("two.parquet", "2::bigint as ID, 'b' as V, '[1]' as J, NULL::blob as B, NULL::timestamptz as TS");
        run("put 'file://" + folder
                + "/*.parquet' '@\"WADI\".\"PUBLIC\".\"S\"/p/load' parallel = 8 auto_compress = false"
                + " overwrite = true");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        server.close();
    }

    @Test
    void loadsEachFileOnceUnlessForced() throws SQLException {
        String copy = "copy into t from @s/p/load/" + PARQUET + " match_by_column_name = case_insensitive";
        assertThat(run(copy)).isEqualTo(2);
        assertThat(run(copy)).isZero();
        assertThat(query(copy)).containsExactly(List.of("Copy executed with 0 files processed."));
        assertThat(run(copy + " force = true")).isEqualTo(2);
        run("delete from t");
        assertThat(run(copy)).isZero();
        run("truncate table t");
        assertThat(run(copy)).isEqualTo(2);
    }

    @Test
    void keepsTheHistoryWithTheTransaction() throws SQLException {
        String copy = "copy into t from @s/p/load/" + PARQUET + " match_by_column_name = case_insensitive";
        run("begin");
        assertThat(run(copy)).isEqualTo(2);
        assertThat(run(copy)).isZero();
        run("rollback");
        assertThat(server.rows("select * from t")).isEmpty();
        assertThat(run(copy)).isEqualTo(2);
    }

    @Test
    void makesStringsOfJsonUnlessItIsParsed() throws SQLException {
        run("copy into t from '@s/p/load'" + PARQUET
                + " match_by_column_name = case_insensitive files = ('one.parquet')");
        assertThat(server.rows("select j, typeof(j) as k, b, x, ts from (select t.*, \"x\" as x from t)"))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .containsEntry("J", "\"{\\\"k\\\":1}\"")
                        .containsEntry("K", "VARCHAR")
                        .containsEntry("B", "FF")
                        .containsEntry("X", null)
                        .containsEntry("TS", java.time.Instant.parse("2024-01-01T00:00:00Z")));
        run("delete from t");
        run(
                "copy into t (id, j, \"x\", v) from (select $1:ID::number(19,0), parse_json($1:J), $1:id::int, $1:V::varchar"
                        + " from @s/p/load/) files = ('two.parquet', 'one.parquet')" + PARQUET + " force = true");
        assertThat(server.rows("select id, typeof(j) as j, \"x\" as x, j:k as k from t order by id"))
                .satisfiesExactly(
                        row -> assertThat(row)
                                .containsEntry("J", "OBJECT")
                                .containsEntry("X", null)
                                .containsEntry("K", "1"),
                        row -> assertThat(row).containsEntry("J", "ARRAY").containsEntry("ID", new BigDecimal(2)));
    }

    @Test
    void refusesOptionsPathsAndFilesThatItDoesNotKnow() throws SQLException {
        refused("copy into t from @s/p" + PARQUET + " match_by_column_name = case_insensitive speed = high", 1420);
        refused("copy into t from @s/p" + PARQUET + " match_by_column_name = case_insensitive pattern = '.*'", 2);
        refused("copy into t from @s/p" + PARQUET + " match_by_column_name = sometimes", 1008);
        refused("copy into t from @s/p" + PARQUET, 2019);
        refused("copy into t from @s/p file_format = (type = csv)", 1008);
        refused(
                "copy into t (id) from (select $1:ID::int from @s/p)" + PARQUET
                        + " match_by_column_name = case_insensitive",
                2019);
        refused("copy into t from @s/../x" + PARQUET + " match_by_column_name = case_insensitive", 1008);
        refused(
                "copy into t from @s/p/load files = ('../../x')" + PARQUET + " match_by_column_name = case_insensitive",
                1008);
        refused(
                "copy into t from @s/p/load files = ('three')" + PARQUET + " match_by_column_name = case_insensitive",
                91016);
        refused("copy into t from @nope/p" + PARQUET, 2003);
        refused("copy into nope from @s/p" + PARQUET, 2003);
        refused("put 'file://" + folder + "/one.parquet' @s/../../x", 1008);
        refused("copy into t (ts) from (select $1:TS::timestamp_ltz from @s/p) file_format = (type = parquet)", 2);
        refused("copy into t (v) from (select $1:V::varchar from @s/p)" + PARQUET, 100072);
        assertThat(server.rows("select * from t")).isEmpty();
    }

    @Test
    void listsAndRemovesFiles() throws SQLException {
        run("put file://" + folder + "/one.parquet @%t auto_compress=false");
        run("put file://" + folder + "/one.parquet @~/mine");
        assertThat(query("list @s/p"))
                .extracting(row -> row.get(0))
                .containsExactly("s/p/load/one.parquet", "s/p/load/two.parquet");
        assertThat(server.stagedFiles())
                .extracting(Path::toString)
                .containsExactlyInAnyOrder(
                        "WADI/PUBLIC/S/p/load/one.parquet",
                        "WADI/PUBLIC/S/p/load/two.parquet",
                        "WADI/PUBLIC/%T/one.parquet",
                        "users/loader/mine/one.parquet");
        assertThat(query("remove @s/p/load/o")).hasSize(1);
        assertThat(query("list '@s'")).hasSize(1);
    }

    @Test
    void findsTemporaryTablesByTheirFullNames() throws SQLException {
        run("create temporary table public.w (id int, r int)");
        run("begin");
        run("copy into public.w (id, r) from (select $1:ID::int, 7 from @s/p/load/)" + PARQUET);
        run("delete from wadi.public.w where not exists (select 1 from (select 2 as i) o where o.i = public.w.id)");
        run("insert into t (id, v) select w.id, 'w' from public.w as w");
        run("commit");
        assertThat(server.rows("select id, v from t")).containsExactly(Map.of("ID", new BigDecimal(2), "V", "w"));
        refused("create temporary table w (id int)", 2002);
        connection.close();
        connection = Driver.connect(server, "loader", "secret");
        refused("select * from w", 2003);
    }

    private void parquet(String file, String columns) throws SQLException {
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("copy (select " + columns + ") to '" + folder.resolve(file) + "' (format parquet)");
        }
    }

    private List<List<String>> query(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<List<String>> rows = new ArrayList<>();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                    row.add(found.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private long run(String sql) throws SQLException {
        return Driver.run(connection, sql);
    }

    private void refused(String sql, int code) {
        Driver.refused(connection, sql, code);
    }
}
