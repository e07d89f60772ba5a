package io.wadi.cli;

import io.wadi.camel.RunCheck;
import io.wadi.camel.SecretNeeds;
import io.wadi.camel.WadiContext;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.PrivacyPolicy;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunName;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntBiFunction;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** One run of a pipeline through the routes that production uses. */
final class Pipelines {
    private static final int TRIES = 3;
    private static final String KEEP = "wadi.packages.keep";

    private final Surroundings surroundings;
    private final ProjectOptions project;
    private final Settings settings;
    private final Secrets secrets;
    private final Hiding hiding;
    private final RunName run;
    /** One each for all runs: they remember what they saw there. */
    private final Map<Path, Target> files = new ConcurrentHashMap<>();

    /** Reads the project's settings and secrets. */
    Pipelines(Surroundings surroundings, ProjectOptions project) {
        this.surroundings = surroundings;
        this.project = project;
        this.settings = project.settings(surroundings);
        this.secrets = project.secrets(surroundings);
        this.hiding = new Hiding(secrets);
        this.run = Runs.next(settings.get("wadi.deployment").filter(name -> !name.isBlank()));
    }

    /** @param destination what the command line says, if it does */
    Destinations destinations(Optional<String> destination) {
        return new Destinations(
                destination,
                surroundings.variable("WADI_DESTINATION"),
                settings::get,
                file -> files.computeIfAbsent(file, each -> Destinations.duckDb(each, surroundings.pause())),
                snowflake(),
                s3());
    }

    /** The destination that a package was made for: its own address and nothing else. */
    Target.Finder whereItWasMade() {
        return new Destinations(
                Optional.empty(), Optional.empty(), settings::get, surroundings.pause(), snowflake(), s3());
    }

    private S3Target s3() {
        return new S3Target(settings, secrets, project.work.directory(surroundings), surroundings.pause());
    }

    private SnowflakeTarget snowflake() {
        return new SnowflakeTarget(settings, secrets, project.work.directory(surroundings), run.labels());
    }

    /**
     * How many packages of a pipeline keep their rows once they are loaded.
     *
     * @throws ConfigurationFailure when the property is no number
     */
    static int keep(Settings settings) {
        String said = settings.get(KEEP).orElse("1").strip();
        if (!said.matches("\\d{1,4}")) {
            throw new ConfigurationFailure(
                    Explanation.of(KEEP + " is '" + said + "'").fix("say how many packages are kept, as in 1; or 0"));
        }
        return Integer.parseInt(said);
    }

    /** What makes the runs of one command that reads nothing. */
    Runs runs() {
        return runs(settings.privacy().policy());
    }

    /** What makes a run of a server that reads nothing. */
    Runs runs(String id, Deadline deadline, Progress progress) {
        return new Runs(
                new RunName(id, run.deployment()),
                project.work.directory(surroundings),
                keep(settings),
                Optional.empty(),
                settings.privacy().policy(),
                deadline,
                progress);
    }

    Runs runs(PrivacyPolicy policy) {
        return new Runs(run, project.work.directory(surroundings), keep(settings), Optional.empty(), policy);
    }

    /** The vault is asked for it only where something is hashed. */
    private Optional<String> maskKey(RouteFiles routes, String pipeline, Map<String, Said> says) {
        boolean hashes = says.keySet().stream().anyMatch(option -> option.contains("mask."))
                || SecretNeeds.of(routes, pipeline, settings).stream()
                        .anyMatch(need -> need.section().equals(SecretNeeds.MASK_SECTION));
        return (hashes ? secrets : secrets.local()).find(SecretNeeds.MASK_SECTION, SecretNeeds.MASK_KEY);
    }

    private Attendance attendance(Console console) {
        Path work = project.work.directory(surroundings);
        return new Attendance(this::store, work.resolve("spool"), surroundings.pause(), console);
    }

    /** The books of runs. */
    RunStore store() {
        return StoreSettings.of(surroundings, project).open();
    }

    /** What there is to run, and what it takes up. */
    RunOrders orders(Map<String, Integer> limits) {
        return new RunOrders(project.routes(surroundings), settings, limits);
    }

