package io.wadi.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.DeploymentBook.Hold;
import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import io.wadi.server.Problem.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What is deployed, and what is asked of it. */
final class DeploymentAnswers {
    private static final int LONGEST_KEY = 200;
    private static final Set<String> ASKED = Set.of("parameters", "resources", "credentials", "destination", "due");

    private final RunStore store;
    private final Desk desk;
    private final InstantSource clock;

    DeploymentAnswers(RunStore store, Desk desk, InstantSource clock) {
        this.store = store;
        this.desk = desk;
        this.clock = clock;
    }

    Answer list(Call call) {
        ObjectNode root = RunJson.object();
        ArrayNode all = root.putArray("deployments");
        store.deployments().list().stream().map(DeploymentAnswers::json).forEach(all::add);
        return Answer.ok(root);
    }

    Answer one(Call call) {
        return Answer.ok(json(deployed(call)));
    }

    Deployed deployed(Call call) {
        String name = call.path("name");
        return store.deployments()
                .find(name)
                .orElseThrow(() -> new Refusal(Problem.of(Kind.UNKNOWN, "there is no deployment " + name)
                        .fix(Api.advice(name, names()))));
    }

    private Set<String> names() {
        return store.deployments().list().stream().map(Deployed::name).collect(Collectors.toSet());
    }

    private static ObjectNode json(Deployed deployed) {
        ObjectNode one = RunJson.object()
                .put("name", deployed.name())
                .put("pipeline", deployed.pipeline())
                .put("fingerprint", deployed.fingerprint())
                .put("origin", deployed.origin())
                .put("deployedAt", deployed.at().toString())
                .put("deployedBy", deployed.by())
                .put("paused", deployed.hold().isPresent());
        RunJson.instant(one, "pausedAt", deployed.hold().map(Hold::since));
        one.put("pausedBy", deployed.hold().map(Hold::by).orElse(null));
        one.put("seenTo", deployed.seenTo().toString());
        one.set("definition", RunJson.read(deployed.definition()));
        return one;
    }

    Answer pause(Call call) {
        return hold(call, Optional.of(new Hold(clock.instant(), call.caller().name())));
    }

    Answer resume(Call call) {
        return hold(call, Optional.empty());
    }

    private Answer hold(Call call, Optional<Hold> hold) {
        Body.of(call.request().body(), Set.of()).check();
        Deployed before = deployed(call);
        if (before.hold().isPresent() != hold.isPresent()) {
            store.deployments().hold(before.name(), hold);
            desk.wake();
        }
        return Answer.ok(json(deployed(call)));
    }

    Answer run(Call call) {
        Deployed deployed = deployed(call);
        Body body = Body.of(call.request().body(), ASKED);
        Map<String, String> parameters = body.texts("parameters");
        List<String> resources = body.list("resources");
        Map<String, String> credentials = body.texts("credentials");
        Optional<String> destination = body.text("destination");
        Optional<Instant> due = body.instant("due");
        body.check();
        RunQueue.Answer answer = desk.order(
                deployed.name(),
                new Asks(parameters, resources, credentials, destination),
                key(call),
                due,
                Trigger.API,
                call.caller().name());
        desk.wake();
        return answer(answer);
    }

    private static Optional<String> key(Call call) {
        Optional<String> key = call.request().header("idempotency-key").filter(text -> !text.isEmpty());
        if (key.filter(text -> text.length() > LONGEST_KEY).isPresent()) {
            throw new Refusal(Problem.of(Kind.UNREADABLE, "the Idempotency-Key is longer than " + LONGEST_KEY));
        }
        return key;
    }

    private static Answer answer(RunQueue.Answer answer) {
        if (answer instanceof RunQueue.Taken taken) {
            return made(201, taken.run());
        }
        if (answer instanceof RunQueue.Known known) {
            return made(200, known.run());
        }
        Run other = ((RunQueue.Clash) answer).run();
        throw new Refusal(
                Problem.of(Kind.CONFLICT, "this Idempotency-Key came before with other wishes: run " + other.id())
                        .fix("send another key, or what was sent then"));
    }

    private static Answer made(int status, Run run) {
        ObjectNode one =
                RunJson.object().put("id", run.id()).put("state", run.state().word());
        return Answer.json(status, one).header("Location", Api.ROOT + "/runs/" + run.id());
    }
}
