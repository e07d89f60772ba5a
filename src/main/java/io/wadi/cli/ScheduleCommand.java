package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.Deployment;
import io.wadi.flow.schedule.Schedule;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi schedule}: when deployments are due. */
@Command(
        name = "schedule",
        description = "When deployments are due.",
        subcommands = {ScheduleCommand.Preview.class})
final class ScheduleCommand {
    /** {@code wadi schedule preview}: the next times of a deployment. */
    @Command(
            name = "preview",
            description = "Show the next times of a deployment, in its zone and in UTC.",
            footer = "%nExample: ./wadi schedule preview products-hourly -n 5")
    static final class Preview extends TellingCommand {
        private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm xxx", Locale.ROOT);

        @Parameters(index = "0", paramLabel = "DEPLOYMENT", description = "Its name in deployments.yaml.")
        String name = "";

        @Option(names = "-n", paramLabel = "NUMBER", description = "How many; 10 unless told.")
        int count = 10;

        @Option(
                names = "--from",
                paramLabel = "INSTANT",
                description = "From then on, as in 2027-03-27T00:00:00Z; now.")
        Optional<Instant> from = Optional.empty();

        @Mixin
        ProjectOptions project = new ProjectOptions();

        @Override
        public Integer call() {
            Deployment deployment = project.deployment(surroundings(), name)
                    .orElseThrow(
                            () -> new ConfigurationFailure(Explanation.of(name + " is a pipeline, and has no schedule")
                                    .fix("name a deployment of deployments.yaml")));
            Instant start = from.orElseGet(() -> Instant.now().minusNanos(1));
            List<Instant> due = Schedule.preview(deployment.schedules(), start, count);
            Console console = console();
            ObjectNode root = JsonNodeFactory.instance.objectNode().put("deployment", name);
            root.put("timezone", deployment.zone().getId());
            ArrayNode all = root.putArray("due");
            due.forEach(at -> {
                console.line(line(at, deployment.zone()));
                all.add(at.toString());
            });
            if (deployment.schedules().isEmpty()) {
                console.line(name + " has no schedule: it is run by hand");
            }
            console.json(root);
            return Console.DONE;
        }

        private static String line(Instant at, ZoneId zone) {
            LocalDate day = LocalDate.ofInstant(at, zone);
            boolean changed = !zone.getRules()
                    .getOffset(day.atStartOfDay(zone).toInstant())
                    .equals(zone.getRules()
                            .getOffset(day.plusDays(1).atStartOfDay(zone).toInstant()));
            return LOCAL.format(at.atZone(zone)) + "  " + at + (changed ? "  the clocks are changed that day" : "");
        }
    }
}
