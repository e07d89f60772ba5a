package io.wadi.cli;

import io.wadi.disk.Durable;
import io.wadi.load.duckdb.DuckDbContents;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code wadi demo}: the example pipelines against the sample services, twice, into DuckDB. */
@Command(
        name = "demo",
        description =
                "Run the example pipelines on sample services into wadi-demo.duckdb, twice, and compare the two each time.")
final class DemoCommand extends TellingCommand {
    private static final List<String> PIPELINES = List.of("currencies", "exchange-rates", "products", "hubspot");

    @Override
    public Integer call() throws IOException {
        Console console = console();
        Path database = Path.of("wadi-demo.duckdb").toAbsolutePath();
        Path work = Files.createTempDirectory("wadi-demo-");
        ProjectOptions project = new ProjectOptions();
        project.work.work = Optional.of(work);
        project.profile = Optional.of("samples");
        Files.deleteIfExists(database);
        // One that a killed demo left belongs to the file that has just gone.
        Files.deleteIfExists(Path.of(database + ".wal"));
        try (SampleProcess samples = SampleProcess.start(work, line -> {})) {
            Supplier<Pipelines> runs = () -> new Pipelines(surroundings(), project);
            DemoTruth truth = new DemoTruth(URI.create(
                    project.settings(surroundings()).get("samples.url").orElseThrow()));
            console.line("First run: everything there is");
            int code = all(runs, truth, database, console);
            if (code == Console.DONE) {
                console.line("");
                console.line(
                        "A month passes at the sources: rows are added, changed and removed, and some come late ...");
                truth.advance();
                console.line("Second run: what has changed since");
                code = all(runs, truth, database, console);
            }
            if (code == Console.DONE) {
                contents(console, database);
            }
            return code;
        } finally {
            Durable.remove(work);
        }
    }

    private static int all(Supplier<Pipelines> runs, DemoTruth truth, Path database, Console console) {
        for (String pipeline : PIPELINES) {
            int code = runs.get().run(console, Wish.of(pipeline, "duckdb://" + database));
            if (code != Console.DONE) {
                return code;
            }
        }
        List<String> differences = truth.differences(database);
        if (differences.isEmpty()) {
            console.line("✓ what was loaded equals the source");
            return Console.DONE;
        }
        return console.failed(
                new TerminalFailure(Explanation.of(
                                "what was loaded is not what the sources have: " + String.join("; ", differences))
                        .at(database.toString())
                        .fix("this is a fault of Wadi's: report it with this text")),
                "the database stays as it is, to be looked at");
    }

    private static void contents(Console console, Path database) {
        console.line("");
        console.line("Tables in " + database.getFileName());
        for (DuckDbContents.TableSize table : DuckDbContents.tables(database)) {
            console.line(String.format(
                    Locale.ROOT, "  %-36s %,12d rows", table.schema() + "." + table.table(), table.rows()));
        }
        console.line("");
        console.line("Try next");
        console.line(
                "  ./wadi list                       the pipelines; their routes are in src/main/resources/routes");
        console.line(
                "  ./wadi samples                    keeps the sample services running; then, in another terminal:");
        console.line("  WADI_DESTINATION=duckdb ./wadi run currencies --profile samples");
    }
}
