package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.store.DeploymentBook;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi deployments}: what runs by itself, when next, and how it went last. */
@Command(
        name = "deployments",
        description = "List the deployments in force: when they are due, how they went last, whether they are held.",
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {DeploymentsCommand.Pause.class, DeploymentsCommand.Resume.class})
final class DeploymentsCommand extends TellingCommand {
    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        Console console = console();
        LocalTimes times = LocalTimes.here();
        try (RunStore store = StoreSettings.of(surroundings(), project).open()) {
            List<DeploymentBook.Deployed> deployed = store.deployments().list();
            List<InForce> all = deployed.isEmpty()
                    ? project.deployments(surroundings()).deployments().stream()
                            .map(each -> InForce.ofFile(each, store.runs()))
                            .toList()
                    : deployed.stream()
                            .map(each -> InForce.deployed(each, store.runs()))
                            .toList();
            boolean fired =
                    store.nodes().list().stream().anyMatch(node -> node.role().equals("server"));
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            ArrayNode list = root.putArray("deployments");
            for (InForce each : all) {
                each.lines(times).forEach(console::line);
                list.add(each.json(times.now()));
            }
            console.line(
                    all.isEmpty()
                            ? "no deployments: nothing runs by itself"
                            : fired ? "" : "no server runs here, so the clock starts none of them: ./wadi server");
            console.json(root.put("server", fired));
            return Console.DONE;
        }
    }

    /** A switch of one of them. */
    abstract static class Switch extends TellingCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "Its name.")
        String name = "";

        @Mixin
        ProjectOptions project = new ProjectOptions();

        final int hold(Optional<DeploymentBook.Hold> hold, String what) {
            try (RunStore store = StoreSettings.of(surroundings(), project).open()) {
                if (!store.deployments().hold(name, hold)) {
                    project.deployment(surroundings(), name); // an unknown name says so
                    throw new ConfigurationFailure(
                            Explanation.of(name + " is not deployed here, so no schedule of it runs")
                                    .at(store.where())
                                    .fix("./wadi server or ./wadi deploy puts it in force"));
                }
            }
            Console console = console();
            console.line(name + " " + what);
            console.json(JsonNodeFactory.instance
                    .objectNode()
                    .put("deployment", name)
                    .put("paused", hold.isPresent()));
            return Console.DONE;
        }
    }

    /** {@code wadi deployments pause}. */
    @Command(name = "pause", description = "Hold its schedules; what runs goes on, and it can be run by hand.")
    static final class Pause extends Switch {
        @Override
        public Integer call() {
            return hold(
                    Optional.of(new DeploymentBook.Hold(
                            Instant.now(), surroundings().user())),
                    "is paused; ./wadi deployments resume " + name + " takes that back");
        }
    }

    /** {@code wadi deployments resume}. */
    @Command(name = "resume", description = "Let its schedules go on.")
    static final class Resume extends Switch {
        @Override
        public Integer call() {
            return hold(Optional.empty(), "runs by its schedules");
        }
    }
}
