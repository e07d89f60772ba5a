package io.wadi.server.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.config.DeploymentJson;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Overlap;
import io.wadi.flow.backfill.Stretch;
import io.wadi.flow.deploy.Wanted;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stations;
import io.wadi.flow.store.Stores;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.pipeline.Packages;
import io.wadi.server.ApiSettings;
import io.wadi.server.ApiSettings.Address;
import io.wadi.server.Desk;
import io.wadi.server.Pasts;
import io.wadi.server.Tokens;
import io.wadi.server.deploy.DeployApi;
import io.wadi.server.deploy.Deploying;
import io.wadi.server.http.ApiServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A server with its console, on a port of its own, and a desk that only writes orders down. */
final class House implements Desk, AutoCloseable {
    static final String NODE = "server-house-4711";
    private static final ObjectMapper JSON = new ObjectMapper();

    final RunStore store;
    static final String PASSWORD = ShopWorkshop.PASSWORD;

    final ShopWorkshop workshop = new ShopWorkshop(this);
    final ShopWarehouse warehouse;
    final ShopSwitchboard switchboard = new ShopSwitchboard();
    final Path work;
    private final Packages packages;
    final List<String> links = new ArrayList<>();
    Instant now = Stores.NOON;
    private final AtomicInteger numbers = new AtomicInteger();
    private Optional<ApiServer> server = Optional.empty();
    private Optional<Console> console = Optional.empty();

    House(Path folder) {
        store = Stores.SQLITE.open(folder);
        work = folder.resolve("work");
        packages = new Packages(work);
        warehouse = new ShopWarehouse(folder.resolve("wadi.duckdb"));
        store.nodes().join(new Nodes.Node(NODE, "house", 4_711, 1, "server", now, 3, 220_000_000));
    }

    /** As on this machine, where one comes in by the link. */
    House open(String profile) {
        return open(profile, Tokens.NONE, Users.NONE, Optional.empty());
    }

    House open(String profile, Tokens tokens, Users users, Optional<ConsoleSettings.Proxy> proxy) {
        return open(profile, () -> tokens, users, proxy);
    }

    /** @param tokens those in force, whenever somebody asks */
    House open(String profile, Supplier<Tokens> tokens, Users users, Optional<ConsoleSettings.Proxy> proxy) {
        Address free = new Address("127.0.0.1", 0);
        ApiSettings settings =
                new ApiSettings(free, free, tokens.get(), "1.0", Optional.of(profile), NODE, profile.equals("prod"));
        ConsoleSettings who = new ConsoleSettings(Set.of(), users, tokens, proxy, true, false);
        DeployApi deploy = new DeployApi(new Deploying(store.deployments(), name -> true, () -> now, this::wake));
        server.ifPresent(ApiServer::close);
        server = Optional.of(ApiServer.start(store, this, deploy, settings, tokens, () -> now, api -> {
            console = Optional.of(new Console(new Console.Parts(
                    store,
                    api,
                    this,
                    workshop,
                    warehouse,
                    packages,
                    switchboard,
                    settings,
                    who,
                    () -> now,
                    this::secret,
                    links::add)));
            return console;
        }));
        return this;
    }

    private String secret() {
        return "secret-of-the-house-number-" + numbers.incrementAndGet();
    }

    Console console() {
        return console.orElseThrow();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.orElseThrow().port() + path;
    }

    String link() {
        return url(links.get(links.size() - 1));
    }

