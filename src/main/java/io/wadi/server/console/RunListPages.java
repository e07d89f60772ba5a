package io.wadi.server.console;

import static java.util.stream.Collectors.joining;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.RunBook;
import io.wadi.server.Answer;
import io.wadi.server.Answer.Document;
import io.wadi.server.Api;
import io.wadi.server.Request;
import io.wadi.server.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lists of runs, and what is done to several at once. */
final class RunListPages {
    private static final int LISTED = 50;
    private static final int LONGEST = 200;

    private final Console.Parts parts;
    private final Desktop desktop;

    RunListPages(Console.Parts parts, Desktop desktop) {
        this.parts = parts;
        this.desktop = desktop;
    }

    List<Route> routes() {
        return List.of(
                Route.page("/runs", visit -> list(visit, List.of())),
                Route.action("/runs:cancel", Role.OPERATOR, "cancel runs", visit -> act(visit, "cancel")),
                Route.action("/runs:retry", Role.OPERATOR, "retry runs", visit -> act(visit, "retry")));
    }

    private Answer list(Visit visit, List<String> said) {
        RunGroup group = visit.value("state").map(RunGroup::of).orElse(RunGroup.ALL);
        Optional<String> name = visit.value("name");
        Optional<String> before = visit.value("before");
        Optional<String> search = visit.value("q").map(text -> text.substring(0, Math.min(LONGEST, text.length())));
        List<Run> runs = parts.store().runs().list(new RunBook.Filter(name, group.states(), before, search, LISTED));
        String address = RunList.address(group, name, search.orElse(""));
        Optional<String> older = runs.size() < LISTED
                ? Optional.empty()
                : Optional.of(address + (address.contains("?") ? "&" : "?") + "before="
                        + runs.get(runs.size() - 1).id());
        List<String> names =
                parts.store().deployments().list().stream().map(Deployed::name).toList();
        RunList listed =
                new RunList(parts.words(), runs, group, name, search.orElse(""), said, names, before.isEmpty(), older);
        return desktop.page(visit, "Runs", "runs", "runs", before.isEmpty(), listed);
    }

    /** Each as the API does it; those that are refused are told, with the reason. */
    private Answer act(Visit visit, String what) {
        List<String> ids = Arrays.stream(visit.value("run").orElse("").split(","))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .limit(RunBook.Filter.MOST)
                .toList();
        int done = 0;
        Map<String, Integer> refused = new TreeMap<>();
        for (String id : ids) {
            Answer answer = parts.api()
                    .answerTo(
                            visit.visitor().caller(),
                            new Request(
                                    "POST",
                                    Api.ROOT + "/runs/" + RunPages.encoded(id) + "/" + what,
                                    "",
                                    Map.of(),
                                    "{}"));
            if (answer instanceof Document document && document.status() >= 400) {
                refused.merge(document.body().path("detail").asText(), 1, Integer::sum);
            } else {
                done++;
            }
        }
        String word = what.equals("cancel") ? "cancelled, or asked to end" : "tried again";
        String first = ids.isEmpty() ? "No run was chosen." : Words.many(done, "run") + " " + word + ".";
        return list(
                visit,
                refused.isEmpty()
                        ? List.of(first)
                        : List.of(
                                first,
                                "Not done: "
                                        + refused.keySet().stream()
                                                .map(why -> Shown.of(why, LONGEST))
                                                .collect(joining("; "))));
    }
}
