package io.wadi.testing;

import io.wadi.extract.rest.Retry;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Source;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Loading;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunSettings;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A run for the test of a pipeline's route, to be put into its variable {@code wadiRun}: it loads into a DuckDB of its own
 * whatever the route says, and remembers what that was.
 */
public final class DuckDbLoad implements Loading {
    /** When these runs are. */
    public static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /** For {@code wadiRetry}: one try, so that a mistake shows at once. */
    public static final Retry ONE_TRY = new Retry(1, (time, deadline) -> {}, InstantSource.fixed(NOW), new Random(1));

    private static final int IDENTIFIER = 65_536;

    private final Path database;
    private final PipelineRun run;
    private Optional<LoadOptions> options = Optional.empty();

    /** @param folder that is the test's own */
    public DuckDbLoad(Path folder) {
        database = folder.resolve("route-test.duckdb");
        run = new PipelineRun(new RunSettings(
                folder.resolve("work"),
                "route test",
                "",
                Station.LOAD,
                false,
                Optional.empty(),
                2,
                InstantSource.fixed(NOW),
                () -> new byte[16],
                Optional.of(new byte[] {1}),
                any -> new Target("duckdb", "duckdb:" + database, IDENTIFIER, new DuckDbDestination(database)),
                new Progress(),
                Deadline.none()));
    }

    @Override
    public void load(Source source, LoadOptions said) {
        options = Optional.of(said);
        run.load(source, said);
    }

    @Override
    public Optional<String> loadedInto() {
        return run.loadedInto();
    }

    @Override
    public Deadline deadline() {
        return run.deadline();
    }

    /** What the route says of its load. */
    public LoadOptions options() {
        return options.orElseThrow(() -> new AssertionError("wadi-load was not reached"));
    }

    /** What a query of the tables gives: each row with a blank between its columns. */
    public List<String> rows(String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> columns = new ArrayList<>();
                for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                    columns.add(result.getString(column));
                }
                rows.add(String.join(" ", columns));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
