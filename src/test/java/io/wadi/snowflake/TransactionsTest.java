package io.wadi.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a transaction keeps to itself, what ends it, and how two of them meet at one row. */
class TransactionsTest {
    private SnowflakeServer server;
    private Connection one;
    private Connection two;

    @BeforeEach
    void connect() throws SQLException {
        server = SnowflakeServer.start().user("loader", "secret");
        one = Driver.connect(server, "loader", "secret");
        two = Driver.connect(server, "loader", "secret");
        Driver.run(one, "create table heads (p varchar, head varchar)");
        Driver.run(one, "insert into heads values ('a', '0')");
    }

    @AfterEach
    void close() throws SQLException {
        one.close();
        two.close();
        server.close();
    }

    @Test
    void keepsItsRowsUntilItCommits() throws SQLException {
        Driver.run(one, "begin");
        Driver.run(one, "insert into heads values ('b', '0')");
        assertThat(count(one)).isEqualTo(2);
        assertThat(count(two)).isEqualTo(1);
        Driver.run(one, "rollback");
        assertThat(count(one)).isEqualTo(1);
        one.setAutoCommit(false);
        Driver.run(one, "insert into heads values ('b', '0')");
        assertThat(count(two)).isEqualTo(1);
        one.rollback();
        Driver.run(one, "insert into heads values ('c', '0')");
        one.commit();
        assertThat(count(two)).isEqualTo(2);
    }

    @Test
    void thoseThatWereBegunAreShownByName() throws SQLException {
        Driver.run(one, "begin name a_load");
        try (Statement statement = two.createStatement();
                ResultSet shown = statement.executeQuery("show transactions")) {
            assertThat(shown.next()).isTrue();
            assertThat(shown.getString("name")).isEqualTo("A_LOAD");
            assertThat(shown.getString("user")).isEqualTo("loader");
            assertThat(shown.getLong("id")).isPositive();
            assertThat(shown.next()).isFalse();
        }
        Driver.run(one, "commit");
        try (Statement statement = two.createStatement();
                ResultSet shown = statement.executeQuery("show transactions")) {
            assertThat(shown.next()).isFalse();
        }
    }

    /** Grants are on the tables that are there; one that is replaced keeps them where it says so. */
    @Test
    void grantsCommitAndGoWithTheirTable() throws SQLException {
        String grant = "grant select on all tables in schema PUBLIC to role READERS";
        Driver.refused(one, grant, 2003);
        server.role("READERS");
        Driver.run(one, "begin");
        Driver.run(one, "insert into heads values ('b', '0')");
        Driver.run(one, grant);
        assertThat(count(two)).isEqualTo(2);
        assertThat(server.readable("READERS")).containsExactly("HEADS");
        Driver.run(one, "create or replace table heads clone heads copy grants");
        assertThat(server.readable("READERS")).containsExactly("HEADS");
        Driver.run(one, "create or replace table heads (p varchar)");
        assertThat(server.readable("READERS")).isEmpty();
    }

    @Test
    void isCommittedByDdl() throws SQLException {
        Driver.run(one, "begin transaction");
        Driver.run(one, "insert into heads values ('b', '0')");
        Driver.run(one, "create temporary table if not exists x (a int)");
        Driver.run(one, "rollback");
        assertThat(count(two)).isEqualTo(2);
    }

    @Test
    void readsWhatOthersCommitUntilItsFirstChange() throws SQLException {
        Driver.run(one, "begin");
        assertThat(count(one)).isEqualTo(1);
        Driver.run(two, "insert into heads values ('b', '0')");
        assertThat(count(one)).isEqualTo(2);
    }

    @Test
    void outlivesAStatementThatFails() throws SQLException {
        Driver.run(one, "begin");
        Driver.run(one, "insert into heads values ('b', '0')");
        Driver.refused(one, "insert into heads select 'c', 'x'::int::varchar", 100038);
        Driver.run(one, "insert into heads values ('d', '0')");
        Driver.run(one, "commit");
        assertThat(server.rows("select p from heads order by p"))
                .extracting(row -> row.get("P"))
                .containsExactly("a", "b", "d");
    }

    @Test
    void letsTheSecondToMoveAHeadFindItMoved() throws SQLException, InterruptedException, ExecutionException {
        Driver.run(one, "begin");
        Driver.run(two, "begin");
        assertThat(count(two)).isEqualTo(1);
        assertThat(Driver.run(one, "update heads set head = '1' where p = 'a' and head = '0'"))
                .isEqualTo(1);
        CompletableFuture<Long> moved = CompletableFuture.supplyAsync(() -> {
            try {
                return Driver.run(two, "update heads set head = '2' where p = 'a' and head = '0'");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        Driver.run(one, "commit");
        assertThat(moved.get()).isZero();
        Driver.run(two, "commit");
        assertThat(server.rows("select head from heads")).containsExactly(Map.of("HEAD", "1"));
    }

    @Test
    void refusesALockThatDoesNotComeInTime() throws SQLException {
        Driver.run(two, "alter session set lock_timeout = 0");
        Driver.run(one, "begin");
        Driver.run(one, "update heads set head = '1'");
        Driver.refused(two, "merge into heads h using (select 'a' as p) n on h.p = n.p when matched then delete", 625);
        Driver.refused(two, "truncate table heads", 625);
        one.close();
        assertThat(Driver.run(two, "update heads set head = '2' where head = '0'"))
                .isEqualTo(1);
    }

    @Test
    void doesNotEnforceKeys() throws SQLException {
        Driver.run(one, "create table k (a int primary key, b int unique, constraint c unique (a, b))");
        Driver.run(one, "insert into k values (1, 1), (1, 1)");
        Driver.refused(one, "insert into k values (null, 1)", 100072);
        assertThat(server.rows("select count(*) as n from k")).isEqualTo(List.of(Map.of("N", new BigDecimal(2))));
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from heads")) {
            row.next();
            return row.getInt(1);
        }
    }
}
