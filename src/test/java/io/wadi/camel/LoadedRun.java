package io.wadi.camel;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunReport;
import io.wadi.pipeline.RunSettings;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A run of a project's pipeline through all stations, into a DuckDB file of its folder. */
record LoadedRun(Path home, RunReport report, Progress progress) {
    static LoadedRun of(Project project, Path home) {
        return of(project, home, Station.LOAD, Deadline.none());
    }

    static LoadedRun of(Project project, Path home, Station until, Deadline deadline) {
        Progress progress = new Progress();
        PipelineRun run = new PipelineRun(new RunSettings(
                home.resolve("work"),
                "input",
                "",
                until,
                false,
                Optional.empty(),
                2,
                InstantSource.fixed(Project.NOW),
                () -> new byte[16],
                Optional.of(new byte[] {1}),
                any -> new Target("duckdb", "duckdb:x", 65_536, new DuckDbDestination(home.resolve("x.duckdb"))),
                progress,
                deadline));
        try (WadiContext context = project.start()) {
            context.run(run, Map.of());
        }
        return new LoadedRun(home, run.report().orElseThrow(), progress);
    }

    static List<Explanation> problems(Project project) {
        return RouteCheck.problems(
                project.routes(),
                Optional.of("p"),
                Settings.read(Path.of("."), Map.of(), Map.of()),
                Secrets.read(Path.of("."), Map.of()),
                new Retry(3, (time, deadline) -> {}, InstantSource.fixed(Project.NOW), new Random(1)));
    }

    Map<String, Long> records() {
        return report.records();
    }

    List<String> rows(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("x.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            int columns = found.getMetaData().getColumnCount();
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(found.getString(i)));
                }
                rows.add(String.join(" ", row));
            }
        }
        return rows;
    }
}
