package io.wadi.server.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.flow.Asks;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunQueue;
import io.wadi.model.Failure;
import io.wadi.server.Answer;
import io.wadi.server.Answer.Document;
import io.wadi.server.Api;
import io.wadi.server.Problem;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import io.wadi.server.Role;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** A deployment, and what is done with one: run it with parameters, hold its schedules. */
final class DeploymentPages {
    private static final int UPCOMING = 5;
    private static final int PLOTTED = 40;
    private static final int LOADED = 20;
    private static final String PARAMETER = "p.";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Console.Parts parts;
    private final Desktop desktop;
    private final Standings standings;
    private final PastPages past;

    DeploymentPages(Console.Parts parts, Desktop desktop, Standings standings, PastPages past) {
        this.parts = parts;
        this.desktop = desktop;
        this.standings = standings;
        this.past = past;
    }

    List<Route> routes() {
        return List.of(
                Route.page("/deployments/{name}", this::one),
                Route.action("/deployments/{name}/run", Role.OPERATOR, "run deployment", this::run),
                Route.action("/deployments/{name}/pause", Role.OPERATOR, "hold schedules", this::hold),
                Route.action("/deployments/{name}/resume", Role.OPERATOR, "let schedules go on", this::hold));
    }

    private Deployed deployed(Visit visit) {
        String name = visit.path("name");
        return parts.store()
                .deployments()
                .find(name)
                .orElseThrow(() -> Visit.unknown("there is no deployment " + Shown.of(name, 100)));
    }

    private Answer one(Visit visit) {
        Deployed deployed = deployed(visit);
        Words words = parts.words();
        Standing standing = standings.of(deployed, words);
        List<Run> ended = new ArrayList<>(parts.store()
                .runs()
                .list(new RunBook.Filter(
                        Optional.of(deployed.name()),
                        Set.of(
                                RunState.COMPLETED,
                                RunState.COMPLETED_WITH_WARNINGS,
                                RunState.FAILED,
                                RunState.TIMED_OUT,
                                RunState.CRASHED),
                        Optional.empty(),
                        PLOTTED)));
        Collections.reverse(ended);
        Map<String, DeploymentSheet.Table> tables = new TreeMap<>();
        List<DeploymentSheet.Change> changes = new ArrayList<>();
        ended.stream()
                .filter(run -> run.state().isGood())
                .skip(Math.max(
                        0, ended.stream().filter(run -> run.state().isGood()).count() - LOADED))
                .forEach(run -> note(run, tables, changes));
        Collections.reverse(changes);
        Map<String, String> parameters = parameters(standing);
        DeploymentSheet sheet = new DeploymentSheet(
                words,
                standing,
                Schedule.preview(standing.deployment().schedules(), words.now(), UPCOMING),
                parameters,
                parts.secrets().get(),
                ended.isEmpty() ? List.of() : List.of(Plot.rows(ended, words), Plot.took(ended, words)),
                List.copyOf(tables.values()),
                changes,
                parts.store().incidents().open(deployed.name()),
                past.of(
                        visit,
                        deployed.name(),
                        parameters.keySet(),
                        standing.deployment().zone(),
                        words),
                yaml(deployed.definition()));
        return desktop.page(visit, deployed.name(), "deployments", "deployment", false, sheet);
    }

    private void note(Run run, Map<String, DeploymentSheet.Table> tables, List<DeploymentSheet.Change> changes) {
        for (RunBook.TableRows rows : parts.store().runs().tables(run.id())) {
            if (rows.name().startsWith("_dlt")) {
                continue;
            }
            tables.merge(
                    rows.name(),
                    new DeploymentSheet.Table(rows.name(), rows.rows(), run.changed(), rows.rows(), 1),
                    (before, now) -> new DeploymentSheet.Table(
                            now.name(), now.last(), now.at(), before.all() + now.all(), before.runs() + 1));
            if (rows.isNew() || !rows.newColumns().isEmpty()) {
                changes.add(new DeploymentSheet.Change(
                        run.id(), run.changed(), rows.name(), rows.isNew(), rows.newColumns()));
            }
        }
    }

    /** What can be asked of a run; where the routes cannot be read, what the deployment says. */
    private Map<String, String> parameters(Standing standing) {
        Map<String, String> all = new TreeMap<>();
        try {
            parts.workshop().parameters(standing.deployed().pipeline()).forEach(name -> all.put(name, ""));
        } catch (Failure e) {
            all.clear(); // the run itself says what is wrong with them
        }
        all.putAll(standing.deployment().asks().parameters());
        return all;
    }

    private static String yaml(String definition) {
        try {
            Map<String, Object> entry =
                    JSON.readValue(definition, new TypeReference<LinkedHashMap<String, Object>>() {});
            entry.values()
                    .removeIf(value -> (value instanceof List<?> list && list.isEmpty())
                            || (value instanceof Map<?, ?> map && map.isEmpty()));
            return new Dump(DumpSettings.builder()
                            .setDefaultFlowStyle(FlowStyle.BLOCK)
                            .build())
                    .dumpToString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the run store holds what is not JSON", e);
        }
    }

    private Answer run(Visit visit) {
        Deployed deployed = deployed(visit);
        Map<String, String> said = standings.deployment(deployed).asks().parameters();
        Map<String, String> parameters = new TreeMap<>();
        visit.values().forEach((field, value) -> {
            String name = field.startsWith(PARAMETER) ? field.substring(PARAMETER.length()) : "";
            boolean given = !name.isEmpty() && !value.equals(said.getOrDefault(name, ""));
            if (given) {
                parameters.put(name, value);
            }
        });
        RunQueue.Answer answer = parts.desk()
                .order(
                        deployed.name(),
                        new Asks(parameters, List.of(), Map.of(), Optional.empty()),
                        visit.value("key").map(key -> "console " + key),
                        Optional.empty(),
                        Trigger.CONSOLE,
                        visit.visitor().name());
        parts.desk().wake();
        if (answer instanceof RunQueue.Taken taken) {
            return Templates.to("/runs/" + RunPages.encoded(taken.run().id()));
        }
        if (answer instanceof RunQueue.Known known) {
            return Templates.to("/runs/" + RunPages.encoded(known.run().id()));
        }
        throw new Refusal(Problem.of(Problem.Kind.CONFLICT, "this form was sent before, with other parameters")
                .fix("open the deployment again, and fill it in anew"));
    }

    /** As the API does it. */
    private Answer hold(Visit visit) {
        Deployed deployed = deployed(visit);
        String path = visit.request().path();
        String name = RunPages.encoded(deployed.name());
        Answer answer = parts.api()
                .answerTo(
                        visit.visitor().caller(),
                        new Request(
                                "POST",
                                Api.ROOT + "/deployments/" + name + path.substring(path.lastIndexOf('/')),
                                "",
                                Map.of(),
                                "{}"));
        if (answer instanceof Document document && document.status() >= 400) {
            throw RunPages.refused(document);
        }
        return Templates.to("/deployments/" + name);
    }
}
