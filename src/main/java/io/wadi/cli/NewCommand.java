package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.RouteCheck;
import io.wadi.cli.Scaffold.From;
import io.wadi.cli.Scaffold.To;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.Nearest;
import io.wadi.config.RouteFiles;
import io.wadi.flow.Deployment;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi new}: the files of a pipeline that runs at once, on samples. */
@Command(
        name = "new",
        description =
                "Write a source, a pipeline, a deployment and a test, to be changed: they run at once, on samples.",
        footer = "%nExample: ./wadi new prices --from rest --to duckdb && ./wadi run prices")
final class NewCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "NAME", description = "What the pipeline is called, such as web-orders.")
    String name = "";

    @Option(names = "--from", required = true, paramLabel = "SOURCE", description = "rest, sql, files or hubspot.")
    String from = "";

    @Option(
            names = "--to",
            required = true,
            paramLabel = "DESTINATION",
            description = "duckdb, snowflake or s3; a run may go elsewhere with --destination.")
    String to = "";

    @Option(names = "--dry-run", description = "Show what would be written, and write nothing.")
    boolean dryRun;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Override
    public Integer call() {
        Path home = surroundings().home();
        List<Explanation> problems = new ArrayList<>();
        Optional<From> source = word("--from", from, From.values(), problems);
        Optional<To> destination = word("--to", to, To.values(), problems);
        ScaffoldName called = new ScaffoldName(name);
        called.problem().ifPresent(problems::add);
        RouteFiles routes = RouteFiles.read(RouteFiles.folder(home));
        DeploymentsFile deployments = DeploymentsFile.read(home, Optional.empty());
        problems.addAll(deployments.problems(routes));
        if (called.problem().isEmpty()) {
            Scaffold any = new Scaffold(called, source.orElse(From.REST), destination.orElse(To.DUCKDB));
            problems.addAll(new ScaffoldPlan(any, home)
                    .taken(routes, deployments, project().settings(surroundings())));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        Scaffold scaffold = new Scaffold(called, source.orElseThrow(), destination.orElseThrow());
        ScaffoldPlan plan = new ScaffoldPlan(scaffold, home);
        Map<String, String> created = plan.created();
        Map<String, String> changed = plan.changed();
        if (dryRun) {
            created.forEach(this::show);
            changed.forEach(this::show);
            return Console.DONE;
        }
        try (Edits edits = new Edits()) {
            plan.write(edits);
            check(scaffold, deployments.deployments());
            edits.keep();
        }
        tell(scaffold, created.keySet(), changed.keySet());
        return Console.DONE;
    }

    private void show(String file, String text) {
        console().line("--- " + file);
        console().line(text.stripTrailing());
    }

    private static <E extends Enum<E>> Optional<E> word(
            String option, String said, E[] known, List<Explanation> problems) {
        List<String> words = Stream.of(known)
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        int place = words.indexOf(said.toLowerCase(Locale.ROOT));
        if (place < 0) {
            problems.add(Explanation.of(option + " is '" + said + "'")
                    .fix(Nearest.to(said, words)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("it is one of " + String.join(", ", words))));
        }
        return place < 0 ? Optional.empty() : Optional.of(known[place]);
    }

    private ProjectOptions project() {
        ProjectOptions project = new ProjectOptions();
        project.work = work;
        return project;
    }

    /** As {@code ./wadi validate NAME} does, and whether the other deployments are what they were. */
    private void check(Scaffold scaffold, List<Deployment> before) {
        ProjectOptions project = project();
        RouteFiles routes = project.routes(surroundings());
        DeploymentsFile deployments = DeploymentsFile.read(surroundings().home(), Optional.empty());
        List<Explanation> problems = new ArrayList<>(deployments.problems(routes));
        problems.addAll(ValidateCommand.problems(surroundings(), project, routes, Optional.of(scaffold.pipeline())));
        // By their texts: a cron has no other equality.
        if (problems.isEmpty()
                && !deployments
                        .deployments()
                        .subList(0, before.size())
                        .toString()
                        .equals(before.toString())) {
            problems.add(
                    Explanation.of("the entry cannot be added to " + DeploymentsFile.FILE + " without changing others")
                            .fix("add it by hand:\n" + scaffold.entry().indent(9)));
        }
        if (!problems.isEmpty()) {
            problems.add(
                    Explanation.of("nothing was written: with these problems " + scaffold.pipeline() + " cannot run"));
            throw new ConfigurationFailure(RouteCheck.sorted(problems));
        }
    }

    private void tell(Scaffold scaffold, Set<String> created, Set<String> changed) {
        Console console = console();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("pipeline", scaffold.pipeline()).put("deployment", scaffold.deployment());
        ArrayNode written = root.putArray("created");
        ArrayNode added = root.putArray("changed");
        console.line("✓ pipeline " + scaffold.pipeline() + ", deployment " + scaffold.deployment());
        created.forEach(file -> {
            console.line("  new      " + file);
            written.add(file);
        });
        changed.forEach(file -> {
            console.line("  added to " + file);
            added.add(file);
        });
        NextSteps.of(scaffold, created).forEach(console::line);
        console.json(root);
    }
}
