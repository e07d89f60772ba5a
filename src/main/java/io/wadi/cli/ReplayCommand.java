package io.wadi.cli;

import io.wadi.normalise.Naming;
import io.wadi.pack.Identity;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Packages;
import io.wadi.pipeline.Replay;
import io.wadi.pipeline.Target;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi replay}: a package that was loaded, once more. */
@Command(
        name = "replay",
        description = "Load the package of a run once more, byte for byte and without its source: where its destination"
                + " came back from a backup, or into another one. Where it is in, nothing is loaded twice.",
        footer = "%nExample: ./wadi replay 20261122T181203Z-1c0ffee0 --into duckdb:///tmp/look.duckdb")
final class ReplayCommand extends TellingCommand {
    @Parameters(
            index = "0",
            paramLabel = "RUN",
            description = "The id of the run that made it, or the beginning or end of it; or its load id.")
    String id = "";

    @Option(
            names = "--into",
            paramLabel = "DESTINATION",
            description = "Load there instead of where it was loaded: duckdb:///path/to/file, snowflake, s3.")
    Optional<String> into = Optional.empty();

    @Option(names = "--dataset", description = "Load into this dataset instead of its own.")
    Optional<String> dataset = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Found found = new Packages(project.work.directory(surroundings())).find(id);
        PackageDirectory directory = PackagesCommand.OnOne.readable(found);
        Identity identity = directory.manifest().identity();
        Pipelines pipelines = new Pipelines(surroundings(), project);
        Target.Finder finder = pipelines.whereItWasMade();
        Target target = finder.find(new LoadOptions(
                identity.pipeline(),
                Optional.of(identity.dataset()),
                into.or(() -> Optional.of(identity.destination()))));
        String where = dataset.map(name -> new Naming(target.maxIdentifier()).path(name))
                .orElse(identity.dataset());
        Runs runs = pipelines.runs();
        Replay replay = new Replay(runs.settings("", finder), directory, target, where);
        return Watched.run(runs, found.pipeline(), console(), () -> Work.ended(replay));
    }
}
