package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.AlertSender;
import io.wadi.camel.SecretNeeds;
import io.wadi.camel.SecretNeeds.Need;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.pipeline.LoadOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi secrets check}: where each secret is that a pipeline needs. */
@Command(
        name = "check",
        description = "Tell for each secret that a pipeline needs where it is found, never what it is.",
        footer = "%nExample: ./wadi secrets check hubspot")
final class SecretsCheckCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name; ./wadi list shows them all.")
    String pipeline = "";

    @Option(names = "--destination", description = "As if it loaded there, whatever the route says.")
    Optional<String> destination = Optional.empty();

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Surroundings surroundings = surroundings();
        Settings settings = project.settings(surroundings);
        Secrets secrets = project.secrets(surroundings);
        RouteFiles routes = project.routes(surroundings);
        LoadOptions load = LoadTarget.find(routes, pipeline)
                .map(target -> LoadTarget.options(target, settings))
                .orElse(new LoadOptions(pipeline, Optional.empty(), Optional.empty()));
        List<Need> needs = new ArrayList<>(SecretNeeds.of(routes, pipeline, settings));
        needs.addAll(
                new Pipelines(surroundings, project).destinations(destination).needs(load));
        project.deployments(surroundings).alertsOf(pipeline).stream()
                .flatMap(channel -> AlertSender.needs(channel).stream())
                .forEach(needs::add);
        ObjectNode root = JsonNodeFactory.instance.objectNode().put("pipeline", pipeline);
        ArrayNode all = root.putArray("secrets");
        List<String> seen = new ArrayList<>();
        long missing = 0;
        for (Need need : needs) {
            if (!seen.contains(need.name())) {
                seen.add(need.name());
                missing += look(need, secrets, all) ? 0 : 1;
            }
        }
        Console console = console();
        if (all.isEmpty()) {
            console.line("pipeline " + pipeline + " needs no secret");
        }
        console.json(root.put("missing", missing));
        return missing == 0 ? Console.DONE : Console.INVALID;
    }

    /** Whether nothing is missing of it. */
    private boolean look(Need need, Secrets secrets, ArrayNode all) {
        boolean found = false;
        try {
            for (String key : need.keys()) {
                Optional<Secrets.Found> where = secrets.where(need.section(), key);
                where.ifPresent(place -> found(need, key, place, all));
                found |= where.isPresent();
            }
        } catch (Failure e) {
            lacks(need, e.explanation(), all);
            return false;
        }
        Optional<Explanation> problem = found || !need.required() ? Optional.empty() : need.problem(secrets);
        problem.ifPresent(why -> lacks(need, why, all));
        return problem.isEmpty();
    }

    private void found(Need need, String key, Secrets.Found place, ArrayNode all) {
        String name = need.section() + "." + key;
        console().line(String.format(Locale.ROOT, "✓ %-36s %s", name, SecretPlaces.text(place)));
        ObjectNode one = all.addObject().put("secret", name).put("found", true);
        one.put("kind", place.kind().name().toLowerCase(Locale.ROOT)).put("where", place.place());
        need.at().ifPresent(at -> one.put("at", at));
    }

    private void lacks(Need need, Explanation why, ArrayNode all) {
        console().line(String.format(Locale.ROOT, "✗ %-36s %s", need.name(), why.what()));
        why.fix().ifPresent(fix -> console().line("    fix    " + fix));
        need.at().ifPresent(at -> console().line("    at     " + at));
        ObjectNode one =
                all.addObject().put("secret", need.name()).put("found", false).put("what", why.what());
        why.fix().ifPresent(fix -> one.put("fix", fix));
        need.at().ifPresent(at -> one.put("at", at));
    }
}
