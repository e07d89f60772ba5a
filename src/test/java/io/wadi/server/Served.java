package io.wadi.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.flow.Asks;
import io.wadi.flow.Overlap;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.ApiSettings.Address;
import io.wadi.server.deploy.DeployApi;
import io.wadi.server.deploy.Deploying;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A store with the deployment {@code products}, a desk that takes orders for it, and the API on them. */
public final class Served implements Desk, AutoCloseable {
    public static final String VIEWER = "wadi_viewer";
    public static final String OPERATOR = "wadi_operator";
    public static final Tokens TOKENS = new Tokens(List.of(
            Token.of(new Caller("anna", Role.VIEWER), VIEWER), Token.of(new Caller("ci", Role.OPERATOR), OPERATOR)));
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public final RunStore store;
    public final List<String> woken = new ArrayList<>();
    public Optional<String> trouble = Optional.empty();
    /** Done whenever somebody asks for trouble. */
    public Runnable asked = () -> {};

    Instant now = Stores.NOON;
    private int ids;

    public Served(Path folder) {
        store = Stores.SQLITE.open(folder);
        Deployed products = new Deployed(
                "products",
                "products",
                "{\"pipeline\": \"products\"}",
                "f1",
                "file",
                now,
                "test",
                Optional.empty(),
                now);
        store.deployments().apply(List.of(products), List.of(), Map.of());
    }

    @Override
    public RunQueue.Answer order(
            String deployment, Asks asks, Optional<String> key, Optional<Instant> due, Trigger trigger, String by) {
        if (asks.parameters().containsKey("colour")) {
            throw new ConfigurationFailure(Explanation.of("pipeline products has no parameter colour")
                    .at("/srv/wadi/routes")
                    .fix("leave it out"));
        }
        now = now.plusMillis(1);
        Order order = new Order(
                "products",
                Optional.of(deployment),
                asks,
                trigger,
                by,
                key,
                due.orElse(now),
                Map.of(),
                4,
                Optional.empty());
        return store.queue().arrive("run-" + ++ids, order, Overlap.ALLOW, now);
    }

    @Override
    public Filled backfill(String deployment, Stretch stretch, boolean dryRun, String by) {
        return new Pasts(store, () -> "run-" + ++ids).fill(deployment, stretch, dryRun, by, now);
    }

    @Override
    public void wake() {
        woken.add("woken");
    }

    @Override
    public Optional<String> trouble() {
        asked.run();
        return trouble;
    }

    public ApiSettings settings(Tokens tokens) {
        Address free = new Address("127.0.0.1", 0);
        return new ApiSettings(free, free, tokens, "1.0", Optional.of("dev"), "node-1", false);
    }

    public Api api(Tokens tokens) {
        return new Api(new Gate(tokens), endpoints(tokens));
    }

    public DeployApi deploy() {
        return new DeployApi(new Deploying(store.deployments(), name -> true, clock(), this::wake));
    }

    List<Endpoint> endpoints(Tokens tokens) {
        return Endpoints.of(store, this, deploy(), settings(tokens), clock());
    }

    public InstantSource clock() {
        return () -> now;
    }

    /** One more run of {@code products}. */
    public Run run() {
        RunQueue.Answer answer =
                order("products", Asks.NOTHING, Optional.empty(), Optional.empty(), Trigger.SCHEDULE, "schedule");
        return ((RunQueue.Taken) answer).run();
    }

    /** That run, in the state that follows. */
    public Run to(RunState next, Run run) {
        now = now.plusSeconds(1);
        return store.runs()
                .change(run.id(), before -> switch (next) {
                    case PENDING -> before.claimed("node-1", now);
                    case RUNNING -> before.begun(before.attempt() + 1, now);
                    default -> before.to(next, "as the test wants it", now);
                })
                .orElseThrow();
    }

    public Run ended(RunState end) {
        return to(end, to(RunState.RUNNING, to(RunState.PENDING, run())));
    }

    /** Lines of a run's log, by their numbers. */
    public void log(String run, long from, long to) {
        List<Logs.Line> lines = new ArrayList<>();
        for (long seq = from; seq <= to; seq++) {
            lines.add(new Logs.Line(run, seq, now, "INFO", "line " + seq));
        }
        store.logs().add(lines);
    }

    static Request get(String address) {
        return request("GET", address, "", Map.of());
    }

    static Request post(String address, String body, String... headers) {
        Map<String, String> all = new HashMap<>(Map.of("content-type", "application/json"));
        for (int i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        return request("POST", address, body, all);
    }

    static Request request(String method, String address, String body, Map<String, String> headers) {
        String[] parts = address.split("\\?", 2);
        Map<String, String> all = new HashMap<>(Map.of("host", "127.0.0.1:7080"));
        all.putAll(headers);
        return new Request(method, Api.ROOT + parts[0], parts.length == 2 ? parts[1] : "", all, body);
    }

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
