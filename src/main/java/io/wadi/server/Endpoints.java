package io.wadi.server;

import static io.wadi.server.Endpoint.get;
import static io.wadi.server.Endpoint.post;
import static io.wadi.server.Role.EDITOR;
import static io.wadi.server.Role.OPERATOR;

import io.wadi.flow.store.RunStore;
import io.wadi.server.deploy.DeployApi;
import java.time.InstantSource;
import java.util.List;

/** All that can be asked for; openapi.json says the same for clients, and a test holds the two together. */
public final class Endpoints {
    private Endpoints() {}

    public static List<Endpoint> of(
            RunStore store, Desk desk, DeployApi deploy, ApiSettings settings, InstantSource clock) {
        ServerAnswers server = new ServerAnswers(store, desk, settings);
        DeploymentAnswers deployments = new DeploymentAnswers(store, desk, clock);
        BackfillAnswers backfills = new BackfillAnswers(store, deployments, desk, clock);
        RunAnswers runs = new RunAnswers(store);
        RunChanges changes = new RunChanges(store, desk, clock);
        return List.of(
                get("/server", server::server),
                get("/nodes", server::nodes),
                get("/openapi.json", server::openApi),
                post(
                        "/deployments:plan",
                        EDITOR,
                        call -> Answer.ok(deploy.plan(call.request().bytes()))),
                post(
                        "/deployments:apply",
                        EDITOR,
                        call -> Answer.ok(deploy.apply(
                                call.request().bytes(), call.caller().name()))),
                get("/deployments", deployments::list),
                get("/deployments/{name}", deployments::one),
                post("/deployments/{name}/runs", OPERATOR, deployments::run),
                post("/deployments/{name}/pause", OPERATOR, deployments::pause),
                post("/deployments/{name}/resume", OPERATOR, deployments::resume),
                get("/deployments/{name}/backfills", backfills::list),
                post("/deployments/{name}/backfills", OPERATOR, backfills::start),
                get("/deployments/{name}/backfills/{id}", backfills::one),
                post("/deployments/{name}/backfills/{id}/stop", OPERATOR, backfills::stop),
                post("/deployments/{name}/backfills/{id}/retry", OPERATOR, backfills::retry),
                get("/runs", runs::list, "name", "state", "q", "limit", "before", "ids"),
                get("/runs/{id}", runs::one),
                get("/runs/{id}/logs", runs::logs, "after", "limit"),
                get("/runs/{id}/events", runs::events),
                post("/runs/{id}/cancel", OPERATOR, changes::cancel),
                post("/runs/{id}/retry", OPERATOR, changes::retry),
                post("/runs/{id}/pause", OPERATOR, changes::pause),
                post("/runs/{id}/resume", OPERATOR, changes::resume));
    }
}
