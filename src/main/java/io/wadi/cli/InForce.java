package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Run;
import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.DeploymentBook;
import io.wadi.flow.store.RunBook;
import io.wadi.server.RunJson;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A deployment as it stands.
 *
 * @param deployment empty where this version of Wadi does not understand what was deployed
 */
record InForce(
        String name,
        String pipeline,
        Optional<Deployment> deployment,
        Optional<DeploymentBook.Hold> hold,
        Optional<Run> last) {
    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("d MMM HH:mm", Locale.UK);

    InForce {
        requireNonNull(name);
        requireNonNull(pipeline);
        requireNonNull(deployment);
        requireNonNull(hold);
        requireNonNull(last);
    }

    static InForce ofFile(Deployment deployment, RunBook runs) {
        String name = deployment.name();
        return new InForce(name, deployment.pipeline(), Optional.of(deployment), Optional.empty(), last(name, runs));
    }

    static InForce deployed(DeploymentBook.Deployed deployed, RunBook runs) {
        return new InForce(
                deployed.name(),
                deployed.pipeline(),
                DeploymentJson.readable(deployed.definition()),
                deployed.hold(),
                last(deployed.name(), runs));
    }

    private static Optional<Run> last(String name, RunBook runs) {
        return runs.list(new RunBook.Filter(Optional.of(name), Set.of(), Optional.empty(), 1)).stream()
                .findFirst();
    }

    private Optional<Instant> next(Instant now) {
        return deployment
                .flatMap(known -> Schedule.first(known.schedules(), now))
                .filter(at -> hold.isEmpty());
    }

    /** When it is due, for people. */
    private String schedule() {
        return deployment
                .map(known -> known.schedules().isEmpty()
                        ? "by hand"
                        : known.schedules().stream().map(InForce::words).collect(Collectors.joining("; ")))
                .orElse("deployed by another version of Wadi, which this one does not understand");
    }

    private static String words(Schedule schedule) {
        return schedule.words() + (schedule instanceof CronSchedule cron ? ", " + name(cron.zone()) : "");
    }

    private static String name(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    List<String> lines(LocalTimes times) {
        List<String> lines = new ArrayList<>();
        lines.add(name + (name.equals(pipeline) ? "" : " (pipeline " + pipeline + ")"));
        lines.add("  " + schedule());
        next(times.now()).ifPresent(at -> {
            ZoneId zone = deployment.orElseThrow().zone();
            lines.add("  next  " + DUE.format(at.atZone(zone)) + " " + name(zone) + ", " + times.relative(at));
        });
        last.ifPresent(run -> lines.add("  last  " + RunText.state(run.state()) + " " + times.at(RunText.when(run))
                + ", " + times.relative(RunText.when(run)) + ", " + run.id()));
        hold.ifPresent(held -> lines.add("  paused since " + times.at(held.since()) + " by " + held.by()));
        return lines;
    }

    ObjectNode json(Instant now) {
        ObjectNode root =
                JsonNodeFactory.instance.objectNode().put("name", name).put("pipeline", pipeline);
        deployment.ifPresent(known -> {
            known.schedules().forEach(each -> root.withArray("schedule").add(each.text()));
            root.put("timezone", known.zone().getId());
        });
        next(now).ifPresent(at -> root.put("next", at.toString()));
        last.ifPresent(run -> root.set("last", RunJson.summary(run)));
        hold.ifPresent(held ->
                root.putObject("paused").put("since", held.since().toString()).put("by", held.by()));
        return root;
    }
}
