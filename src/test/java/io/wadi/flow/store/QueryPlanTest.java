package io.wadi.flow.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.flow.run.RunState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked often reads what it gives and little more, however long the history: SQLite says how it would do it. */
class QueryPlanTest {
    @TempDir
    Path folder;

    private SqliteDatabase database;

    @BeforeEach
    void open() {
        RunStore.file(folder.resolve("runs.sqlite")).close();
        database = SqliteDatabase.open(folder.resolve("runs.sqlite"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<String> plan(String sql, Object... values) {
        return database.read(connection ->
                Sql.list(connection, row -> row.getString("detail"), "explain query plan " + sql, values));
    }

    private List<String> plan(Optional<String> name, Set<RunState> states, boolean deep) {
        Listing listing = Listing.of(new RunBook.Filter(name, states, deep ? Optional.of("r") : Optional.empty(), 20));
        return plan(listing.sql(), listing.values().toArray());
    }

    @Test
    void listsAreReadInTheOrderOfAnIndex() {
        for (boolean deep : List.of(false, true)) {
            assertIndex(plan(Optional.empty(), Set.of(), deep), "wadi_run_by_newest");
            assertIndex(plan(Optional.of("a"), Set.of(), deep), "wadi_run_by_name ");
            assertIndex(plan(Optional.empty(), Set.of(RunState.COMPLETED), deep), "wadi_run_by_state ");
            assertIndex(plan(Optional.of("a"), Set.of(RunState.COMPLETED), deep), "wadi_run_by_name_state ");
        }
    }

    private static void assertIndex(List<String> plan, String index) {
        assertThat(plan).anyMatch(step -> (step + " ").contains("USING INDEX " + index));
        assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
        assertThat(plan).noneMatch(step -> step.matches("SCAN wadi_run"));
    }

    @Test
    void severalStatesAreReadEachInTheOrderOfItsIndex() {
        List<String> plan = plan(Optional.of("a"), Set.of(RunState.FAILED, RunState.CRASHED), true);

        assertThat(plan)
                .filteredOn(step -> step.contains("USING INDEX wadi_run_by_name_state "))
                .hasSize(2)
                .allMatch(step -> step.contains("created_at"));
        assertThat(plan).noneMatch(step -> step.matches("SCAN wadi_run( .*)?"));
    }

    @Test
    void whatIsOldIsFoundByItsEnd() {
        assertThat(plan("select id from wadi_run where ended_at < ? limit 500", 0))
                .allMatch(step -> step.contains("wadi_run_by_end"));
        assertThat(plan("select run, seq from wadi_log where at < ? limit 500", 0))
                .allMatch(step -> step.contains("wadi_log_by_age"));
    }

    @Test
    void theQueueLooksAtWhatHasNotEnded() {
        assertThat(plan(RunQueue.DUE, 0, "n"))
                .as("few enough to be sorted")
                .anyMatch(step -> step.contains("wadi_run_under_way"));
        assertIndex(plan(RunQueue.OTHERS, "a"), "wadi_run_under_way ");
        assertThat(plan(RunRows.UNENDED + "and node = 'n'")).allMatch(step -> step.contains("wadi_run_under_way"));
    }
}
