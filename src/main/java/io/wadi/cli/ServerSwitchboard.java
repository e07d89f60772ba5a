package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.camel.AlertSender;
import io.wadi.camel.Databases;
import io.wadi.camel.SecretNeeds;
import io.wadi.config.Connections;
import io.wadi.config.DeploymentJson;
import io.wadi.config.Nearest;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.sql.Survey;
import io.wadi.flow.Deployment;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Deliverer;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.server.console.Switchboard;
import io.wadi.server.console.Workshop;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server's project is connected with. */
final class ServerSwitchboard implements Switchboard {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final Pattern HOSTS = Pattern.compile("(?://|@|,)(\\[[0-9a-fA-F:.%]+]|[^/:;?,@\\[\\]]+)");

    private final Supplier<ServerDesk.Parts> parts;
    private final Supplier<List<Deployed>> deployments;
    private final Deliverer deliverer;
    private final ServerWarehouse warehouse;

    /** @param deployments those in force */
    ServerSwitchboard(
            Supplier<ServerDesk.Parts> parts,
            Supplier<List<Deployed>> deployments,
            Deliverer deliverer,
            ServerWarehouse warehouse) {
        this.parts = requireNonNull(parts);
        this.deployments = requireNonNull(deployments);
        this.deliverer = requireNonNull(deliverer);
        this.warehouse = requireNonNull(warehouse);
    }

    /** The databases of a project, by their names; destinations have ways of their own. */
    static List<String> names(Settings settings) {
        return settings.keys("connection.").stream()
                .filter(key -> key.endsWith(".url"))
                .map(key -> key.substring("connection.".length(), key.length() - ".url".length()))
                .filter(name -> !List.of(SnowflakeTarget.SNOWFLAKE, S3Target.S3).contains(name))
                .sorted()
                .toList();
    }

    @Override
    public List<Line> lines() {
        ServerDesk.Parts now = parts.get();
        Map<String, Set<String>> used = new TreeMap<>();
        for (RouteFiles.Pipeline pipeline : now.routes().pipelines()) {
            Connections.called(now.routes(), pipeline.name(), now.settings())
                    .forEach(name ->
                            used.computeIfAbsent(name, any -> new TreeSet<>()).add(pipeline.name()));
        }
        return names(now.settings()).stream()
                .map(name -> line(name, now.settings(), used.getOrDefault(name, Set.of())))
                .toList();
    }

    private static Line line(String name, Settings settings, Set<String> pipelines) {
        Optional<String> user = said(settings, name, "user");
        return new Line(
                name,
                shown(said(settings, name, "url").orElse("")),
                user,
                user.map(any -> said(settings, name, "credentials").orElse(name) + ".password"),
                List.copyOf(pipelines));
    }

    private static Optional<String> said(Settings settings, String name, String key) {
        return settings.get("connection." + name + "." + key).filter(text -> !text.isBlank());
    }

    /** Without parameters, and without what stands before an @. */
    static String shown(String url) {
        return url.replaceFirst("[?;].*", "").replaceFirst("//[^/@]*@", "//").replaceFirst(":[^:/@]*/[^@/]*@", ":@");
    }

    /** A secret with whoever asks for it. */
    private record Asked(SecretNeeds.Need need, String key, Set<String> by) {}

    /** What these ask for: looking through all routes takes longer than a page may. */
    private record Known(ServerDesk.Parts parts, List<String> prints, Map<String, Asked> asked) {}

    private volatile Optional<Known> known = Optional.empty();

    @Override
    public List<Secret> secrets() {
        ServerDesk.Parts now = parts.get();
        List<Deployed> deployed = deployments.get();
        List<String> prints = deployed.stream().map(Deployed::fingerprint).toList();
        Known found = known.filter(
                        each -> each.parts().equals(now) && each.prints().equals(prints))
                .orElseGet(() -> new Known(now, prints, asked(deployed, now)));
        known = Optional.of(found);
        return found.asked().entrySet().stream()
                .map(each -> {
                    SecretNeeds.Need need = each.getValue().need();
                    return new Secret(
                            each.getKey(),
                            List.copyOf(each.getValue().by()),
                            place(now.secrets(), need.section(), each.getValue().key()),
                            need.required() && need.keys().size() == 1);
                })
                .toList();
    }

