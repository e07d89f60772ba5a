package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Channel;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.Tellings;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.server.Answer;
import io.wadi.server.Role;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the server is connected with, and whether that works: databases and secrets, and who is told of trouble. */
public final class LinePages {
    private static final int TOLD = 50;

    /**
     * How a test ended.
     *
     * @param said what answered, or why nothing did
     */
    public record Test(Instant at, String by, boolean good, String said, Optional<String> fix) {
        public Test {
            requireNonNull(at);
            requireNonNull(by);
            requireNonNull(said);
            requireNonNull(fix);
        }
    }

    /** @param tests the last of each, since this server began */
    public record Connections(
            Words words, List<Switchboard.Line> lines, List<Switchboard.Secret> secrets, Map<String, Test> tests) {
        public Connections {
            requireNonNull(words);
            lines = List.copyOf(lines);
            secrets = List.copyOf(secrets);
            tests = Map.copyOf(tests);
        }

        public long missing() {
            return secrets.stream()
                    .filter(secret -> secret.required() && secret.place().isEmpty())
                    .count();
        }
    }

    /** @param deployments that tell it */
    public record Told(Channel channel, List<String> deployments) {
        public Told {
            requireNonNull(channel);
            deployments = List.copyOf(deployments);
        }
    }

    public record Alerts(
            Words words, List<Told> channels, List<String> silent, List<Tellings.Sent> sent, Map<String, Test> tests) {
        public Alerts {
            requireNonNull(words);
            channels = List.copyOf(channels);
            silent = List.copyOf(silent);
            sent = List.copyOf(sent);
            tests = Map.copyOf(tests);
        }
    }

    private final Console.Parts parts;
    private final Desktop desktop;
    private final Standings standings;
    private final Map<String, Test> lines = new ConcurrentHashMap<>();
    private final Map<String, Test> channels = new ConcurrentHashMap<>();

    LinePages(Console.Parts parts, Desktop desktop, Standings standings) {
        this.parts = parts;
        this.desktop = desktop;
        this.standings = standings;
    }

    List<Route> routes() {
        return List.of(
                Route.page("/connections", visit -> connections(visit, 200)),
                Route.action("/connections/{name}/test", Role.OPERATOR, "test connection", this::testLine),
                Route.page("/alerts", visit -> alerts(visit, 200)),
                Route.action("/alerts/{name}/test", Role.OPERATOR, "test alert", this::testChannel));
    }

    private Answer connections(Visit visit, int status) {
        Connections page = new Connections(
                parts.words(), parts.switchboard().lines(), parts.switchboard().secrets(), lines);
        return show(visit, status, "Databases and secrets", "connections", page);
    }

    private Answer show(Visit visit, int status, String title, String name, Object page) {
        Frame frame = desktop.frame(title, name, Optional.of(visit.visitor()), visit.request(), false);
        return desktop.page(status, name, frame, page);
    }

    private Answer testLine(Visit visit) {
        String name = visit.path("name");
        if (parts.switchboard().lines().stream().noneMatch(line -> line.name().equals(name))) {
            throw Visit.unknown("there is no connection " + Shown.of(name, 100));
        }
        boolean good = tested(lines, name, visit, () -> {
            Workshop.Tested tested = parts.switchboard().test(name);
            return tested.product() + " answers to " + (tested.user().isEmpty() ? "anybody" : tested.user()) + " after "
                    + Words.span(tested.connecting()) + "; " + tested.rights();
        });
        return connections(visit, good ? 200 : 422);
    }

    private interface Trial {
        /** What it says where it works. */
        String run();
    }

    private boolean tested(Map<String, Test> tests, String name, Visit visit, Trial trial) {
        Test test;
        try {
            String said = trial.run();
            test = new Test(parts.clock().instant(), visit.visitor().name(), true, said, Optional.empty());
        } catch (Failure e) {
            Explanation why = e.explanation();
            test = new Test(parts.clock().instant(), visit.visitor().name(), false, why.what(), why.fix());
        }
        tests.put(name, test);
        return test.good();
    }

    private Map<String, Told> channels() {
        Map<String, Told> told = new TreeMap<>();
        for (Deployed deployed : parts.store().deployments().list()) {
            for (Channel channel : channels(deployed)) {
                List<String> before = Optional.ofNullable(told.get(channel.name()))
                        .map(Told::deployments)
                        .orElse(List.of());
                told.put(
                        channel.name(),
                        new Told(
                                channel,
                                java.util.stream.Stream.concat(
                                                before.stream(), java.util.stream.Stream.of(deployed.name()))
                                        .toList()));
            }
        }
        return told;
    }

    private List<Channel> channels(Deployed deployed) {
        return standings.readable(deployed).map(each -> each.watch().channels()).orElse(List.of());
    }

    private Answer alerts(Visit visit, int status) {
        List<String> silent = parts.store().deployments().list().stream()
                .filter(each -> channels(each).isEmpty())
                .map(Deployed::name)
                .toList();
        Alerts page = new Alerts(
                parts.words(),
                List.copyOf(channels().values()),
                silent,
                parts.store().incidents().tellings().sent(TOLD),
                channels);
        return show(visit, status, "Alerts", "alerts", page);
    }

    private Answer testChannel(Visit visit) {
        String name = visit.path("name");
        Told told = Optional.ofNullable(channels().get(name))
                .orElseThrow(() -> Visit.unknown("no deployment in force tells a channel " + Shown.of(name, 100)));
        boolean good = tested(channels, name, visit, () -> {
            parts.switchboard().ring(told.channel());
            return "it took a test message";
        });
        return alerts(visit, good ? 200 : 422);
    }
}
