package io.wadi.cli;

import io.wadi.disk.Durable;
import io.wadi.prove.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi prove}: loads are broken off at every point of the road, and nothing may be lost, doubled or half seen. */
@Command(
        name = "prove",
        description =
                "Halt runs at every point of the road, run again, and compare with a run that nothing happened to: rows"
                        + " lost or doubled, tables that a reader saw empty or half filled, cursors ahead of their rows."
                        + " Loads into DuckDB files of its own; no destination of yours is touched.",
        footer = {"%nExamples:", "  ./wadi prove", "  ./wadi prove currencies --profile samples"})
final class ProveCommand extends TellingCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "Whose source and routes are used; without one, a sample with every way of writing.")
    Optional<String> pipeline = Optional.empty();

    @Option(
            names = "--all",
            description =
                    "Halt at up to 12 passes of each point, in a first load and in a later one; else once at each.")
    boolean all;

    @Option(
            names = "--with-steps",
            description = "Of a pipeline whose route does more than load: do it each time, instead of refusing.")
    boolean steps;

    @Option(names = "--keep", description = "Keep the folder with what was loaded; where something is wrong it stays.")
    boolean keep;

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() throws IOException {
        Path root = Files.createTempDirectory("wadi-prove-");
        boolean wrong = false;
        try (Plot plot = plot(root)) {
            Matrix matrix = new Campaign(
                            plot,
                            root,
                            surroundings().environment(),
                            all ? Campaign.Depth.ALL : Campaign.Depth.USUAL,
                            point -> true,
                            console()::note)
                    .run("DuckDB", folder -> new DuckDbGround(folder.resolve("out.duckdb")));
            ProveReport.tell(console(), matrix, root);
            wrong = !matrix.isClean();
            return wrong ? Console.FAILED : Console.DONE;
        } finally {
            if (!wrong && !keep) {
                Durable.remove(root);
            }
        }
    }

    private Plot plot(Path root) {
        return pipeline.isPresent()
                ? OwnPlot.of(surroundings(), project, pipeline.get(), steps)
                : new SamplePlot(root.resolve("project"), List.of());
    }
}
