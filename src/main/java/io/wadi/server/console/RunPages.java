package io.wadi.server.console;

import io.wadi.flow.alert.Why;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunBook;
import io.wadi.server.Answer;
import io.wadi.server.Answer.Document;
import io.wadi.server.Api;
import io.wadi.server.Position;
import io.wadi.server.Problem;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import io.wadi.server.Role;
import io.wadi.server.RunJson;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Lists of runs, a run, and what is done to one. */
final class RunPages {
    private static final int LINES = 500;
    /** In characters: of one that is longer a file has the end, and the server the memory for its runs. */
    private static final int LONGEST_LOG = 8_000_000;

    private static final Set<String> LEVELS = Set.of("INFO", "WARN", "ERROR");

    private final Console.Parts parts;
    private final Desktop desktop;

    RunPages(Console.Parts parts, Desktop desktop) {
        this.parts = parts;
        this.desktop = desktop;
    }

    List<Route> routes() {
        return List.of(
                Route.page("/runs/{id}", this::one),
                Route.page("/runs/{id}/log.txt", this::log),
                Route.page("/runs/{id}/events", this::events),
                Route.action("/runs/{id}/cancel", Role.OPERATOR, "cancel run", this::act),
                Route.action("/runs/{id}/pause", Role.OPERATOR, "pause run", this::act),
                Route.action("/runs/{id}/resume", Role.OPERATOR, "resume run", this::act),
                Route.action("/runs/{id}/retry", Role.OPERATOR, "retry run", this::act),
                Route.action(
                        "/runs/{id}/go-on", Role.OPERATOR, "resume package", visit -> again(visit, Trigger.RESUME)),
                Route.action(
                        "/runs/{id}/replay", Role.OPERATOR, "replay package", visit -> again(visit, Trigger.REPLAY)));
    }

    private Run run(Visit visit) {
        String id = visit.path("id");
        return parts.store().runs().find(id).orElseThrow(() -> Visit.unknown("there is no run " + Shown.of(id, 100)));
    }

    private Answer one(Visit visit) {
        Run run = run(visit);
        String level = visit.value("level").filter(LEVELS::contains).orElse("INFO");
        String search = visit.value("q").orElse("");
        List<Logs.Line> lines = parts.store().logs().latest(run.id(), levels(level), search, LINES + 1);
        boolean earlier = lines.size() > LINES;
        boolean failed = Words.kind(run.state()).equals("bad") || run.state() == RunState.AWAITING_RETRY;
        Optional<Why> why = failed
                ? parts.store()
                        .incidents()
                        .why(run.id())
                        .or(() -> run.reason().isEmpty() ? Optional.empty() : Optional.of(Why.of(run.reason())))
                : Optional.empty();
        Words words = parts.words();
        RunSheet shows = new RunSheet(
                words,
                run,
                why,
                Timeline.of(
                        run,
                        parts.store().runs().steps(run.id()),
                        parts.store().stations().of(run.id()),
                        words.now()),
                parts.store().runs().tables(run.id()),
                parts.store().stations().packed(run.id()),
                parts.workshop().packed(run.id()),
                effort(run),
                run.state().waits() ? parts.store().queue().holders(run) : Map.of(),
                earlier ? lines.subList(1, lines.size()) : lines,
                level,
                search,
                earlier,
                new Position(run.version(), parts.store().logs().last(run.id())),
                run.order()
                        .deployment()
                        .flatMap(parts.store().deployments()::find)
                        .isPresent());
        return desktop.page(visit, run.order().name(), "runs", "run", false, shows);
    }

    /** Of its last attempt. */
    private Optional<RunSheet.Effort> effort(Run run) {
        List<RunBook.Ending> endings = parts.store().runs().endings(run.id());
        return endings.isEmpty()
                ? Optional.empty()
                : endings.get(endings.size() - 1)
                        .report()
                        .map(report -> RunJson.read(report).path("load"))
                        .filter(load -> load.isObject())
                        .map(load -> {
                            Map<String, Long> times = new LinkedHashMap<>();
                            load.path("times_ms")
                                    .properties()
                                    .forEach(each -> times.put(
                                            each.getKey(), each.getValue().asLong()));
                            return new RunSheet.Effort(load.path("statements").asLong(), times);
                        });
    }

