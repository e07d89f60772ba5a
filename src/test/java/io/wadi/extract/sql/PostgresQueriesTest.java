package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import io.wadi.testing.Postgres;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queries as resources, and windows of a cursor, on a real database. */
class PostgresQueriesTest {
    private static final String DATABASE = "queries";
    private static final Value HOSTILE = new Value.Text("x' OR true OR name = 'y");

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE sale (id int PRIMARY KEY, name text, amount numeric(10,2) NOT NULL, day date NOT NULL,"
                                + " at timestamptz, wall timestamp, tags jsonb)",
                        "INSERT INTO sale VALUES"
                                + " (1, 'a', 1, '2026-11-17', '2026-11-17T23:30:00Z', '2026-11-17 23:30', '{\"k\": 1}'),"
                                + " (2, 'b', 2, '2026-11-18', '2026-11-18T00:00:00Z', '2026-11-18 00:00', '{}'),"
                                + " (3, 'c', 3, '2026-11-19', '2026-11-19T12:00:00Z', '2026-11-19 12:00', '{}'),"
                                + " (4, 'd', 4, '2026-11-20', '2026-11-20T09:00:00Z', '2026-11-20 09:00', '{}'),"
                                + " (5, 'e', 5, '2026-11-20', NULL, NULL, '{}')");
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    private static Cursor cursor(String path, Cursor.Missing missing) {
        return new Cursor(path, Optional.empty(), Optional.empty(), 0, missing, Cursor.Duplicates.BOUNDARY);
    }

    private static Hints by(String path) {
        return Reads.cursor(cursor(path, Cursor.Missing.EXCLUDE));
    }

    private static List<String> first(TableRequest request, Optional<Value> start) {
        return Reads.rows(source(), request, start, new ArrayList<>()).stream()
                .map(row -> row.get(0))
                .toList();
    }

    @Test
    void columnsHaveTheTypesOfTheResult() {
        TableRequest query = Reads.query(
                "days",
                "WITH s AS (SELECT * FROM sale) SELECT day, sum(amount) AS total, count(*) AS n, tags ? 'k' AS \"has K\""
                        + " FROM s GROUP BY day, tags ? 'k'; -- all of them?",
                Hints.NONE.withKeys(List.of("day"), List.of()));
        SqlTable table = Reads.reflect(source(), query).get(0);

        assertThat(table.columns())
                .extracting(c -> c.name() + " " + c.column().type().word())
                .containsExactly("day date", "total decimal", "n bigint", "has K bool");
        assertThat(table.hints().primaryKey()).containsExactly("day");
        assertThat(Reads.rows(source(), query, new ArrayList<>())).hasSize(4);
    }

