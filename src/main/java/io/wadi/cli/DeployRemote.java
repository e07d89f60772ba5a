package io.wadi.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.DeploymentJson;
import io.wadi.config.DeploymentsFile;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The deployments of a checkout, sent to a server: it shows what would change, and applies it. */
final class DeployRemote {
    private static final String SECTION = "server";
    private static final String KEY = "token";

    @Option(names = "--server", paramLabel = "URL", description = "The server, as in https://wadi.example.com.")
    Optional<String> server = Optional.empty();

    @Option(
            names = "--token-from",
            paramLabel = "VARIABLE",
            description = "The environment variable with the server's token; else the secret server.token.")
    Optional<String> tokenFrom = Optional.empty();

    @Option(names = "--prune", description = "Remove deployments and limits that are not in the file.")
    boolean prune;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask before it is applied.")
    boolean yes;

    @Option(names = "--dry-run", description = "Show what would change, and change nothing.")
    boolean dryRun;

    @Option(names = "--insecure", description = "Send the token without TLS to another machine.")
    boolean insecure;

    /**
     * @return the exit code: 0 when it was applied, or there was nothing to apply, or nothing was to be
     * @throws ConfigurationFailure when the file, or what the server says of it, is wrong
     */
    int deploy(Surroundings surroundings, ProjectOptions project, Console console) {
        ServerClient client = client(surroundings, project);
        String profile = client.get("/api/v1/server").path("profile").asText("");
        DeploymentsFile file =
                DeploymentsFile.read(surroundings.home(), Optional.of(profile).filter(name -> !name.isEmpty()));
        List<Explanation> problems = file.problems(project.routes(surroundings));
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        ObjectNode body = body(file);
        JsonNode plan = client.post("/api/v1/deployments:plan", body);
        console.line("deployments.yaml for " + (profile.isEmpty() ? "no profile" : "profile " + profile) + ":");
        show(plan, console);
        if (dryRun || !plan.path("changes").asBoolean()) {
            return done(plan, console);
        }
        if (!yes && !agrees(surroundings)) {
            console.note("nothing was changed");
            return Console.FAILED;
        }
        body.put("plan", plan.path("plan").asText());
        JsonNode applied = client.post("/api/v1/deployments:apply", body);
        console.line("applied");
        return done(applied, console);
    }

    private ServerClient client(Surroundings surroundings, ProjectOptions project) {
        Optional<String> token = tokenFrom
                .map(name -> surroundings
                        .variable(name)
                        .orElseThrow(() -> new ConfigurationFailure(
                                Explanation.of("the environment variable " + name + " is not there, or empty")
                                        .fix("set it to the server's token"))))
                .or(() -> project.secrets(surroundings).find(SECTION, KEY));
        return ServerClient.of(server.orElse(""), token, insecure);
    }

    private ObjectNode body(DeploymentsFile file) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("prune", prune);
        ArrayNode deployments = body.putArray("deployments");
        file.deployments().forEach(each -> deployments.add(DeploymentJson.of(each)));
        file.limits().forEach(body.putObject("limits")::put);
        return body;
    }

    private static void show(JsonNode plan, Console console) {
        plan.path("lines").forEach(line -> console.line("  " + ServerClient.clean(line.asText())));
    }

    private static int done(JsonNode plan, Console console) {
        if (plan instanceof ObjectNode object) {
            console.json(object);
        }
        return Console.DONE;
    }

    private static boolean agrees(Surroundings surroundings) {
        if (!surroundings.terminal()) {
            throw new ConfigurationFailure(Explanation.of("nobody is there to agree to this")
                    .fix("add --yes to apply it, or --dry-run to see it only"));
        }
        surroundings.err().print("apply? [y/N] ");
        surroundings.err().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
