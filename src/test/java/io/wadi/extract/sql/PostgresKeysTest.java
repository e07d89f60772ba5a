package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.FileLedger;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Parents;
import io.wadi.model.Value;
import io.wadi.testing.Postgres;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** All keys of a table, beside its new rows. */
class PostgresKeysTest {
    private static final String DATABASE = "keys";

    @Test
    void areThoseOfTheRowsSnapshotWhateverIsNew() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE t (v text, n int NOT NULL, id bigint, at date, PRIMARY KEY (at, id))",
                        "INSERT INTO t SELECT 'v', n, n, '2024-01-01' FROM generate_series(1, 50000) n");
        Database source = Reads.database(Postgres.shared().url(DATABASE));
        try (Snapshot snapshot = new Snapshot("shop", source)) {
            Cursor cursor = new Cursor(
                    "n", Optional.empty(), Optional.empty(), 0, Cursor.Missing.RAISE, Cursor.Duplicates.BOUNDARY);
            SqlTable table = Reads.reflect(source, Reads.request("t", Reads.cursor(cursor)))
                    .get(0);
            Extraction extraction = new Extraction(
                    table.hints(),
                    Optional.of(new Value.Whole(49_999)),
                    new FileLedger(Map.of()),
                    Parents.NONE,
                    warning -> {},
                    Reads.NOW,
                    Deadline.none());

            assertThat(count(table.open(extraction, snapshot, warning -> {}), "v, n, id, at"))
                    .isEqualTo(2);
            Postgres.shared()
                    .execute(DATABASE, "DELETE FROM t WHERE n < 100", "INSERT INTO t VALUES ('', 0, 0, now())");
            assertThat(count(table.keys(extraction, snapshot), "at, id")).isEqualTo(50_000);
        }
    }

    private static int count(Pages pages, String columns) {
        int records = 0;
        try (pages) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                assertThat(((ColumnPage) page.get()).columns().stream().map(Column::name))
                        .containsExactly(columns.split(", "));
                records += page.get().records();
            }
        }
        return records;
    }
}
