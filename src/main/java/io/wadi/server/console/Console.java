package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.RunStore;
import io.wadi.model.Failure;
import io.wadi.pipeline.Packages;
import io.wadi.server.Answer;
import io.wadi.server.Api;
import io.wadi.server.ApiSettings;
import io.wadi.server.Auditing;
import io.wadi.server.Desk;
import io.wadi.server.Endpoint;
import io.wadi.server.Problem;
import io.wadi.server.Problem.Kind;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages of a server. Nobody gets past here who is not signed in; what anybody does is entered in the audit. */
public final class Console {
    private static final Logger LOG = LoggerFactory.getLogger(Console.class);
    private static final Pattern HOST = Pattern.compile("^https?://(?:[^/?#]*@)?([^/?#@]+)");

    /**
     * What it is made of.
     *
     * @param api does what pages have done
     * @param secrets draws one of 256 bits each time
     * @param links is told the path of the link by which the next one comes in
     */
    public record Parts(
            RunStore store,
            Api api,
            Desk desk,
            Workshop workshop,
            Warehouse warehouse,
            Packages packages,
            Switchboard switchboard,
            ApiSettings server,
            ConsoleSettings settings,
            InstantSource clock,
            Supplier<String> secrets,
            Consumer<String> links) {
        public Parts {
            requireNonNull(store);
            requireNonNull(api);
            requireNonNull(desk);
            requireNonNull(workshop);
            requireNonNull(warehouse);
            requireNonNull(packages);
            requireNonNull(switchboard);
            requireNonNull(server);
            requireNonNull(settings);
            requireNonNull(clock);
            requireNonNull(secrets);
            requireNonNull(links);
        }

        Words words() {
            return new Words(clock.instant());
        }
    }

    private final Auditing auditing;
    private final Guard guard;
    private final Door door;
    private final Desktop desktop;
    private final SignIn signIn;
    private final List<Route> routes;

    public Console(Parts parts) {
        this.auditing = new Auditing(
                parts.store().audit(),
                parts.clock(),
                "console " + parts.server().node());
        this.guard = new Guard(parts.settings());
        this.door = new Door(parts.settings(), parts.store().sessions(), parts.clock(), parts.secrets(), parts.links());
        this.desktop = new Desktop(parts.server());
        this.signIn = new SignIn(door, desktop, parts.settings(), auditing::enter);
        Standings standings = new Standings(parts);
        PastPages past = new PastPages(parts);
        this.routes = Stream.of(
                        new OverviewPages(parts, desktop, standings).routes(),
                        new DeploymentPages(parts, desktop, standings, past).routes(),
                        past.routes(),
                        new NewPages(parts, desktop).routes(),
                        new RunListPages(parts, desktop).routes(),
                        new RunPages(parts, desktop).routes(),
                        new DataPages(parts, desktop).routes(),
                        new PackagePages(parts, desktop).routes(),
                        new LinePages(parts, desktop, standings).routes(),
                        new ServerPages(parts, desktop).routes())
                .flatMap(List::stream)
                .toList();
        door.open();
    }

    /** What there is, for those that look over all of it. */
    List<Route> routes() {
        return routes;
    }

    /** @param from the address that it came from */
    public Answer answer(Request request, String from) {
        Optional<Visitor> visitor = Optional.empty();
        try {
            guard.check(request);
            List<String> segments = request.segments();
            Optional<Answer> open = open(request, segments, from);
            if (open.isPresent()) {
                return open.get();
            }
            visitor = door.find(request, from);
            return visitor.isPresent() ? known(request, segments, from, visitor.get()) : signIn.ask(request, from);
        } catch (Refusal e) {
            return problem(request, visitor, e.problem());
        } catch (Failure e) {
            return problem(request, visitor, Api.problem(e));
        } catch (RuntimeException e) {
            LOG.error("{} {} could not be answered", request.method(), request.path(), e);
            return problem(request, visitor, Problem.of(Kind.BROKEN, "the server's log says more"));
        }
    }

