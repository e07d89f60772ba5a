package io.wadi.camel;

import io.wadi.config.Said;
import io.wadi.extract.rest.Budget;
import io.wadi.extract.rest.Limits;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.pipeline.Loading;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.camel.Exchange;

/** What a run keeps in variables of its exchange: never in headers, which HTTP sends to third parties. */
final class Variables {
    static final String SOURCE = "wadiSource";
    static final String RUN = "wadiRun";

    /** The attempts of a flow's run. */
    static final String ATTEMPTS = "wadiAttempts";

    /** Who called the source. */
    private static final String OPENED = "wadiOpened";

    /** What endpoints said of the resources that they added. */
    private static final String REGISTRATIONS = "wadiRegistrations";

    /** What the run says of resources. */
    private static final String SAYS = "wadiSays";

    /** The resources that the run is about. */
    private static final String CHOSEN = "wadiChosen";

    /** What the source says of all requests. */
    private static final String LIMITS = "wadiLimits";

    /** The retries that the run has for a source. */
    private static final String BUDGET = "wadiBudget.";

    static final String DESTINATION = "destination";

    /**
     * What is said below the run and its pipeline.
     *
     * @param ofSource what the source says of all its resources
     * @param hints by the name of the resource; grows while the source's route runs
     */
    record Registrations(Map<String, Said> ofSource, Map<String, ResourceHints> hints) {
        private static Registrations of(Map<String, Said> ofSource) {
            return new Registrations(ofSource, new HashMap<>());
        }
    }

    private record Says(Map<String, Said> options) {}

    private record Chosen(List<String> resources) {}

    /**
     * A call of a source.
     *
     * @param exchange its id; parts and copies have others
     * @param loaded the endpoints that loaded it
     */
    private record Opened(String exchange, Thread thread, Set<String> loaded) {
        boolean by(Exchange other) {
            return exchange.equals(other.getExchangeId());
        }
    }

    private Variables() {}

    /** Variables survive a redelivery: a source of an earlier attempt would have its resources already. */
    static void open(Exchange exchange, Source source, Map<String, Said> options, LimitsPlan limits) {
        exchange.setVariable(SOURCE, source);
        exchange.setVariable(OPENED, new Opened(exchange.getExchangeId(), Thread.currentThread(), new HashSet<>()));
        exchange.setVariable(REGISTRATIONS, Registrations.of(options));
        exchange.setVariable(LIMITS, limits);
        // What an earlier attempt of the run used up stays used up.
        if (exchange.getVariable(BUDGET + source.name()) == null) {
            exchange.setVariable(BUDGET + source.name(), new Budget(limits.retries()));
        }
    }

    static Limits limits(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(LIMITS, LimitsPlan.class))
                .map(LimitsPlan::limits)
                .orElse(Limits.NONE);
    }

    static Budget budget(Exchange exchange, String source) {
        return Optional.ofNullable(exchange.getVariable(BUDGET + source, Budget.class))
                .orElseGet(() -> new Budget(Budget.USUAL));
    }

    static void add(Exchange exchange, String endpoint, Resource resource, ResourceHints hints) {
        Source source = source(exchange, endpoint);
        opened(exchange)
                .filter(opened -> !opened.by(exchange) && opened.thread() != Thread.currentThread())
                .ifPresent(opened -> {
                    throw new ConfigurationFailure(Explanation.of(endpoint
                                    + " is called by parts or copies of an exchange at the same time: in which order"
                                    + " source " + source.name() + " has its resources would be chance")
                            .fix("leave parallelProcessing out: resources are read one after the other anyway"));
                });
        source.add(resource);
        registrations(exchange).hints().put(resource.name(), hints);
    }

    static Registrations registrations(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(REGISTRATIONS, Registrations.class))
                .orElseGet(() -> Registrations.of(Map.of()));
    }

    /** Names the resources to extract; all when there are none. */
    static void choose(Exchange exchange, List<String> resources) {
        exchange.setVariable(CHOSEN, new Chosen(resources));
    }

    static List<String> chosen(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(CHOSEN, Chosen.class))
                .map(Chosen::resources)
                .orElse(List.of());
    }

    static void says(Exchange exchange, Map<String, Said> options) {
        exchange.setVariable(SAYS, new Says(options));
    }

    static Map<String, Said> said(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(SAYS, Says.class))
                .map(Says::options)
                .orElse(Map.of());
    }

    static Source source(Exchange exchange, String endpoint) {
        return Optional.ofNullable(exchange.getVariable(SOURCE, Source.class))
                .orElseThrow(
                        () -> new ConfigurationFailure(
                                Explanation.of(endpoint + " has no source: no wadi-source was called before it")
                                        .fix(
                                                "in a source, begin with from: wadi-source:NAME; in a pipeline, call wadi-source:NAME first")));
    }

    /** The source, to be loaded: not by a part of its exchange, for every part would load all of it. */
    static Source whole(Exchange exchange, String endpoint) {
        Source source = source(exchange, endpoint);
        Optional<Opened> opened = opened(exchange);
        if (opened.filter(call -> !call.by(exchange)).isPresent()) {
            throw new ConfigurationFailure(Explanation.of(endpoint
                            + " is called by a part or a copy of the exchange that opened source " + source.name()
                            + ": each would load all of it")
                    .fix("call it outside of split, multicast, enrich and wireTap; pages are split in a"
                            + " route that they pass, through: direct:NAME"));
        }
        if (opened.filter(call -> !call.loaded().add(endpoint)).isPresent()) {
            throw new ConfigurationFailure(Explanation.of(endpoint + " is called again for source " + source.name()
                            + ": it would load all of it twice")
                    .fix("call it once, outside of loop; to load several times, call wadi-source:" + source.name()
                            + " each time, too"));
        }
        return source;
    }

    private static Optional<Opened> opened(Exchange exchange) {
        return Optional.ofNullable(exchange.getVariable(OPENED, Opened.class));
    }

    static Loading run(Exchange exchange, String endpoint) {
        return Optional.ofNullable(exchange.getVariable(RUN, Loading.class))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of(endpoint + " was called without a run: its exchange has no variable " + RUN)
                                .fix("start the pipeline with ./wadi run, or set the variable to a Loading")));
    }
}
