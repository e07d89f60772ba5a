package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Checked;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore.Found;
import io.wadi.pipeline.Packages;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi packages}: the load packages in the working directory. */
@Command(
        name = "packages",
        description = "The load packages in the working directory: what was extracted, and how far it has come.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PackagesCommand.Ls.class,
            PackagesCommand.Show.class,
            PackagesCommand.Verify.class,
            PackagesCommand.Drop.class
        })
final class PackagesCommand {
    private PackagesCommand() {}

    /** What they all say: where the packages are. */
    abstract static class OnPackages extends TellingCommand {
        @Mixin
        WorkOptions work = new WorkOptions();

        final Packages packages() {
            return new Packages(work.directory(surroundings()));
        }
    }

    /** {@code wadi packages ls}. */
    @Command(name = "ls", description = "List them, each pipeline's oldest first.")
    static final class Ls extends OnPackages {
        @Parameters(arity = "0..1", paramLabel = "PIPELINE", description = "Only those of this pipeline.")
        String pipeline = "";

        @Override
        public Integer call() {
            List<Found> all = packages().all().stream()
                    .filter(found -> pipeline.isEmpty() || found.pipeline().equals(pipeline))
                    .toList();
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.putArray("packages");
            PackageText.table(all).forEach(console()::line);
            all.forEach(found -> root.withArray("packages").add(PackageText.json(found)));
            console().json(root);
            return Console.DONE;
        }
    }

    /** On one of them. */
    abstract static class OnOne extends OnPackages {
        @Parameters(
                index = "0",
                paramLabel = "LOAD_ID",
                description = "Its load id, or the beginning of it; or the pipeline that it is the only one of.")
        String id = "";

        final Found found() {
            return packages().find(id);
        }

        static PackageDirectory readable(Found found) {
            return found.directory()
                    .orElseThrow(() -> new TerminalFailure(Explanation.of("package " + found.loadId()
                                    + " cannot be read: " + found.problem().orElse("no manifest"))
                            .at(found.path().toString())
                            .fix("./wadi packages drop " + found.loadId() + " --yes, and run the pipeline again")));
        }
    }

    /** {@code wadi packages show}. */
    @Command(
            name = "show",
            description = "Show what is in a package: resources, tables, rows, and what it starts from.")
    static final class Show extends OnOne {
        @Override
        public Integer call() {
            Found found = found();
            PackageText.shown(readable(found)).forEach(console()::line);
            console().json(PackageText.json(found));
            return Console.DONE;
        }
    }

    /** {@code wadi packages verify}. */
    @Command(
            name = "verify",
            description = "Read all files of a package and compare their checksums with its manifest's; without"
                    + " LOAD_ID, those of all packages.")
    static final class Verify extends OnPackages {
        @Parameters(arity = "0..1", paramLabel = "LOAD_ID", description = "Its load id, or the beginning of it.")
        String id = "";

        @Override
        public Integer call() {
            boolean well = true;
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            root.putArray("packages");
            for (Found found :
                    id.isEmpty() ? packages().all() : List.of(packages().find(id))) {
                ObjectNode json = PackageText.json(found);
                root.withArray("packages").add(json);
                if (found.directory().isEmpty()) {
                    String why = found.problem().orElse("no manifest");
                    console().line("✗ " + found.pipeline() + " " + found.loadId() + ": " + why);
                    well = false;
                    continue;
                }
                List<Checked> files = Packages.verify(found.directory().get());
                PackageText.verified(found, files).forEach(console()::line);
                files.forEach(file -> PackageText.json(json.withArray("files").addObject(), file));
                well &= files.stream().allMatch(file -> file.problem().isEmpty());
            }
            console().json(root.put("well", well));
            return well ? Console.DONE : Console.FAILED;
        }
    }

    /** {@code wadi packages drop}. */
    @Command(
            name = "drop",
            description = "Remove a package. What it has and was not loaded is extracted again by the next run, as far"
                    + " as the source still has it.")
    static final class Drop extends OnOne {
        @Option(names = "--yes", description = "Do it; without this it is only told.")
        boolean yes;

        @Override
        public Integer call() {
            Found found = found();
            boolean waits = Packages.waits(found);
            ObjectNode json = PackageText.json(found).put("dropped", yes);
            if (yes) {
                Packages.drop(found);
            }
            console()
                    .line((yes ? "✓ removed " : "would remove ")
                            + found.path()
                            + (waits ? ", which waits to be loaded" : "")
                            + (yes ? "" : "; say --yes to do it"));
            console().json(json);
            return yes ? Console.DONE : Console.INVALID;
        }
    }
}
