package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Cancelled;
import io.wadi.model.ColumnPage;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One table, several readers: the same rows in the same order, of the same moment. */
class ParallelPagesTest {
    private static final String DATABASE = "parallel_readers";
    private static final int ROWS = 120_000;

    @TempDir
    private Path home;

    @BeforeAll
    static void create() {
        Postgres.shared().database(DATABASE);
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE few AS SELECT 1 AS id",
                        "CREATE TABLE none (id int)",
                        "CREATE VIEW seen AS SELECT * FROM few");
        create("many");
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    private static List<Long> ids(Pages pages) {
        List<Long> ids = new ArrayList<>();
        for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
            ColumnPage rows = (ColumnPage) page.get();
            assertThat(rows.origin().first()).isEqualTo(ids.size() + 1);
            for (int row = 0; row < rows.records(); row++) {
                ids.add(rows.rows().vectors().get(0).longAt(row));
            }
        }
        return ids;
    }

    private static List<Long> all() {
        return LongStream.rangeClosed(1, ROWS).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void theRowsComeInTheOrderOfTheTable(Snapshot.Road road) {
        SqlTable table = Reads.reflect(source(), Reads.request("many")).get(0);
        List<String> warnings = new ArrayList<>();
        try (Snapshot snapshot = new Snapshot("shop", source(), road);
                Pages pages = table.open(Reads.extraction(Optional.empty()), snapshot, warnings::add, 3)) {
            assertThat(ids(pages)).isEqualTo(all());
            assertThat(pages.next()).isEmpty();
        }
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("column n of table public.many has 2 values that no destination holds");
    }

    @Test
    void readersSeeTheMomentOfTheirSnapshotWheneverTheyCome() throws Exception {
        List<SqlTable> tables = Reads.reflect(source(), Reads.request("few"), Reads.request("many"));
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages few = tables.get(0).open(Reads.extraction(Optional.empty()), snapshot, w -> {}, 2);
                Connection other =
                        DriverManager.getConnection(Postgres.shared().url(DATABASE), Postgres.USER, Postgres.USER);
                Statement meanwhile = other.createStatement()) {
            assertThat(ids(few)).containsExactly(1L);
            meanwhile.execute("DELETE FROM many WHERE id % 2 = 0");
            meanwhile.execute("INSERT INTO many SELECT -i, repeat('y', 150), 0 FROM generate_series(1, 50000) i");
            try (Pages many = tables.get(1).open(Reads.extraction(Optional.empty()), snapshot, w -> {}, 4)) {
                assertThat(ids(many)).isEqualTo(all());
            } finally {
                meanwhile.execute("DROP TABLE many");
                create("many");
            }
        }
    }

    private static void create(String table) {
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE " + table
                                + " AS SELECT i AS id, repeat('x', 150) AS x, CASE WHEN i % 50000 = 0 THEN"
                                + " numeric 'NaN' ELSE i END AS n FROM generate_series(1, " + ROWS + ") i");
    }

    @Test
    void aConditionHoldsInEachPart() {
        SqlTable table = Reads.reflect(
                        source(),
                        Reads.request("many", List.of("x"), Optional.of("id % 3 = 0 OR id % 3 = 1"), Hints.NONE))
                .get(0);
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages pages = table.open(Reads.extraction(Optional.empty()), snapshot, w -> {}, 2)) {
            assertThat(ids(pages))
                    .isEqualTo(all().stream().filter(id -> id % 3 != 2).toList());
        }
    }

    @Test
    void anEmptyTableHasNoRows() {
        SqlTable table = Reads.reflect(source(), Reads.request("none")).get(0);
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages pages = table.open(Reads.extraction(Optional.empty()), snapshot, w -> {}, 4)) {
            assertThat(pages.next()).isEmpty();
        }
    }

    @Test
    void theFirstFailureInTheOrderOfTheTableIsTold() {
        SqlTable table = Reads.reflect(
                        source(),
                        Reads.request(
                                "many",
                                List.of("x"),
                                Optional.of("1 / (id - 119000) + 1 / (id - 60000) < 2"),
                                Hints.NONE))
                .get(0);
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages pages = table.open(Reads.extraction(Optional.empty()), snapshot, w -> {}, 4)) {
            assertThatThrownBy(() -> ids(pages))
                    .isInstanceOf(TerminalFailure.class)
                    .hasMessageContaining("SQLSTATE 22012")
                    .extracting(e -> ((Failure) e).explanation().at().orElseThrow())
                    .asString()
                    .matches("table public.many of connection shop, blocks from (1024|1536)");
        }
    }

    @Test
    void leavingEarlyEndsTheReadersAndNotTheSnapshot() {
        List<SqlTable> tables = Reads.reflect(source(), Reads.request("many"), Reads.request("few"));
        try (Snapshot snapshot = new Snapshot("shop", source())) {
            try (Pages many = tables.get(0).open(Reads.extraction(Optional.empty()), snapshot, w -> {}, 3)) {
                assertThat(many.next()).isPresent();
            }
            assertThat(Thread.getAllStackTraces().keySet())
                    .noneMatch(thread -> thread.getName().startsWith("wadi-reader"));
            try (Pages few = tables.get(1).open(Reads.extraction(Optional.empty()), snapshot, w -> {})) {
                assertThat(ids(few)).containsExactly(1L);
            }
        }
    }

    @Test
    void cancellingEndsReadersThatWaitForTheDatabase() {
        SqlTable table = Reads.reflect(
                        source(),
                        Reads.request(
                                "many", List.of("x"), Optional.of("id < 100 OR pg_sleep(60) IS NULL"), Hints.NONE))
                .get(0);
        Deadline deadline = Deadline.none();
        try (Snapshot snapshot = new Snapshot("shop", source());
                Pages pages = table.open(new Extraction(Optional.empty(), Reads.NOW, deadline), snapshot, w -> {}, 2)) {
            Thread cancelling = new Thread(() -> {
                String sleeping = "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep' AND datname = '"
                        + DATABASE + "'";
                while (!Postgres.shared().ask(DATABASE, sleeping).orElse("").equals("2")) {
                    Thread.onSpinWait();
                }
                deadline.cancel("stopped by the test");
            });
            cancelling.start();

            assertThatThrownBy(() -> ids(pages)).isInstanceOf(Cancelled.class).hasMessage("stopped by the test");
        }
    }

    @Test
    void whereOneMustReadItIsSaid() {
        Cursor cursor = new Cursor(
                "id", Optional.empty(), Optional.empty(), 0, Cursor.Missing.RAISE, Cursor.Duplicates.BOUNDARY);

        assertThat(one(source(), Reads.request("seen"))).endsWith("it is a view, has partitions, or lies elsewhere");
        assertThat(one(source(), Reads.request("few", Reads.cursor(cursor))))
                .isEqualTo(
                        "table public.few of connection shop is read by one reader in spite of parallel: its rows come"
                                + " in the order of the cursor id");
        Database duck = new Database("shop", "jdbc:duckdb:" + home.resolve("shop.duckdb"), Optional.empty());
        try (Connection open = duck.getConnection();
                Statement statement = open.createStatement()) {
            statement.execute("CREATE TABLE few AS SELECT 1 AS id");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        assertThat(one(duck, Reads.request("few"))).endsWith("only PostgreSQL lets several connections see one moment");
    }

    private static String one(Database source, TableRequest request) {
        SqlTable table = Reads.reflect(source, request).get(0);
        List<String> warnings = new ArrayList<>();
        try (Snapshot snapshot = new Snapshot("shop", source);
                Pages pages = table.open(Reads.extraction(Optional.empty()), snapshot, warnings::add, 2)) {
            assertThat(ids(pages)).containsExactly(1L);
        }
        assertThat(warnings).hasSize(1);
        return warnings.get(0);
    }
}