    /** @param keys of its entry, beside name and pipeline */
    void deploy(String name, String keys) {
        try {
            String entry = "{\"name\": \"" + name + "\", \"pipeline\": \"" + name.replaceFirst("-.*", "") + "\""
                    + (keys.isEmpty() ? "" : ", " + keys) + "}";
            Deployment deployment = DeploymentJson.read(JSON.readTree(entry), Set.of());
            Wanted wanted = DeploymentJson.wanted(deployment);
            Deployed deployed = new Deployed(
                    name,
                    wanted.pipeline(),
                    wanted.definition(),
                    wanted.fingerprint(),
                    "file",
                    now.minus(Duration.ofDays(9)),
                    "deployments.yaml",
                    Optional.empty(),
                    now);
            store.deployments().apply(List.of(deployed), List.of(), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Run asked(String name, Instant due) {
        return asked(name, due, Trigger.SCHEDULE, "schedule", Asks.NOTHING, Optional.empty())
                .run();
    }

    private RunQueue.Taken asked(
            String name, Instant due, Trigger trigger, String by, Asks asks, Optional<String> key) {
        Order order = new Order(
                name.replaceFirst("-.*", ""),
                Optional.of(name),
                asks,
                trigger,
                by,
                key,
                due,
                Map.of("deployment:" + name, 1),
                4,
                Optional.empty());
        String id = String.format("0192%04x-7000-8000-%012d", numbers.incrementAndGet(), due.getEpochSecond());
        return (RunQueue.Taken) store.queue().arrive(id, order, Overlap.ALLOW, due);
    }

    Run running(String name, Instant at) {
        String id = asked(name, at).id();
        store.runs().change(id, run -> run.claimed(NODE, at.plusMillis(40)));
        store.runs().change(id, run -> run.begun(1, at.plusMillis(90)));
        store.runs().tell(id, NODE, tally(0, 3_200));
        String table = name.replaceFirst("-.*", "");
        Duration soFar = Duration.ofSeconds(5);
        Instant began = at.plusMillis(90);
        store.stations()
                .tell(
                        id,
                        NODE,
                        1,
                        List.of(
                                new Stations.Stretch(1, "extract", began, part(began, soFar, 0.8)),
                                new Stations.Stretch(1, "normalise", part(began, soFar, 0.1), part(began, soFar, 0.9))),
                        Map.of(table, 3_000L, table + "__lines", 7_411L));
        return store.runs().find(id).orElseThrow();
    }

    private static Instant part(Instant began, Duration all, double part) {
        return began.plusMillis(Math.round(all.toMillis() * part));
    }

    static Tally tally(long rows, long records) {
        return new Tally(
                Duration.ofMillis(4_200),
                rows == 0 ? "extract" : "load",
                records,
                rows,
                rows * 40,
                Duration.ofMillis(1_900),
                180_000_000,
                rows == 0 ? Optional.empty() : Optional.of("1795348800.123"));
    }

    Run ended(String name, Instant at, Duration took, RunState end, String reason) {
        String id = running(name, at).id();
        Instant then = at.plus(took);
        boolean good = end.isGood();
        if (good) {
            store.runs().tell(id, NODE, tally(12_400, 12_400));
            Instant began = at.plusMillis(90);
            store.stations()
                    .tell(
                            id,
                            NODE,
                            1,
                            List.of(
                                    new Stations.Stretch(1, "extract", began, part(began, took, 0.6)),
                                    new Stations.Stretch(
                                            1, "normalise", part(began, took, 0.1), part(began, took, 0.64)),
                                    new Stations.Stretch(1, "load", part(began, took, 0.66), part(began, took, 0.98))),
                            Map.of(
                                    name.replaceFirst("-.*", ""),
                                    12_400L,
                                    name.replaceFirst("-.*", "") + "__lines",
                                    31_022L));
            store.runs()
                    .ended(
                            id,
                            new RunBook.Ending(1, then, Optional.of("{}"), Optional.empty()),
                            List.of(
                                    new RunBook.TableRows(name.replaceFirst("-.*", ""), 12_400, 0, false, List.of()),
                                    new RunBook.TableRows(
                                            name.replaceFirst("-.*", "") + "__lines", 31_022, 0, true, List.of("sku")),
                                    new RunBook.TableRows("_dlt_loads", 1, 0, false, List.of())));
        } else if (!reason.isEmpty()) {
            store.runs()
                    .ended(id, new RunBook.Ending(1, then, Optional.empty(), Optional.of(failure(reason))), List.of());
        }
        log(id, then, "INFO", "extract " + name + ": 12 400 records in 3 pages");
        log(id, then, good ? "WARN" : "ERROR", reason.isEmpty() ? "column milestone is new" : reason);
        return store.runs().change(id, run -> run.to(end, reason, then)).orElseThrow();
    }

    private static String failure(String what) {
        return JSON.createObjectNode()
                .put("outcome", "failed")
                .put("safe", "the 12 397 good rows are kept in package 1795299870.26; nothing was loaded")
                .set(
                        "problems",
                        JSON.createArrayNode()
                                .add(JSON.createObjectNode()
                                        .put("what", what)
                                        .put("at", "page 7 of GET /issues?page=7, record 41")
                                        .put("fix", "contract.data_type: discard_value, then ./wadi run retry")))
                .toString();
    }

    void log(String run, Instant at, String level, String text) {
        store.logs().add(List.of(new Logs.Line(run, numbers.incrementAndGet(), at, level, text)));
    }

    @Override
    public RunQueue.Answer order(
            String deployment, Asks asks, Optional<String> key, Optional<Instant> due, Trigger trigger, String by) {
        if (asks.parameters().containsKey("colour")) {
            throw new ConfigurationFailure(Explanation.of("pipeline " + deployment + " has no parameter colour")
                    .fix("leave it out"));
        }
        return asked(deployment, now, trigger, by, asks, key);
    }

    @Override
    public Filled backfill(String deployment, Stretch stretch, boolean dryRun, String by) {
        return new Pasts(store, () -> "run-" + numbers.incrementAndGet()).fill(deployment, stretch, dryRun, by, now);
    }

    @Override
    public void wake() {
        // nothing waits for it here
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.ifPresent(ApiServer::close);
        store.close();
    }
}