    /** That level and those above it; none where it is all of them. */
    private static Set<String> levels(String least) {
        return switch (least) {
            case "ERROR" -> Set.of("ERROR");
            case "WARN" -> Set.of("WARN", "ERROR");
            default -> Set.of();
        };
    }

    private Answer log(Visit visit) {
        Run run = run(visit);
        Deque<String> pages = new ArrayDeque<>();
        long size = 0;
        boolean whole = true;
        List<Logs.Line> lines = List.of();
        do {
            long after = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).seq();
            lines = parts.store().logs().after(run.id(), after, LINES);
            pages.addLast(lines.stream()
                    .map(line -> line.at() + " " + line.level() + " " + Shown.of(line.text(), Integer.MAX_VALUE) + "\n")
                    .collect(Collectors.joining()));
            size += pages.getLast().length();
            while (size > LONGEST_LOG) {
                size -= pages.removeFirst().length();
                whole = false;
            }
        } while (lines.size() == LINES);
        String text = (whole
                        ? ""
                        : "What it said before is left out here; GET " + Api.ROOT + "/runs/" + run.id()
                                + "/logs has it.\n")
                + String.join("", pages);
        return new Answer.Page(
                200,
                Map.of(
                        "Content-Type",
                        "text/plain; charset=utf-8",
                        "Content-Disposition",
                        "attachment; filename=\"run-" + run.id().replaceAll("[^A-Za-z0-9-]", "_") + ".log\""),
                text.getBytes(StandardCharsets.UTF_8));
    }

    /** As the API has them, from where the page was made. */
    private Answer events(Visit visit) {
        Map<String, String> headers = new HashMap<>(visit.request().headers());
        visit.value("from").ifPresent(from -> headers.putIfAbsent("last-event-id", from));
        return parts.api()
                .answerTo(
                        visit.visitor().caller(),
                        new Request(
                                "GET", Api.ROOT + "/runs/" + encoded(run(visit).id()) + "/events", "", headers, ""));
    }

    /** As the API does it. */
    private Answer act(Visit visit) {
        String path = visit.request().path();
        return act(visit, path.substring(path.lastIndexOf('/')));
    }

    private Answer act(Visit visit, String what) {
        Run run = run(visit);
        Answer answer = parts.api()
                .answerTo(
                        visit.visitor().caller(),
                        new Request("POST", Api.ROOT + "/runs/" + encoded(run.id()) + what, "", Map.of(), "{}"));
        if (answer instanceof Document document && document.status() >= 400) {
            throw refused(document);
        }
        return Templates.to("/runs/" + encoded(run.id()));
    }

    /** As {@code ./wadi resume} and {@code ./wadi replay} do it, in a run of its own. */
    private Answer again(Visit visit, Trigger trigger) {
        Run run = run(visit);
        if (!run.state().hasEnded()) {
            throw new Refusal(
                    Problem.of(Problem.Kind.CONFLICT, "run " + run.id() + " has not ended: " + Words.state(run.state()))
                            .fix("look at it again: it goes on meanwhile"));
        }
        String other = parts.workshop().again(run, trigger, visit.visitor().name());
        return other.isEmpty() ? act(visit, "/retry") : Templates.to("/runs/" + encoded(other));
    }

    static Refusal refused(Document document) {
        Problem.Kind kind = Arrays.stream(Problem.Kind.values())
                .filter(each -> each.status() == document.status())
                .findFirst()
                .orElse(Problem.Kind.UNUSABLE);
        Problem problem = Problem.of(kind, document.body().path("detail").asText());
        String fix = document.body().path("fix").asText("");
        return new Refusal(fix.isEmpty() ? problem : problem.fix(fix));
    }

    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
