package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.AlertSender;
import io.wadi.camel.RouteCheck;
import io.wadi.camel.SecretNeeds;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.TrackedSecrets;
import io.wadi.extract.rest.Retry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi validate}: everything that is wrong with routes and properties, before anything runs. */
@Command(
        name = "validate",
        description = "Check the routes and properties: every problem at once, with file, line and what to do.",
        footer = "%nExample: ./wadi validate currencies")
final class ValidateCommand extends TellingCommand {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "PIPELINE",
            description = "Only what this one needs; everything without it.")
    Optional<String> pipeline = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        RouteFiles routes = project.routes(surroundings());
        List<Explanation> problems = new ArrayList<>();
        if (pipeline.isEmpty()) {
            DeploymentsFile deployments = project.deployments(surroundings());
            problems.addAll(deployments.problems(routes));
            problems.addAll(ReservedNames.problems(routes, deployments));
        }
        problems.addAll(problems(surroundings(), project, routes, pipeline));
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(RouteCheck.sorted(problems));
        }
        return valid(console(), routes);
    }

    /** What is wrong with routes, properties and samples, for one pipeline or all. */
    static List<Explanation> problems(
            Surroundings surroundings, ProjectOptions project, RouteFiles routes, Optional<String> pipeline) {
        Settings said = project.unfilled(surroundings);
        SampleSettings all = SampleSettings.in(said);
        SampleSettings samples =
                pipeline.map(name -> all.of(routes, name, said)).orElse(all);
        project.samples = Optional.of(SampleSettings.Addresses.in(project.work.directory(surroundings))
                .orElse(SampleSettings.Addresses.NOWHERE));
        Settings settings = project.settings(surroundings);
        Secrets secrets = project.secrets(surroundings).unasked();
        Retry retry = new Retry(1, surroundings.pause(), InstantSource.system(), RandomGenerator.getDefault());
        List<Explanation> problems = new ArrayList<>(RouteFiles.problemsOfProperties(surroundings.home()));
        problems.addAll(TrackedSecrets.tracked(surroundings.home()));
        problems.addAll(samples.problems(said));
        List<Explanation> found = RouteCheck.problems(routes, pipeline, settings, secrets, retry);
        problems.addAll(found.isEmpty() ? RouteCheck.starts(routes, pipeline, settings, secrets, retry) : found);
        if (found.isEmpty() && pipeline.isEmpty()) {
            problems.addAll(ProjectOptions.unaskedSections(
                    settings,
                    Stream.concat(
                                    routes.pipelines().stream()
                                            .flatMap(each -> SecretNeeds.of(routes, each.name(), settings).stream()),
                                    project.deployments(surroundings).channels().values().stream()
                                            .flatMap(each -> AlertSender.needs(each).stream()))
                            .toList()));
        }
        return problems;
    }

    private int valid(Console console, RouteFiles routes) {
        int pipelines = pipeline.isPresent() ? 1 : routes.pipelines().size();
        long sources = pipeline.isPresent()
                ? routes.targets(pipeline).stream()
                        .filter(target -> target.scheme().equals("wadi-source"))
                        .count()
                : routes.sources();
        console.line("✓ " + count(pipelines, "pipeline") + ", " + count(sources, "source"));
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        console.json(root.put("outcome", "valid").put("pipelines", pipelines).put("sources", sources));
        return Console.DONE;
    }

    private static String count(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
