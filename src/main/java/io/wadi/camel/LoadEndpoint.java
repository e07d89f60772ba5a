package io.wadi.camel;

import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Loading;
import java.util.Optional;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/**
 * Read the resources of the source that was opened before, and load them in one transaction. Variable {@code destination}
 * then has the kind of destination that was loaded into; it is not set when the run ended at an earlier station.
 */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "wadi-load",
        title = "Wadi load",
        syntax = "wadi-load:pipeline",
        producerOnly = true,
        category = {Category.DATABASE})
@Metadata(excludeProperties = "lazyStartProducer")
public class LoadEndpoint extends CalledEndpoint {
    @UriPath(description = "Name of the pipeline, under which its state is kept")
    @Metadata(required = true)
    private final String pipeline;

    @UriParam(description = "Schema at the destination; the name of the pipeline when absent")
    private String dataset = "";

    @UriParam(description = "Where to load unless the run says otherwise, such as duckdb, snowflake or s3")
    private String destination = "";

    public LoadEndpoint(String uri, LoadComponent component, String pipeline) {
        super(uri, component, "wadi-load", pipeline);
        this.pipeline = pipeline;
    }

    @Override
    void call(Exchange exchange) {
        Loading run = Variables.run(exchange, at());
        exchange.removeVariable(Variables.DESTINATION); // a parameter or an earlier attempt may have left one
        run.load(Variables.whole(exchange, at()), new LoadOptions(pipeline, given(dataset), given(destination)));
        run.loadedInto().ifPresent(kind -> exchange.setVariable(Variables.DESTINATION, kind));
    }

    private static Optional<String> given(String option) {
        return Optional.of(option).filter(text -> !text.isEmpty());
    }

    public String getPipeline() {
        return pipeline;
    }

    public String getDataset() {
        return dataset;
    }

    public void setDataset(String dataset) {
        this.dataset = dataset;
    }

    public String getDestination() {
        return destination;
    }

    public void setDestination(String destination) {
        this.destination = destination;
    }
}
