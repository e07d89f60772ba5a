package io.wadi.camel;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Source;
import io.wadi.pipeline.Loading;
import java.util.Optional;
import org.apache.camel.Exchange;

/** What a run keeps in variables of its exchange: never in headers, which HTTP sends to third parties. */
final class Variables {
    static final String SOURCE = "wadiSource";
    static final String RUN = "wadiRun";

    /** The exchange that called the source. */
    static final String OPENED = "wadiOpened";

    static final String DESTINATION = "destination";

    private Variables() {}

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
        Optional.ofNullable(exchange.getVariable(OPENED, String.class))
                .filter(id -> !id.equals(exchange.getExchangeId()))
                .ifPresent(id -> {
                    throw new ConfigurationFailure(Explanation.of(
                                    endpoint + " is called by a part or a copy of the exchange that opened source "
                                            + source.name() + ": each would load all of it")
                            .fix("call it outside of split, multicast, enrich and wireTap; pages are split in a"
                                    + " route that they pass, through: direct:NAME"));
                });
        return source;
    }

    static Loading run(Exchange exchange, String endpoint) {
        return Optional.ofNullable(exchange.getVariable(RUN, Loading.class))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of(endpoint + " was called without a run: its exchange has no variable " + RUN)
                                .fix("start the pipeline with ./wadi run, or set the variable to a Loading")));
    }
}
