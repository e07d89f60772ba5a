package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.RouteFiles;
import io.wadi.flow.Deployment;
import io.wadi.flow.schedule.Schedule;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code wadi list}: the pipelines and deployments there are. */
@Command(name = "list", description = "List the pipelines and deployments.")
final class ListCommand extends TellingCommand {
    @Override
    public Integer call() {
        Console console = console();
        List<RouteFiles.Pipeline> pipelines =
                RouteFiles.read(RouteFiles.folder(surroundings().home())).pipelines();
        List<Deployment> deployments =
                DeploymentsFile.read(surroundings().home(), Optional.empty()).deployments();
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ArrayNode all = root.putArray("pipelines");
        for (RouteFiles.Pipeline pipeline : pipelines) {
            String description = pipeline.description().orElse("");
            console.line(String.format(Locale.ROOT, "%-24s %s", pipeline.name(), description)
                    .stripTrailing());
            all.addObject()
                    .put("name", pipeline.name())
                    .put("description", description)
                    .put("at", pipeline.place().toString());
        }
        ArrayNode deployed = root.putArray("deployments");
        for (Deployment deployment : deployments) {
            String times = deployment.schedules().isEmpty()
                    ? "by hand"
                    : deployment.schedules().stream().map(Schedule::text).collect(Collectors.joining("; "));
            console.line(String.format(
                    Locale.ROOT, "%-24s pipeline %s, %s", deployment.name(), deployment.pipeline(), times));
            deployed.addObject()
                    .put("name", deployment.name())
                    .put("pipeline", deployment.pipeline())
                    .put("schedule", times)
                    .put("at", deployment.place());
        }
        console.json(root);
        return Console.DONE;
    }
}