    /**
     * Checks what is to be run, whole, and starts its routes.
     *
     * @throws ConfigurationFailure when something is wrong with it, its routes, settings or secrets
     */
    Prepared prepare(Wish wish) {
        String pipeline = wish.pipeline();
        RouteFiles routes = project.routes(surroundings);
        SampleSettings.in(settings).of(routes, pipeline, settings).mustBeEmpty();
        Map<String, Said> says = project.says(routes);
        Retry retry = new Retry(TRIES, surroundings.pause(), InstantSource.system(), RandomGenerator.getDefault());
        RunCheck.pass(routes, pipeline, wish.asks().parameters().keySet(), settings, secrets, retry);
        project.checkCredentials(SecretNeeds.of(routes, pipeline, settings));
        Optional<String> maskKey = maskKey(routes, pipeline, says);
        return new Prepared(
                this,
                wish.deployment()
                        .map(deployment -> WadiContext.start(routes, deployment, settings, secrets, retry, says))
                        .orElseGet(() -> WadiContext.start(routes, pipeline, settings, secrets, retry, says)),
                maskKey,
                says);
    }

    /** One run through routes that were prepared. */
    Work work(Prepared prepared, Wish wish, String id, Deadline deadline, Progress progress) {
        Runs runs = new Runs(
                new RunName(id, run.deployment()),
                project.work.directory(surroundings),
                keep(settings),
                prepared.maskKey(),
                settings.privacy().policy(),
                deadline,
                progress);
        Destinations destinations = destinations(wish.asks().destination());
        String input = wish.input(prepared.says());
        String setup = Setup.digest(
                surroundings.home(),
                project.routes(surroundings).reach(wish.pipeline()),
                settings,
                project.credentials);
        return new Work(
                wish,
                prepared.context(),
                first -> runs.make(
                        input,
                        setup,
                        wish.receiptKey(),
                        wish.until(),
                        first && wish.fresh(),
                        wish.refresh(),
                        destinations),
                surroundings.pause(),
                hiding::of);
    }

    /**
     * Has a run that ended tried again here, from what it left.
     *
     * @return the exit code
     */
    static int again(
            Surroundings surroundings, ProjectOptions project, Console console, Run ended, UnaryOperator<Run> retried) {
        return asAsked(surroundings, project, console, ended.order(), (pipelines, wish) -> {
            Deadline deadline = Deadline.none();
            Progress progress = new Progress();
            try (Attendance attendance = pipelines.attendance(console);
                    Prepared prepared = pipelines.prepare(wish)) {
                Work work = prepared.work(wish, ended.id(), deadline, progress);
                return attendance.again(ended, retried, work, deadline, progress);
            }
        });
    }

    /**
     * Does what was ordered before: with its deployment, its credentials, and sample services where it needs some.
     *
     * @return the exit code
     * @throws ConfigurationFailure when its deployment is gone
     */
    static int asAsked(
            Surroundings surroundings,
            ProjectOptions project,
            Console console,
            Order order,
            ToIntBiFunction<Pipelines, Wish> what) {
        Optional<Deployment> deployment = order.deployment().flatMap(name -> project.deployment(surroundings, name));
        if (order.deployment().isPresent() && deployment.isEmpty()) {
            throw new ConfigurationFailure(
                    Explanation.of("there is no deployment " + order.name() + " in deployments.yaml"));
        }
        ProjectOptions mine = project.ofRun(order.deployment(), order.asks().credentials());
        Wish wish = new Wish(
                order.pipeline(), deployment, order.asks(), Station.LOAD, false, Optional.empty(), Wish.key(order));
        try (SamplesOfRun samples =
                SamplesOfRun.start(surroundings, mine, project.routes(surroundings), order.pipeline(), console)) {
            return what.applyAsInt(new Pipelines(surroundings, mine), wish);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Runs a pipeline up to a station, or a deployment with its retries and time-out, when its turn comes.
     *
     * @return the exit code
     */
    int run(Console console, Wish wish) {
        Deadline deadline = Deadline.none();
        Progress progress = new Progress();
        try (Attendance attendance = attendance(console);
                Prepared prepared = prepare(wish)) {
            Map<String, Integer> limits = wish.deployment().isPresent()
                    ? project.deployments(surroundings).limits()
                    : Map.of();
            return attendance.attend(
                    run.id(),
                    wish,
                    orders(limits),
                    id -> prepared.work(wish, id, deadline, progress),
                    deadline,
                    progress);
        }
    }
}
