package io.wadi.cli;

import io.wadi.camel.AlertSender;
import io.wadi.config.DeploymentJson;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.config.TimeSpan;
import io.wadi.extract.rest.CamelHttp;
import io.wadi.extract.rest.Enquiry;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Deployment;
import io.wadi.flow.desk.AlertDesk;
import io.wadi.flow.node.Dispatcher;
import io.wadi.flow.node.Node;
import io.wadi.flow.node.Vitals;
import io.wadi.flow.run.Run;
import io.wadi.flow.store.Books;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Failure;
import io.wadi.pipeline.Packages;
import io.wadi.server.ApiSettings;
import io.wadi.server.clock.QuartzClock;
import io.wadi.server.deploy.DeployApi;
import io.wadi.server.deploy.Deploying;
import io.wadi.server.deploy.LocalDeployments;
import io.wadi.server.http.ApiServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

/** All that runs in the process of {@code ./wadi server}: begun in one order, ended in the other. */
final class Server implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Duration LOOK_AT_FILE = Duration.ofSeconds(2);
    private static final int IDLE_ROUTES = 8;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    /** Not the node's own: nothing that takes long may hold up its beat. */
    private final ScheduledExecutorService chores =
            Executors.newScheduledThreadPool(2, work -> daemon(work, "wadi-chores"));

    private final Consumer<String> log;
    private final RunStore store;
    private final ApiServer api;
    private final String console;
    private final boolean armed;
    private volatile Optional<QuartzClock> clock = Optional.empty();

    /**
     * @param workers how many runs may be under way in this process
     * @param patience how long its end waits for runs, before they are handed back
     * @param log takes a line each
     */
    Server(Surroundings surroundings, ProjectOptions project, int workers, Duration patience, Consumer<String> log) {
        this.log = log;
        Settings settings = project.settings(surroundings);
        Secrets secrets = project.secrets(surroundings);
        Path home = surroundings.home();
        Vitals vitals = new ProcessVitals();
        Nodes.Node self = Identity.of("server", vitals, CLOCK.instant());
        StoreSettings storeSettings = StoreSettings.of(surroundings, project);
        store = later(storeSettings.open());
        Optional<String> profile = settings.get("wadi.profile").filter(name -> !name.isEmpty());
        armed = profile.filter(settings.get("wadi.schedules.active").orElse("prod")::equals)
                .isPresent();
        Retry retry = new Retry(1, surroundings.pause(), CLOCK, RandomGenerator.getDefault());
        AlertSender.Open messages = later(AlertSender.open(settings, secrets, retry, CLOCK, Optional.empty()));
        AlertSender sender = messages.sender();
        ExecutorService telling = Executors.newCachedThreadPool(work -> daemon(work, "wadi-alerts"));
        AlertDesk alerts = new AlertDesk(
                new AlertDesk.Parts(store, this::deployments, armed, sender, self.id(), telling, CLOCK, log));
        Path spool = project.work.directory(surroundings).resolve("spool");
        Books books = new Books(() -> store, spool, self.id(), log);
        Node node = later(new Node(store, books, self, CLOCK, vitals, alerts::crashed))
                .join();
        PreparedPool pool = later(new PreparedPool(home, IDLE_ROUTES));
        ServerRuns runs = new ServerRuns(
                surroundings,
                project,
                this::deployment,
                pool,
                (level, text) -> log.accept(level.equals("INFO") ? text : level + " " + text));
        Dispatcher dispatcher =
                new Dispatcher(store, node, runs, CLOCK, workers, run -> quietly(() -> ended(run, alerts)));
        parts.push(() -> dispatcher.drain(patience));
        Fresh<ServerDesk.Parts> made = new Fresh<>(
                home,
                () -> new ServerDesk.Parts(
                        RouteFiles.read(RouteFiles.folder(home)),
                        project.settings(surroundings),
                        project.secrets(surroundings)));
        ServerDesk desk = new ServerDesk(store, made::get, this::deployment, CLOCK, dispatcher::wake, this::trouble);
        Deploying deploying = new Deploying(
                store.deployments(),
                pipeline -> made.get().routes().pipelines().stream()
                        .anyMatch(each -> each.name().equals(pipeline)),
                CLOCK,
                () -> {
                    clock.ifPresent(QuartzClock::soon);
                    dispatcher.wake();
                });
        LocalDeployments local = new LocalDeployments(home, profile, deploying);
        apply(local);
        CamelContext camel = new DefaultCamelContext();
        parts.push(camel);
        camel.start();
        ApiSettings address = ApiSettings.of(settings, secrets, VersionCommand.text(), self.id(), armed);
        TokensInForce tokens =
                new TokensInForce(address.tokens(), () -> made.get().secrets(), log);
        ServerConsole pages = new ServerConsole(log);
        ServerWarehouse warehouse = new ServerWarehouse(surroundings, made::get, store.deployments()::list);
        api = later(ApiServer.start(
                store,
                desk,
                new DeployApi(deploying),
                address,
                tokens,
                CLOCK,
                pages.beside(
                        store,
                        desk,
                        new ServerWorkshop(
                                surroundings,
                                project,
                                new CamelHttp(messages.main().getCamelContext(), Enquiry.TIMEOUTS, false),
                                this::closed,
                                () -> apply(local),
                                desk::again),
                        warehouse,
                        new Packages(project.work.directory(surroundings)),
                        new ServerSwitchboard(made::get, store.deployments()::list, sender, warehouse),
                        settings,
                        address,
                        tokens,
                        home,
                        CLOCK)));
        console = pages.listening(api.port());
        dispatcher.start();
        if (armed) { // with a thousand deployments this takes seconds, in which the API answers
            clock = Optional.of(later(QuartzClock.start(camel, store, desk, CLOCK, QuartzClock.OFTEN, log)));
        }
        parts.push(() -> chores.shutdownNow());
        every(LOOK_AT_FILE, tokens::look);
        every(LOOK_AT_FILE, () -> apply(local));
        every(Duration.ofMinutes(1), alerts::sweep);
        every(Duration.ofHours(1), () -> {
            Instant now = CLOCK.instant();
            store.forget(now.minus(storeSettings.keepRuns()), now.minus(storeSettings.keepLogs()));
        });
    }

    private <T extends AutoCloseable> T later(T part) {
        parts.push(part);
        return part;
    }

    private static Thread daemon(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void every(Duration period, Runnable task) {
        var unused = chores.scheduleWithFixedDelay(
                () -> quietly(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly(Runnable task) {
        try {
            task.run();
        } catch (Failure failure) {
            log.accept(failure.explanation().what());
        } catch (RuntimeException defect) {
            // The others, and this one the next time, go on.
            log.accept("Wadi failed in a way it should not: " + defect);
        }
    }

    private void apply(LocalDeployments local) {
        try {
            local.apply().ifPresent(plan -> plan.lines().forEach(log));
        } catch (ConfigurationFailure failure) {
            failure.problems()
                    .forEach(problem -> log.accept(FailureText.of(problem).strip()));
        }
    }

    private void ended(Run claimed, AlertDesk alerts) {
        store.runs().find(claimed.id()).ifPresent(run -> {
            api.meters().ended(run);
            log.accept(run.order().name() + " " + run.state().word() + " " + run.id() + " in "
                    + TimeSpan.text(Duration.ofMillis(run.tally().spent().toMillis()))
                    + (run.reason().isEmpty() ? "" : ": " + run.reason()));
            alerts.ended(run);
        });
    }

    /** Why it is not ready: schedules that are to be armed are not yet. */
    private Optional<String> trouble() {
        return armed && clock.isEmpty() ? Optional.of("schedules are not armed yet") : Optional.empty();
    }

    /** Why its console writes no files. */
    private Optional<String> closed() {
        return armed
                ? Optional.of(
                        "Under this profile files are changed by a deployment, not by the console: apply the patch"
                                + " to the project, then deploy it.")
                : store.deployments().list().stream()
                                .anyMatch(each -> each.origin().equals("deploy"))
                        ? Optional.of("This server is deployed to: apply the patch to the project, then ./wadi deploy.")
                        : Optional.empty();
    }

    private Optional<Deployment> deployment(String name) {
        return store.deployments().find(name).map(each -> DeploymentJson.read(each.definition()));
    }

    private Map<String, Deployment> deployments() {
        Map<String, Deployment> all = new HashMap<>();
        store.deployments()
                .list()
                .forEach(each -> DeploymentJson.readable(each.definition())
                        .ifPresent(deployment -> all.put(each.name(), deployment)));
        return all;
    }

    ApiServer api() {
        return api;
    }

    /** How one gets into the console. */
    String console() {
        return console;
    }

    boolean armed() {
        return armed;
    }

    RunStore store() {
        return store;
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                log.accept("while ending: " + e);
            }
        }
    }
}
