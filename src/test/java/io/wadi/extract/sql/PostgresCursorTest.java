package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Extraction;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import io.wadi.testing.Postgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The database reads no more than what is new. */
class PostgresCursorTest {
    private static final String DATABASE = "cursors";

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE t (id int PRIMARY KEY, at timestamptz, ts timestamp, day date, n numeric, name text, ok bool)",
                        "INSERT INTO t VALUES (3, '2024-03-01Z', '2024-03-01', '2024-03-01', 3, 'a', true)",
                        "INSERT INTO t VALUES (1, '2024-01-01Z', '2024-01-01', '2024-01-01', 1, 'Z', true)",
                        "INSERT INTO t VALUES (2, '2024-02-01Z', '2024-02-01', '2024-02-01', 2, '_', true)",
                        "INSERT INTO t VALUES (4, NULL, NULL, NULL, NULL, NULL, NULL)");
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    private static Cursor cursor(String path, Optional<Value> end, Cursor.Missing missing) {
        return new Cursor(path, Optional.empty(), end, 0, missing, Cursor.Duplicates.BOUNDARY);
    }

    private static List<String> ids(Cursor cursor, Optional<Value> start) {
        return Reads.rows(source(), Reads.request("t", Reads.cursor(cursor)), start, new ArrayList<>()).stream()
                .map(row -> row.get(0))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "id, 2, '2,3,4'",
        "at, 2024-02-01, '2,3'",
        "at, 2024-02-01T00:00:00Z, '2,3'",
        "at, 2024-02-01T01:00:00+01:00, '2,3'",
        "ts, 2024-02-01 00:00:00.000001, '3'",
        "day, 2024-02-02, '3'",
        "n, 1.5, '2,3'",
        "name, _, '2,3'"
    })
    void beginsWhereTheLastRunEndedInOrder(String column, String start, String ids) {
        assertThat(ids(cursor(column, Optional.empty(), Cursor.Missing.EXCLUDE), Optional.of(new Value.Text(start))))
                .containsExactly(ids.split(","));
    }

    @Test
    void typedValuesOfTheStateAreBoundAsTheColumnHasThem() {
        Value february = new Value.Timestamp(
                TimeUnit.SECONDS.toMicros(Instant.parse("2024-02-01T00:00:00Z").getEpochSecond()));
        for (String column : List.of("at", "ts", "day")) {
            assertThat(ids(cursor(column, Optional.empty(), Cursor.Missing.EXCLUDE), Optional.of(february)))
                    .containsExactly("2", "3");
        }
    }

    @Test
    void anEndIsLeftOut() {
        Cursor until = cursor("day", Optional.of(new Value.Text("2024-03-01")), Cursor.Missing.EXCLUDE);

        assertThat(ids(until, Optional.empty())).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "MAX, NONE, CLOSED, OPEN, 1, 3, '1,2'",
        "MAX, ASC, OPEN, CLOSED, 1, 3, '2,3'",
        "MAX, DESC, CLOSED, CLOSED, 1, 3, '3,2,1'",
        "MIN, NONE, CLOSED, OPEN, 3, 1, '3,2'",
        "MIN, ASC, OPEN, CLOSED, 3, 1, '2,1'",
        "MIN, DESC, CLOSED, CLOSED, 3, 1, '1,2,3'"
    })
    void theRangeAndTheOrderAreTheDatabasesWork(
            Cursor.Function function,
            Cursor.RowOrder order,
            Cursor.Bound start,
            Cursor.Bound stop,
            int from,
            int to,
            String ids) {
        Cursor cursor = cursor("n", Optional.of(new Value.Whole(to)), Cursor.Missing.EXCLUDE)
                .with(function)
                .with(order)
                .with(start, stop);
        assertThat(ids(cursor, Optional.of(new Value.Whole(from)))).containsExactly(ids.split(","));
    }

    @Test
    void nullsComeWhenTheyAreWantedOrMustBeRefused() {
        Optional<Value> start = Optional.of(new Value.Text("2024-03-01"));

        assertThat(ids(cursor("at", Optional.empty(), Cursor.Missing.INCLUDE), start))
                .containsExactly("3", "4");
        assertThat(ids(cursor("at", Optional.empty(), Cursor.Missing.RAISE), start))
                .containsExactly("3", "4");
        assertThat(ids(cursor("at", Optional.empty(), Cursor.Missing.EXCLUDE), start))
                .containsExactly("3");
    }

    @Test
    void boundsBecomeHintsOfTheColumnsType() {
        Hints hints = Reads.reflect(
                        source(),
                        Reads.request(
                                "t",
                                Reads.cursor(new Cursor(
                                        "at",
                                        Optional.of(new Value.Text("1970-01-02")),
                                        Optional.empty(),
                                        0,
                                        Cursor.Missing.RAISE,
                                        Cursor.Duplicates.BOUNDARY))))
                .get(0)
                .hints();

        assertThat(hints.cursor().flatMap(Cursor::initial)).contains(new Value.Timestamp(TimeUnit.DAYS.toMicros(1)));
        assertThat(hints.primaryKey()).containsExactly("id");
    }

    @Test
    void aBoundOrAColumnThatCannotBeIsRefusedBeforeAnythingIsRead() {
        Cursor bound = new Cursor(
                "at",
                Optional.of(new Value.Text("yesterday")),
                Optional.empty(),
                0,
                Cursor.Missing.RAISE,
                Cursor.Duplicates.BOUNDARY);

        assertThatThrownBy(() -> Reads.reflect(source(), Reads.request("t", Reads.cursor(bound))))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("cursor.initial is 'yesterday', which is no timestamp, as column at is");
        assertThatThrownBy(() -> Reads.reflect(
                        source(),
                        Reads.request("t", Reads.cursor(cursor("ok", Optional.empty(), Cursor.Missing.RAISE)))))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("cursor ok is of type bool, which has no order");
        assertThatThrownBy(() -> Reads.reflect(
                        source(),
                        Reads.request("t", Reads.cursor(cursor("att", Optional.empty(), Cursor.Missing.RAISE)))))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("cursor names att");
    }

    @Test
    void allTablesOfAnEndpointAreSeenAtOneInstant() {
        Postgres.shared()
                .execute(
                        DATABASE,
                        "CREATE TABLE head (id int)",
                        "CREATE TABLE line (id int)",
                        "INSERT INTO head VALUES (1)",
                        "INSERT INTO line VALUES (1)");
        List<SqlTable> tables = Reads.reflect(source(), Reads.request("head"), Reads.request("line"));
        Extraction extraction = Reads.extraction(Optional.empty());
        try (Snapshot snapshot = new Snapshot("shop", source())) {
            assertThat(records(tables.get(0).open(extraction, snapshot, w -> {})))
                    .isEqualTo(1);
            Postgres.shared().execute(DATABASE, "INSERT INTO line VALUES (2)");
            assertThat(records(tables.get(1).open(extraction, snapshot, w -> {})))
                    .isEqualTo(1);
        }
        try (Snapshot next = new Snapshot("shop", source())) {
            assertThat(records(tables.get(1).open(extraction, next, w -> {}))).isEqualTo(2);
        }
    }

    private static int records(Pages pages) {
        int records = 0;
        try (pages) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                records += page.get().records();
            }
        }
        return records;
    }
}
