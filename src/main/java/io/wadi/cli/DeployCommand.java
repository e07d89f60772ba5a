package io.wadi.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.Nearest;
import io.wadi.disk.Durable;
import io.wadi.flow.Deployment;
import io.wadi.flow.kubernetes.CronJobs;
import io.wadi.flow.kubernetes.Manifest;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi deploy}: the deployments of this project, to where they are run. */
@Command(
        name = "deploy",
        description = "Render deployments as CronJobs, for a Kubernetes that schedules them itself.",
        footer =
                "%nExample: ./wadi deploy --target kubernetes --image registry.example.com/wadi:1.0 | kubectl apply -f -")
final class DeployCommand extends TellingCommand {
    /** The closed words of {@code --target}. */
    enum Target {
        KUBERNETES
    }

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Only these; all that have a schedule unless told.")
    List<String> names = List.of();

    @Option(
            names = "--target",
            description = "Print them for another scheduler instead: ${COMPLETION-CANDIDATES}; no server is asked.")
    Optional<Target> target = Optional.empty();

    @Mixin
    DeployRemote remote = new DeployRemote();

    @Option(
            names = "--image",
            paramLabel = "IMAGE",
            description = "The image of the runs, with these deployments in it.")
    Optional<String> image = Optional.empty();

    @Option(names = "--namespace", description = "That of the CronJobs; the current one.")
    Optional<String> namespace = Optional.empty();

    @Option(
            names = "--secret",
            paramLabel = "NAME",
            defaultValue = "wadi",
            description = "The secret whose fields are the environment of the runs; ${DEFAULT-VALUE}.")
    String secret = "wadi";

    @Option(names = "--output", paramLabel = "DIR", description = "Write a file for each, instead of printing them.")
    Optional<Path> directory = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        if (target.isPresent() == remote.server.isPresent()) {
            throw new ConfigurationFailure(Explanation.of(
                            target.isPresent()
                                    ? "--server and --target were both given"
                                    : "nobody was named to deploy to")
                    .fix("--server URL for a server of Wadi, --target kubernetes for CronJobs"));
        }
        if (remote.server.isPresent()) {
            if (!names.isEmpty()) {
                throw new ConfigurationFailure(Explanation.of("a server takes deployments.yaml whole")
                        .fix("leave out " + String.join(", ", names)));
            }
            return remote.deploy(surroundings(), project, console());
        }
        return print();
    }

    private int print() {
        String runs = image.filter(text -> !text.isBlank())
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("--image is missing: a CronJob says which image it runs")
                                .fix("as in --image registry.example.com/wadi:1.0")));
        List<Deployment> wanted = wanted();
        Optional<String> profile =
                project.settings(surroundings()).get("wadi.profile").filter(name -> !name.isEmpty());
        List<Manifest> manifests = new CronJobs(runs, namespace, profile, secret).of(wanted);
        List<String> leftOut = wanted.stream()
                .filter(each -> each.schedules().isEmpty())
                .map(Deployment::name)
                .toList();
        Console console = console();
        if (!leftOut.isEmpty()) {
            console.line("# left out, for they have no schedule: " + String.join(", ", leftOut));
        }
        for (Manifest manifest : manifests) {
            console.line(directory
                    .map(folder -> written(folder, manifest).toString())
                    .orElseGet(() -> manifest.yaml().stripTrailing()));
        }
        console.json(list(manifests));
        return Console.DONE;
    }

    /** @throws ConfigurationFailure when something is wrong with the deployments, or there is none of that name */
    private List<Deployment> wanted() {
        DeploymentsFile file = project.deployments(surroundings());
        List<Explanation> problems = file.problems(project.routes(surroundings()));
        if (problems.isEmpty()) {
            problems = names.stream()
                    .filter(Predicate.not(file.names()::contains))
                    .map(name -> Explanation.of("there is no deployment " + name)
                            .fix(Nearest.to(name, file.names())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("there are " + String.join(", ", file.names()))))
                    .toList();
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return file.deployments().stream()
                .filter(each -> names.isEmpty() || names.contains(each.name()))
                .toList();
    }

    private static Path written(Path folder, Manifest manifest) {
        Path file = folder.resolve(manifest.name() + ".yaml");
        try {
            Files.createDirectories(folder);
            return Files.writeString(file, manifest.yaml());
        } catch (IOException e) {
            throw Durable.failure("write", file, e);
        }
    }

    /** As kubectl takes it, too. */
    private static ObjectNode list(List<Manifest> manifests) {
        ObjectNode list =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "List");
        ArrayNode items = list.putArray("items");
        ObjectMapper mapper = new ObjectMapper();
        manifests.forEach(manifest -> items.add(mapper.<ObjectNode>valueToTree(manifest.tree())));
        return list;
    }
}
