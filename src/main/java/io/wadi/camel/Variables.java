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

    static Loading run(Exchange exchange, String endpoint) {
        return Optional.ofNullable(exchange.getVariable(RUN, Loading.class))
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of(endpoint + " was called without a run: its exchange has no variable " + RUN)
                                .fix("start the pipeline with ./wadi run, or set the variable to a Loading")));
    }
}
