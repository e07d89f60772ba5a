package io.wadi.camel;

import io.wadi.model.Source;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Describe what is extracted: each call opens a source of its own, to which the endpoints of the route add resources. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "wadi-source",
        title = "Wadi source",
        syntax = "wadi-source:name",
        remote = false,
        category = {Category.API, Category.CORE})
@Metadata(
        excludeProperties =
                "bridgeErrorHandler,exceptionHandler,exchangePattern,block,failIfNoConsumers,timeout,lazyStartProducer,synchronous")
public class SourceEndpoint extends DirectEndpoint {
    @UriPath(description = "Name of the source, which is also the name of its schema")
    @Metadata(required = true)
    private final String name;

    public SourceEndpoint(String uri, SourceComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    public String getName() {
        return name;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        return super.createConsumer(new DelegateAsyncProcessor(processor) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                // Variables survive a redelivery: a source of an earlier attempt would have its resources already.
                exchange.setVariable(Variables.SOURCE, new Source(name));
                exchange.setVariable(Variables.OPENED, exchange.getExchangeId());
                return super.process(exchange, callback);
            }
        });
    }
}
