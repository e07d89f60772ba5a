package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.RouteFiles;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code wadi list}: the pipelines there are. */
@Command(name = "list", description = "List the pipelines.")
final class ListCommand extends TellingCommand {
    @Override
    public Integer call() {
        Console console = console();
        List<RouteFiles.Pipeline> pipelines =
                RouteFiles.read(RouteFiles.folder(surroundings().home())).pipelines();
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
        console.json(root);
        return Console.DONE;
    }
}
