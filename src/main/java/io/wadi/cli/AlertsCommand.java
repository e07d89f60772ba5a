package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.AlertSender;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.Nearest;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Deliverer;
import io.wadi.flow.alert.Notice;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code wadi alerts}: whether people are reached. */
@Command(
        name = "alerts",
        description = "Who is told of trouble.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {AlertsCommand.Test.class})
final class AlertsCommand {
    /** {@code wadi alerts test}: a message to each channel. */
    @Command(
            name = "test",
            description = "Send a test message to a channel, or to all, and tell what came back.",
            footer = "%nExample: ./wadi alerts test data-team")
    static final class Test extends TellingCommand {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "CHANNEL",
                description = "Its name in deployments.yaml; all without it.")
        Optional<String> name = Optional.empty();

        @Mixin
        ProjectOptions project = new ProjectOptions();

        @Override
        public Integer call() {
            List<Channel> channels = channels(project.deployments(surroundings()));
            Settings settings = project.settings(surroundings());
            Secrets secrets = project.secrets(surroundings());
            InstantSource clock = InstantSource.system();
            Retry retry = new Retry(1, surroundings().pause(), clock, RandomGenerator.getDefault());
            ObjectNode root = JsonNodeFactory.instance.objectNode();
            ArrayNode all = root.putArray("channels");
            long failed = 0;
            try (AlertSender.Open open = AlertSender.open(settings, secrets, retry, clock, Optional.empty())) {
                for (Channel channel : channels) {
                    failed += test(channel, open.sender(), all) ? 0 : 1;
                }
            }
            console().json(root.put("failed", failed));
            return failed == 0 ? Console.DONE : Console.FAILED;
        }

        private List<Channel> channels(DeploymentsFile file) {
            file.deployments(); // raises what is wrong with it
            TreeMap<String, Channel> known = new TreeMap<>(file.channels());
            if (known.isEmpty()) {
                throw new ConfigurationFailure(Explanation.of("nobody is told of trouble: there are no alerts")
                        .at(DeploymentsFile.FILE)
                        .fix("add alerts: {data-team: {to: {slack: SECTION}}}, and alert: data-team to deployments"));
            }
            if (name.isPresent() && !known.containsKey(name.get())) {
                throw new ConfigurationFailure(Explanation.of("alerts has no " + name.get())
                        .at(DeploymentsFile.FILE)
                        .fix(Nearest.to(name.get(), known.keySet())
                                .map(near -> "did you mean " + near + "?")
                                .orElse("there are " + String.join(", ", known.keySet()))));
            }
            return known.values().stream()
                    .filter(channel -> name.isEmpty() || name.get().equals(channel.name()))
                    .toList();
        }

        /** Sends a test message. @throws Failure saying what came back */
        static void ring(Deliverer sender, Channel channel, Instant now) {
            Notice notice = new Notice(
                    Notice.Mood.TEST,
                    "",
                    Optional.empty(),
                    "a test message to channel " + channel.name(),
                    Optional.empty(),
                    now.toString(),
                    List.of(
                            new Notice.Fact(
                                    "told of",
                                    String.join(
                                            ", ",
                                            channel.on().stream()
                                                    .sorted()
                                                    .map(each -> each.word())
                                                    .toList())),
                            new Notice.Fact("do", "nothing: somebody tries whether messages arrive")));
            sender.deliver(channel, notice, "test-" + now.getEpochSecond());
        }

        private boolean test(Channel channel, AlertSender sender, ArrayNode all) {
            Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
            String what = channel.name() + " (" + channel.way().word() + ")";
            ObjectNode one = all.addObject()
                    .put("channel", channel.name())
                    .put("way", channel.way().word());
            try {
                ring(sender, channel, now);
            } catch (Failure e) {
                Explanation why = e.explanation();
                console().line("✗ " + what + ": " + why.what());
                why.fix().ifPresent(fix -> console().line("    fix    " + fix));
                one.put("sent", false).put("what", why.what());
                why.fix().ifPresent(fix -> one.put("fix", fix));
                return false;
            }
            console().line("✓ " + what + " took it");
            one.put("sent", true);
            return true;
        }
    }
}
