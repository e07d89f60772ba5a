package io.wadi.server;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.server.Problem.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is known of runs. */
final class RunAnswers {
    private static final int USUAL_RUNS = 50;
    private static final int USUAL_LINES = 500;
    private static final int MOST_LINES = 1_000;

    private final RunStore store;

    RunAnswers(RunStore store) {
        this.store = store;
    }

    /** A page of them, or those that were named. */
    Answer list(Call call) {
        Optional<String> ids = call.query("ids");
        return ids.isPresent() ? named(call, ids.get()) : page(call);
    }

    private Answer named(Call call, String ids) {
        if (call.query().size() > 1) {
            throw new Refusal(Problem.of(Kind.UNREADABLE, "ids goes with no other parameter"));
        }
        List<String> wanted = Arrays.stream(ids.split(",", -1))
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (wanted.size() > RunBook.Filter.MOST) {
            throw new Refusal(Problem.of(Kind.UNREADABLE, wanted.size() + " runs are asked for")
                    .fix("ask for " + RunBook.Filter.MOST + " at most"));
        }
        Map<String, Run> found =
                store.runs().all(wanted).stream().collect(Collectors.toMap(Run::id, Function.identity()));
        ArrayNode runs = RunJson.array();
        wanted.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .map(RunJson::summary)
                .forEach(runs::add);
        return Answer.ok(runs);
    }

    private Answer page(Call call) {
        int limit = (int) call.number("limit", USUAL_RUNS, 1, RunBook.Filter.MOST);
        Optional<String> before = call.query("before");
        before.ifPresent(this::run);
        List<Run> runs =
                store.runs().list(new RunBook.Filter(call.query("name"), states(call), before, call.query("q"), limit));
        ObjectNode page = RunJson.object();
        ArrayNode all = page.putArray("runs");
        runs.stream().map(RunJson::summary).forEach(all::add);
        Optional<String> next = runs.size() < limit
                ? Optional.empty()
                : Optional.of(runs.get(runs.size() - 1).id());
        page.put("next", next.orElse(null));
        Answer.Document answer = Answer.ok(page);
        return next.map(id -> answer.header("Link", "<" + link(call.request(), id) + ">; rel=\"next\""))
                .orElse(answer);
    }

    private static String link(Request request, String next) {
        String others = Arrays.stream(request.query().split("&", -1))
                .filter(pair -> !pair.isEmpty() && !pair.startsWith("before="))
                .map(pair -> pair + "&")
                .collect(Collectors.joining());
        return request.path() + "?" + others + "before=" + next;
    }

    private static Set<RunState> states(Call call) {
        Set<RunState> states = EnumSet.noneOf(RunState.class);
        for (String word : call.query("state").map(text -> text.split(",", -1)).orElse(new String[0])) {
            Set<String> words = Stream.of(RunState.values()).map(RunState::word).collect(Collectors.toSet());
            states.add(RunState.of(word)
                    .orElseThrow(() -> new Refusal(Problem.of(Kind.UNREADABLE, "there is no state " + word)
                            .fix(Api.advice(word, words)))));
        }
        return states;
    }

    /** Everything about one. */
    Answer one(Call call) {
        return Answer.ok(RunJson.details(run(call.path("id")), store));
    }

    Answer logs(Call call) {
        Run run = run(call.path("id"));
        long after = call.number("after", 0, 0, Long.MAX_VALUE);
        int limit = (int) call.number("limit", USUAL_LINES, 1, MOST_LINES);
        List<Logs.Line> lines = store.logs().after(run.id(), after, limit);
        ObjectNode page = RunJson.object();
        ArrayNode all = page.putArray("lines");
        lines.stream().map(RunJson::line).forEach(all::add);
        long next = lines.isEmpty() ? after : lines.get(lines.size() - 1).seq();
        return Answer.ok(page.put("next", next));
    }

    /** From where the client was told so far. Whoever has all of a run that has ended is told so and does not come again. */
    Answer events(Call call) {
        Run run = run(call.path("id"));
        Position from = call.request()
                .header("last-event-id")
                .filter(id -> !id.isEmpty())
                .map(id -> Position.of(id)
                        .orElseThrow(() -> new Refusal(Problem.of(Kind.UNREADABLE, id + " is no id of an event")
                                .fix("send the last one that came, or none"))))
                .orElse(Position.START);
        boolean knowsAll = run.state().hasEnded()
                && from.states() >= run.version()
                && store.logs().after(run.id(), from.lines(), 1).isEmpty();
        return knowsAll ? new Answer.Nothing() : new Answer.Events(run.id(), from);
    }

    Run run(String id) {
        return store.runs()
                .find(id)
                .orElseThrow(() -> new Refusal(
                        Problem.of(Kind.UNKNOWN, "there is no run " + id).fix("GET " + Api.ROOT + "/runs lists them")));
    }
}
