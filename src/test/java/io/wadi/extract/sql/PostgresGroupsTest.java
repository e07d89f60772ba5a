package io.wadi.extract.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.ColumnHint;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import io.wadi.model.Writing;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunSettings;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A merge replaces the rows of a merge key together, so an incremental read brings them together. */
class PostgresGroupsTest {
    private static final String DATABASE = "merge_groups";

    @TempDir
    Path home;

    private int runs;

    @BeforeAll
    static void database() {
        Postgres.shared().database(DATABASE);
    }

    @BeforeEach
    void create() {
        execute(
                "DROP TABLE IF EXISTS line",
                "CREATE TABLE line (shop text NOT NULL, \"order\" int, item text, at int)",
                "INSERT INTO line VALUES ('eu', 1, 'a', 1), ('eu', 1, 'b', 5), ('us', 1, 'c', 3), ('eu', 2, 'd', 4)");
    }

    private static void execute(String... statements) {
        Postgres.shared().execute(DATABASE, statements);
    }

    private static Database source() {
        return Reads.database(Postgres.shared().url(DATABASE));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2})
    void ofAGroupWithAChangedRowAllRowsComeAgain(long lag) {
        run(cursor(lag));
        execute(
                "UPDATE line SET item = 'b2', at = 9 WHERE item = 'b'",
                "DELETE FROM line WHERE item = 'd'",
                "INSERT INTO line VALUES ('us', 1, 'e', 8)");

        run(cursor(lag));

        assertThat(lines())
                .as("a and c are older than the cursor; no row tells of the deleted d")
                .containsExactly("eu 1 a", "eu 1 b2", "eu 2 d", "us 1 c", "us 1 e");
    }

    @Test
    void aRowThatWasDeletedGoesWithTheNextChangeOfItsGroup() {
        run(cursor(0));
        execute("DELETE FROM line WHERE item = 'a'", "UPDATE line SET at = 9 WHERE item = 'b'");

        run(cursor(0));

        assertThat(lines()).containsExactly("eu 1 b", "eu 2 d", "us 1 c");
    }

    @Test
    void rowsBeyondTheEndBelongToTheirGroup() {
        run(cursor(0));
        Cursor backfill =
                cursor(0).with(new Cursor.Range(Optional.of(new Value.Whole(1)), Optional.of(new Value.Whole(2))));

        run(backfill);

        assertThat(lines()).containsExactly("eu 1 a", "eu 1 b", "eu 2 d", "us 1 c");
    }

    @Test
    void aRowWithoutItsKeyIsRefused() {
        run(cursor(0));
        execute("INSERT INTO line VALUES ('eu', NULL, 'x', 9)");

        assertThatThrownBy(() -> run(cursor(0))).isInstanceOf(TerminalFailure.class);

        assertThat(lines()).hasSize(4);
    }

    @Test
    void aKeyThatMayBeNullIsNoneToReadGroupsBy() {
        ColumnHint nullable =
                new ColumnHint(Optional.empty(), Optional.of(true), OptionalInt.empty(), OptionalInt.empty());
        Hints hints = hints(cursor(0)).withColumns(Map.of("order", nullable));

        assertThatThrownBy(() -> Reads.reflect(source(), Reads.request("line", hints)))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("mergeKey order may be null");
    }

    private static Cursor cursor(long lag) {
        return new Cursor(
                "at", Optional.empty(), Optional.empty(), lag, Cursor.Missing.RAISE, Cursor.Duplicates.BOUNDARY);
    }

    private static Hints hints(Cursor cursor) {
        return Reads.cursor(cursor).with(Writing.MERGE).withKeys(List.of(), List.of("shop", "order"));
    }

    private void run(Cursor cursor) {
        SqlTable table =
                Reads.reflect(source(), Reads.request("line", hints(cursor))).get(0);
        try (Snapshot snapshot = new Snapshot("shop", source())) {
            Source source = new Source("shop");
            source.add(
                    new Resource("line", table.hints(), extraction -> table.open(extraction, snapshot, warning -> {})));
            runs++;
            new PipelineRun(new RunSettings(
                            home.resolve("work"),
                            "",
                            "",
                            Station.LOAD,
                            false,
                            Optional.empty(),
                            1,
                            InstantSource.fixed(Reads.NOW.plusSeconds(runs)),
                            () -> new byte[16],
                            Optional.empty(),
                            options -> new Target("duckdb", "duckdb", 255, new DuckDbDestination(file())),
                            new Progress(),
                            Deadline.none()))
                    .load(source, new LoadOptions("p", Optional.of("d"), Optional.empty()));
        }
    }

    private Path file() {
        return home.resolve("out.duckdb");
    }

    private List<String> lines() {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file());
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT shop || ' ' || \"order\" || ' ' || item FROM d.line ORDER BY 1")) {
            List<String> lines = new ArrayList<>();
            while (result.next()) {
                lines.add(result.getString(1));
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
