package io.wadi.camel;

import org.apache.camel.Component;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/** An endpoint that routes call, and that begins none. */
abstract class CalledEndpoint extends DefaultEndpoint {
    private final String scheme;
    private final String name;

    CalledEndpoint(String uri, Component component, String scheme, String name) {
        super(uri, component);
        this.scheme = scheme;
        this.name = name;
    }

    /** What messages call it: without its options. */
    final String at() {
        return scheme + ":" + name;
    }

    /** Does its work for the exchange of a run. */
    abstract void call(Exchange exchange);

    @Override
    public Producer createProducer() {
        return new DefaultProducer(this) {
            @Override
            public void process(Exchange exchange) {
                call(exchange);
            }
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(scheme + " is called, it does not begin a route");
    }
}
