package io.wadi.camel;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Stands between the attempts of a flow's run, as {@code onExceptionOccurred} of its route's error handler: Camel repeats
 * the call of the pipeline, here is decided whether and when.
 */
final class FlowRetries implements Processor {
    /** By this name the flow's route finds it. */
    static final String NAME = "wadiRetries";

    private final Failures failures;

    FlowRetries(Failures failures) {
        this.failures = failures;
    }

    @Override
    public void process(Exchange exchange) {
        Attempting run = Optional.ofNullable(exchange.getVariable(Variables.ATTEMPTS, Attempting.class))
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("a flow was called without a run")
                        .fix("start the deployment with ./wadi run NAME")));
        Exception caught = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        if (run.again(failures.of(caught))) {
            exchange.setVariable(Variables.RUN, run.loading());
        } else {
            exchange.getExchangeExtension().setRedeliveryExhausted(true);
        }
    }
}