    /** What those see, too, who are not signed in. */
    private Optional<Answer> open(Request request, List<String> segments, String from) {
        if (request.isRead()) {
            Optional<String> asset =
                    Endpoint.match("/assets/{tag}/{name}", segments).map(path -> path.get("name"));
            if (asset.isPresent()) {
                return Optional.of(desktop.assets()
                        .find(asset.get(), request)
                        .orElseThrow(() -> Visit.unknown("there is no file " + asset.get())));
            }
        }
        return signIn.answer(request, segments, from);
    }

    private Answer known(Request request, List<String> segments, String from, Visitor visitor) {
        String method = request.isRead() ? "GET" : request.method();
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> path = Endpoint.match(route.path(), segments);
            if (path.isPresent() && route.method().equals(method)) {
                Map<String, String> values = request.isRead() ? request.parameters() : request.form();
                return answer(route, new Visit(request, from, visitor, path.get(), values));
            }
            known |= path.isPresent();
        }
        throw known
                ? new Refusal(Problem.of(Kind.NO_METHOD, "this page does not take " + request.method()))
                : Visit.unknown("there is no page " + Shown.of(request.path(), 200));
    }

    private Answer answer(Route route, Visit visit) {
        int status = Kind.BROKEN.status();
        try {
            if (!visit.visitor().may(route.needs())) {
                throw new Refusal(Problem.of(
                                Kind.FORBIDDEN,
                                visit.visitor().name() + " is signed in as "
                                        + visit.visitor().role() + ", and this takes " + article(route))
                        .fix("ask an admin of this server"));
            }
            if (!visit.request().isRead()) {
                Guard.csrf(visit.visitor(), visit.value("csrf"));
            }
            Answer answer = route.handler().answer(visit);
            status = answer instanceof Answer.Page page ? page.status() : 200;
            return answer;
        } catch (Refusal e) {
            status = e.problem().kind().status();
            throw e;
        } catch (Failure e) {
            Refusal refusal = new Refusal(Api.problem(e));
            status = refusal.problem().kind().status();
            throw refusal;
        } finally {
            if (!route.action().isEmpty()) {
                enter(visit, route, status);
            }
        }
    }

    private static String article(Route route) {
        String word = Visitor.word(route.needs());
        return (word.matches("[aeo].*") ? "an " : "a ") + word;
    }

    private void enter(Visit visit, Route route, int status) {
        Map<String, String> path = visit.path();
        String target = Stream.concat(
                        Stream.of(
                                Optional.ofNullable(path.get("name")),
                                Optional.ofNullable(path.get("id")),
                                Optional.ofNullable(path.get("dataset")),
                                Optional.ofNullable(path.get("table")),
                                visit.value("run"),
                                visit.value("sql").map(sql -> sql.replaceAll("\\s+", " "))),
                        drafted(visit))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        auditing.enter(visit.visitor().name(), visit.visitor().role(), visit.from(), route.action(), target, status);
    }

    /** What a deployment that is being made connects to: of an address its host, since the rest may hold a secret. */
    private static Stream<Optional<String>> drafted(Visit visit) {
        return visit.request().path().startsWith("/new/")
                ? Stream.of(
                        visit.value("name"),
                        visit.value("connection"),
                        visit.value("host"),
                        visit.value("url")
                                .map(HOST::matcher)
                                .filter(Matcher::find)
                                .map(found -> found.group(1)),
                        visit.value("sample"))
                : Stream.empty();
    }

    private Answer problem(Request request, Optional<Visitor> visitor, Problem problem) {
        Frame frame = desktop.frame("Not done", "", visitor, request, false);
        Answer.Page page = desktop.page(problem.kind().status(), "problem", frame, problem);
        return problem.headers().entrySet().stream()
                .reduce(page, (answer, header) -> answer.header(header.getKey(), header.getValue()), (a, b) -> b);
    }
}