    @Test
    void theStartOfTheCursorIsAParameter() {
        TableRequest query = Reads.query("named", "SELECT id, name FROM sale WHERE name >= {cursor.start}", by("name"));

        assertThat(first(query, Optional.of(new Value.Text("c")))).containsExactly("3", "4", "5");
        assertThat(first(query, Optional.of(HOSTILE)))
                .as("a text that would be a condition")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT id, at FROM sale WHERE at >= {cursor.start}              | at   | 3 4",
                "SELECT id, wall FROM sale WHERE wall >= {cursor.start}          | wall | 3 4",
                "SELECT id, day FROM sale WHERE day >= {cursor.start}            | day  | 3 4 5",
                "SELECT id, day FROM sale WHERE day < {today}                    | day  | 3",
                "SELECT id, at FROM sale WHERE at < {now}                        | at   | 3 4",
                "SELECT id, at FROM sale WHERE at >= {cursor.start} AND at < {cursor.end} | at | 3",
                "SELECT max(id) AS id, day FROM sale WHERE day >= {cursor.start} GROUP BY day | day | 3 5",
            })
    void placeholdersHaveTheTypeOfTheCursor(String sql, String path, String ids) {
        Hints hints = sql.contains("cursor.end")
                ? Reads.cursor(cursor(path, Cursor.Missing.EXCLUDE)
                        .with(new Cursor.Range(
                                Optional.of(new Value.Text("2026-11-19")), Optional.of(new Value.Text("2026-11-20")))))
                : by(path);

        assertThat(first(Reads.query("q", sql, hints), Optional.of(new Value.Text("2026-11-19"))))
                .containsExactlyInAnyOrder(ids.split(" "));
    }

    @Test
    void whereMayHavePlaceholdersToo() {
        assertThat(first(
                        Reads.request("sale", List.of(), Optional.of("day < {today} AND tags ? 'k'"), Hints.NONE),
                        Optional.empty()))
                .containsExactly("1");
    }

    @Test
    void aFirstRunWithoutAStartIsToldWhereToSayIt() {
        TableRequest query = Reads.query("q", "SELECT id, at FROM sale WHERE at >= {cursor.start}", by("at"));

        assertThatThrownBy(() -> first(query, Optional.empty()))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .containsExactly(Explanation.of("query q: {cursor.start} has no value in this run")
                                .fix("say where the first run begins: cursor.initial")));
    }

    @Test
    void columnsOfOneNameAndQueriesThatAreNoneAreRefused() {
        assertThatThrownBy(() -> Reads.reflect(
                        source(), Reads.query("q", "SELECT a.id, b.id, b.day FROM sale a, sale b", Hints.NONE)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("query q has more than one column id");
        assertThatThrownBy(() -> Reads.reflect(source(), Reads.query("q", "SELEC 1", Hints.NONE)))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("syntax error");
        assertThatThrownBy(() -> Reads.reflect(
                        source(), Reads.query("q", "DELETE FROM sale WHERE id = 1 RETURNING id", Hints.NONE)))
                .isInstanceOf(TerminalFailure.class);
        assertThat(Postgres.shared().ask(DATABASE, "SELECT count(*) FROM sale")).contains("5");
    }

    private static TableRequest windows(TableRequest of, String start, String end, String step) {
        return new TableRequest(
                of.name(),
                of.query(),
                of.columns(),
                of.exclude(),
                of.where(),
                Optional.of(new Windows(start, Optional.ofNullable(end), Optional.ofNullable(step))),
                of.hints(),
                true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // between dates the end belongs to a window, for whatever the column is
                "day  | 2026-11-17           | 2026-11-19           | P1D  | 1 2 3",
                "at   | 2026-11-17           | 2026-11-19           | P1D  | 1 2 3",
                "wall | 2026-11-17           | 2026-11-19           | P2D  | 1 2 3",
                "at   | 2026-11-18           |                      |      | 2 3 4",
                // between timestamps it does not; a day begins at midnight
                "at   | 2026-11-18T00:00:00Z | 2026-11-20T09:00:00Z | PT6H | 2 3",
                "wall | 2026-11-18T00:00:00Z | 2026-11-20T09:00:01Z | PT6H | 2 3 4",
                "day  | 2026-11-17T12:00:00Z | 2026-11-20T00:00:00Z | PT5H | 2 3",
                "day  | 2026-11-17T12:00:00Z | 2026-11-20T00:00:01Z | PT5H | 2 3 4 5",
                "day  | {cursor.start}       | 2026-11-19           | P1D  | 2 3",
                "at   | 2027-01-01           |                      | P1D  | ''",
            })
    void windowsAreRangesOfTheCursorAndEachRowComesOnce(
            String path, String start, String end, String step, String ids) {
        assertThat(first(
                        windows(Reads.request("sale", by(path)), start, end, step),
                        start.startsWith("{") ? Optional.of(new Value.Text("2026-11-18")) : Optional.empty()))
                .containsExactlyElementsOf(ids.isEmpty() ? List.of() : List.of(ids.split(" ")));
    }

    @Test
    void rowsWithoutACursorComeWithTheFirstWindow() {
        Hints hints = Reads.cursor(cursor("at", Cursor.Missing.INCLUDE));

        assertThat(first(windows(Reads.request("sale", hints), "2026-11-17", null, "P1D"), Optional.empty()))
                .containsExactly("1", "5", "2", "3", "4");
    }

    @Test
    void aQueryMayPlaceItsWindowsItself() {
        TableRequest query = Reads.query(
                "q",
                "SELECT count(*) AS n, min(day) AS day FROM sale WHERE at >= {window.start} AND at < {window.next}",
                Hints.NONE);

        assertThat(first(windows(query, "2026-11-17", "2026-11-20", "P2D"), Optional.empty()))
                .containsExactly("2", "2");
    }

    @Test
    void aCursorThatMayBeNullNeedsAChoiceAndOneThatMayNotDoesNot() {
        TableRequest open = Reads.request("sale", by("at"));
        TableRequest unsaid = new TableRequest(
                open.name(),
                open.query(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                open.hints(),
                false);
        assertThatThrownBy(() -> Reads.reflect(source(), unsaid))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.what() + " - " + p.fix().orElse(""))
                        .containsExactly("table public.sale of connection shop: cursor at may be null, and"
                                + " cursor.onMissing does not say what becomes of rows without it - raise ends the run"
                                + " at such a row, include loads them at each run, exclude leaves them out; a column"
                                + " that is NOT NULL needs no choice"));

        TableRequest never = new TableRequest(
                open.name(), open.query(), List.of(), List.of(), Optional.empty(), Optional.empty(), by("day"), false);
        assertThat(Reads.reflect(source(), never)).hasSize(1);
    }

    @Test
    void windowsOfNumbersAndOfGroupsAreRefused() {
        assertThatThrownBy(() ->
                        Reads.reflect(source(), windows(Reads.request("sale", by("id")), "2026-11-17", null, "P1D")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("window.start is of a cursor that is a date or a timestamp, and id is bigint");
        Hints groups = by("day").with(io.wadi.model.Writing.MERGE).withKeys(List.of(), List.of("day"));
        assertThatThrownBy(() ->
                        Reads.reflect(source(), windows(Reads.request("sale", groups), "2026-11-17", null, "P1D")))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("whole groups");
    }

    @Test
    void whatIsCommittedMeanwhileIsForTheNextRun() {
        Hints hints = by("day");
        SqlTable table = Reads.reflect(source(), Reads.request("sale", hints)).get(0);
        String late = "INSERT INTO sale VALUES (9, 'late', 9, '2026-11-20', now(), now(), '{}')";
        try (Snapshot snapshot = new Snapshot("shop", source())) {
            try (var first = table.open(Reads.extraction(Optional.empty()), snapshot, w -> {})) {
                first.next();
                Postgres.shared().execute(DATABASE, late);
            }
            try (var again = table.open(Reads.extraction(Optional.empty()), snapshot, w -> {})) {
                assertThat(Stream.of(again.next().orElseThrow())
                                .mapToInt(page -> page.records())
                                .sum())
                        .isEqualTo(5);
            }
        } finally {
            Postgres.shared().execute(DATABASE, "DELETE FROM sale WHERE id = 9");
        }
    }
}
