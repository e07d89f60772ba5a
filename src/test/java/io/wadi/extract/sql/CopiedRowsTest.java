package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cursor;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.testing.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a copy may not change: transactions, failures, limits. */
class CopiedRowsTest {
    private static final String DATABASE = "copied_rows";

    @BeforeAll
    static void create() {
        Postgres.shared().database(DATABASE);
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE many AS SELECT i AS id, repeat('x', 100) AS x FROM generate_series(1, 100000) i",
                        "CREATE VIEW breaks AS SELECT id, 1000 / (70000 - id) AS x FROM many");
    }

    @AfterEach
    void drop() {
        Postgres.shared().execute(DATABASE, "DROP TABLE IF EXISTS t");
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    private static Pages open(SqlTable table, Snapshot snapshot, List<String> warnings) {
        return table.open(Reads.extraction(Optional.empty()), snapshot, warnings::add);
    }

    @ParameterizedTest
    @EnumSource
    void tablesOneAfterAnotherShowTheSameMoment(Snapshot.Road road) {
        Postgres.shared().execute(DATABASE, "CREATE TABLE t AS SELECT 1 AS id");
        List<SqlTable> tables = Reads.reflect(source(), Reads.request("many"), Reads.request("t"));
        try (Snapshot snapshot = new Snapshot("shop", source(), road)) {
            try (Pages first = open(tables.get(0), snapshot, new ArrayList<>())) {
                for (int page = 0; page < 5; page++) {
                    assertThat(first.next()).isPresent();
                }
                assertThat(first.next()).isEmpty();
                assertThat(first.next()).isEmpty();
            }
            Postgres.shared().execute(DATABASE, "INSERT INTO t VALUES (2)");

            try (Pages second = open(tables.get(1), snapshot, new ArrayList<>())) {
                assertThat(second.next().map(Page::records)).contains(1);
                assertThat(second.next()).isEmpty();
            }
        }
    }

    @Test
    void oneThatIsLeftEarlyEndsAtTheDatabaseAndTakesTheSnapshotAlong() {
        List<SqlTable> tables = Reads.reflect(source(), Reads.request("many"));
        try (Snapshot snapshot = new Snapshot("shop", source())) {
            try (Pages first = open(tables.get(0), snapshot, new ArrayList<>())) {
                assertThat(first.next()).isPresent();
            }

            try (Pages second = open(tables.get(0), snapshot, new ArrayList<>())) {
                assertThatThrownBy(second::next).isInstanceOf(TransientFailure.class);
            }
        }
        String copying =
                "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'COPY%' AND datname = '" + DATABASE + "'";
        while (!Postgres.shared().ask(DATABASE, copying).orElse("").equals("0")) {
            Thread.onSpinWait();
        }
    }

    private static Cursor sorted(Cursor cursor) {
        return new Cursor(
                cursor.path(),
                cursor.range(),
                cursor.function(),
                Cursor.RowOrder.ASC,
                cursor.lag(),
                cursor.onMissing(),
                cursor.duplicates(),
                cursor.primaryKey(),
                false);
    }

    @Test
    void rowsInAnOrderMayBeLeftEarly() {
        Cursor cursor = new Cursor(
                "id", Optional.empty(), Optional.empty(), 0, Cursor.Missing.RAISE, Cursor.Duplicates.BOUNDARY);
        TableRequest plain = Reads.request("many", Reads.cursor(cursor));
        TableRequest inOrder = Reads.request("many", Reads.cursor(sorted(cursor)));
        List<SqlTable> tables = Reads.reflect(source(), plain, inOrder);

        assertThat(tables)
                .extracting(table ->
                        table.query(Reads.extraction(Optional.empty())).copied().isPresent())
                .containsExactly(true, false);
    }

    @ParameterizedTest
    @EnumSource
    void anErrorInTheMiddleIsToldWithItsPlace(Snapshot.Road road) {
        SqlTable table = Reads.reflect(source(), Reads.request("breaks")).get(0);
        try (Snapshot snapshot = new Snapshot("shop", source(), road);
                Pages pages = open(table, snapshot, new ArrayList<>())) {
            assertThat(pages.next()).isPresent();

            assertThatThrownBy(() -> {
                        while (pages.next().isPresent()) {
                            assertThat(pages).isNotNull();
                        }
                    })
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageContaining("SQLSTATE 22012")
                    .extracting(e -> ((Failure) e).explanation().at().orElseThrow())
                    .isEqualTo("table public.breaks of connection shop, after row 61440");
        }
    }

    @Test
    void aTimeLimitKeepsReadingByFetches() throws Exception {
        Database limited = Reads.database(Postgres.shared().url(DATABASE) + "?options=-c%20statement_timeout=60000");

        try (Snapshot free = new Snapshot("shop", source());
                Snapshot held = new Snapshot("shop", limited)) {
            assertThat(CopiedRows.canRead(free.connection())).isTrue();
            assertThat(CopiedRows.canRead(held.connection())).isFalse();
        }
        assertThat(Reads.rows(limited, Reads.request("many"), new ArrayList<>()))
                .hasSize(100_000);
    }

    @Test
    void aConditionWithAQuestionMarkIsFetched() {
        Postgres.shared().execute(DATABASE, "CREATE TABLE t AS SELECT 1 AS id, '{\"a\": 1}'::jsonb AS j");
        TableRequest request = Reads.request("t", List.of(), Optional.of("j ? 'a'"), Hints.NONE);
        SqlTable table = Reads.reflect(source(), request).get(0);

        assertThat(table.query(Reads.extraction(Optional.empty())).copied()).isEmpty();
        assertThat(Reads.rows(source(), request, new ArrayList<>())).containsExactly(List.of("1", "{\"a\":1}"));
    }
}
