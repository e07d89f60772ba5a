package io.wadi.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.Asks;
import io.wadi.flow.backfill.Course;
import io.wadi.flow.backfill.Courses;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.store.RunStore;
import io.wadi.server.Problem.Kind;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** Stretches of the past, and how far they are. */
final class BackfillAnswers {
    private static final Set<String> ASKED = Set.of(
            "from",
            "to",
            "every",
            "closed",
            "startParameter",
            "endParameter",
            "parallel",
            "onlyMissing",
            "dryRun",
            "parameters",
            "resources",
            "credentials",
            "destination",
            "key");

    private final Courses courses;
    private final DeploymentAnswers deployments;
    private final Desk desk;
    private final InstantSource clock;

    BackfillAnswers(RunStore store, DeploymentAnswers deployments, Desk desk, InstantSource clock) {
        this.courses = new Courses(store);
        this.deployments = deployments;
        this.desk = desk;
        this.clock = clock;
    }

    Answer start(Call call) {
        String deployment = deployments.deployed(call).name();
        Body body = Body.of(call.request().body(), ASKED);
        Asks asks = new Asks(
                body.texts("parameters"), body.list("resources"), body.texts("credentials"), body.text("destination"));
        Stretch stretch = new Stretch(
                body.needed("from"),
                body.needed("to"),
                body.needed("every"),
                body.flag("closed"),
                body.text("startParameter").orElse(Stretch.START),
                body.text("endParameter").orElse(Stretch.END),
                body.number("parallel", 1),
                body.flag("onlyMissing"),
                asks,
                body.text("key"));
        boolean dryRun = body.flag("dryRun");
        body.check();
        Desk.Filled filled =
                desk.backfill(deployment, stretch, dryRun, call.caller().name());
        Answer.Document answer = Answer.json(dryRun ? 200 : 201, BackfillJson.filled(deployment, filled, dryRun));
        return dryRun
                ? answer
                : answer.header(
                        "Location",
                        Api.ROOT + "/deployments/" + deployment + "/backfills/"
                                + filled.backfill().id());
    }

    Answer list(Call call) {
        ObjectNode root = RunJson.object();
        ArrayNode all = root.putArray("backfills");
        courses.of(deployments.deployed(call).name()).stream()
                .map(BackfillJson::summary)
                .forEach(all::add);
        return Answer.ok(root);
    }

    Answer one(Call call) {
        return Answer.ok(BackfillJson.details(course(call)));
    }

    Answer stop(Call call) {
        Course course = course(call);
        return changed(call, courses.stop(course, RunChanges.why("stopped", call), clock.instant()));
    }

    Answer retry(Call call) {
        Course course = course(call);
        return changed(call, courses.retry(course, RunChanges.why("tried again", call), clock.instant()));
    }

    private Answer changed(Call call, int runs) {
        desk.wake();
        return Answer.ok(BackfillJson.summary(course(call)).put("changed", runs));
    }

    private Course course(Call call) {
        String deployment = deployments.deployed(call).name();
        String id = call.path("id");
        Optional<Course> found = id.matches("[0-9a-f]+") ? courses.find(deployment, id) : Optional.empty();
        return found.orElseThrow(
                () -> new Refusal(Problem.of(Kind.UNKNOWN, "there is no backfill " + id + " of " + deployment)
                        .fix("GET " + Api.ROOT + "/deployments/" + deployment + "/backfills lists them")));
    }
}
