package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.model.Explanation;
import io.wadi.model.Lineage;
import io.wadi.model.Reading;
import io.wadi.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;

/** Whether what a run and its pipeline say of resources fits to what their endpoints say: before anything is read. */
final class OverrideCheck {
    private final CamelContext camel;
    private final RouteFiles routes;

    OverrideCheck(CamelContext camel, RouteFiles routes) {
        this.camel = camel;
        this.routes = routes;
    }

    /**
     * Each at its file and line; nothing where an endpoint cannot be made, which is told elsewhere.
     *
     * @param run what the run says of resources
     */
    List<Explanation> problems(String pipeline, Map<String, Said> run) {
        Map<String, ResourceHints> resources = new LinkedHashMap<>();
        Map<String, Reading> readings = new LinkedHashMap<>();
        Map<String, Said> ofSource = new LinkedHashMap<>();
        List<LoadEndpoint> loads = new ArrayList<>();
        boolean open = false;
        for (Route.Target target : routes.targets(Optional.of(pipeline))) {
            if (!target.scheme().startsWith("wadi-")) {
                continue;
            }
            Optional<Endpoint> endpoint = EndpointCheck.made(camel, target);
            if (endpoint.isEmpty()) {
                return List.of();
            } else if (endpoint.get() instanceof RegisteringEndpoint registering) {
                resources.putAll(registering.registered().resources());
                readings.putAll(registering.readings());
                open |= registering.registered().open();
            } else if (endpoint.get() instanceof LoadEndpoint load) {
                loads.add(load);
            }
        }
        source(pipeline).ifPresent(ofSource::putAll);
        List<Explanation> problems = new ArrayList<>(parents(resources, readings, open));
        for (LoadEndpoint load : loads) {
            load.overrides(run).problems(resources, open, ofSource).stream()
                    .map(problem -> StartFailure.located(problem, routes))
                    .forEach(problems::add);
        }
        return problems;
    }

    private List<Explanation> parents(
            Map<String, ResourceHints> resources, Map<String, Reading> readings, boolean open) {
        List<Resource> unopened = new ArrayList<>();
        resources.forEach((name, hints) -> unopened.add(new Resource(
                name,
                hints.base(),
                extraction -> {
                    throw new IllegalStateException("resources are not opened to be checked");
                },
                Resource.AfterLoad.NOTHING,
                readings.getOrDefault(name, Reading.ALONE))));
        List<Explanation> problems = new ArrayList<>();
        new Lineage(unopened)
                .problems(open, Nearest::to)
                .forEach(
                        (name, problem) -> problems.add(StartFailure.located(problem.at("wadi-rest:" + name), routes)));
        return problems;
    }

    /** A source's options stand where its route begins, which nobody calls. */
    private Optional<Map<String, Said>> source(String pipeline) {
        return routes.begins(Optional.of(pipeline)).stream()
                .flatMap(begin -> EndpointCheck.made(camel, begin).stream())
                .filter(SourceEndpoint.class::isInstance)
                .map(endpoint -> ((SourceEndpoint) endpoint).said())
                .findFirst();
    }
}