    private Map<String, Asked> asked(List<Deployed> deployed, ServerDesk.Parts now) {
        Map<String, Asked> all = new TreeMap<>();
        for (Deployed each : deployed) {
            for (SecretNeeds.Need need : DeploymentJson.readable(each.definition())
                    .map(deployment -> needs(deployment, now))
                    .orElse(List.of())) {
                for (String key : need.keys()) {
                    String name = need.section() + "." + key;
                    Asked before = all.getOrDefault(name, new Asked(need, key, new TreeSet<>()));
                    before.by().add(each.name());
                    all.put(name, before.need().required() ? before : new Asked(need, key, before.by()));
                }
            }
        }
        return all;
    }

    private List<SecretNeeds.Need> needs(Deployment deployment, ServerDesk.Parts now) {
        List<SecretNeeds.Need> needs =
                new ArrayList<>(SecretNeeds.of(now.routes(), deployment.pipeline(), now.settings()));
        warehouse
                .options(deployment)
                .ifPresent(options ->
                        needs.addAll(warehouse.destinations(deployment).needs(options)));
        deployment.watch().channels().forEach(channel -> needs.addAll(AlertSender.needs(channel)));
        return needs;
    }

    /** Vaults are not asked: a page that is looked at is no reason to. */
    private static Optional<String> place(Secrets secrets, String section, String key) {
        try {
            return secrets.unasked().where(section, key).map(SecretPlaces::text);
        } catch (Failure e) {
            return Optional.empty();
        }
    }

    @Override
    public Workshop.Tested test(String name) {
        ServerDesk.Parts now = parts.get();
        try {
            Connections.Connection connection = Connections.named(name, now.settings(), now.secrets());
            check(connection);
            Survey survey = new Survey(name, Databases.of(connection, now.secrets()), Nearest::to);
            Survey.Server server = within(() -> survey.server(InstantSource.system()), name);
            return new Workshop.Tested(
                    server.product() + " " + server.version(),
                    server.user(),
                    server.connecting(),
                    server.rights()
                            .map(each ->
                                    "it may read " + each.readable() + " of " + each.tables() + " tables and views")
                            .orElse("what it may read was not asked"));
        } catch (Failure e) {
            throw scrubbed(e, now.secrets());
        }
    }

    private static void check(Connections.Connection connection) {
        Matcher hosts = HOSTS.matcher(connection.url());
        while (hosts.find()) {
            if (DraftAddress.isBarred(hosts.group(1))) {
                throw new ConfigurationFailure(Explanation.of("the console does not connect to " + hosts.group(1))
                        .fix("./wadi conn test " + connection.name() + " does, if it is a database"));
            }
        }
    }

    private static <T> T within(Supplier<T> work, String name) {
        FutureTask<T> task = new FutureTask<>(work::get);
        Thread thread = new Thread(task, "wadi-connection-test");
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            throw new TransientFailure(
                    Explanation.of("connection " + name + " did not answer within " + LONGEST.toSeconds() + " s")
                            .fix("see whether its host and port can be reached from this server"),
                    e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new TerminalFailure(
                    Explanation.of("connection " + name + " failed: " + e.getCause())
                            .fix("./wadi conn test " + name + " says more"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(Explanation.of("interrupted").fix("test again"), e);
        }
    }

    private static Failure scrubbed(Failure failure, Secrets secrets) {
        Hiding hiding = new Hiding(secrets);
        Explanation why = failure.explanation();
        return new TerminalFailure(
                new Explanation(
                        hiding.of(why.what()), Optional.empty(), why.fix().map(hiding::of)),
                failure);
    }

    @Override
    public void ring(Channel channel) {
        AlertsCommand.Test.ring(deliverer, channel, Instant.now());
    }
}
