package io.wadi.camel;

import io.wadi.config.Layers;
import io.wadi.config.Nearest;
import io.wadi.config.Said;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Lineage;
import io.wadi.model.Source;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Loading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
@Metadata(excludeProperties = "lazyStartProducer,table")
public class LoadEndpoint extends CalledEndpoint {
    @UriPath(description = "Name of the pipeline, under which its state is kept")
    @Metadata(required = true)
    private final String pipeline;

    @UriParam(description = "Schema at the destination; the name of the pipeline when absent")
    private String dataset = "";

    @UriParam(description = "Where to load unless the run says otherwise, such as duckdb, snowflake or s3")
    private String destination = "";

    @UriParam(
            prefix = "resource.",
            multiValue = true,
            description =
                    "Of one resource, resource.NAME.writeDisposition and any other option that says how its tables are"
                            + " written: stronger than what the source says, and than what is said here of all")
    private Map<String, String> resource = Map.of();

    @UriParam
    private final WritingConfiguration writing = new WritingConfiguration();

    @UriParam
    private final SchemaConfiguration schema = new SchemaConfiguration();

    private Map<String, Said> said = Map.of();

    public LoadEndpoint(String uri, LoadComponent component, String pipeline) {
        super(uri, component, "wadi-load", pipeline);
        this.pipeline = pipeline;
    }

    void prepare(Map<String, ?> options, Problems problems) {
        Map<String, Said> all = new LinkedHashMap<>();
        options.forEach((option, value) -> {
            if (option.startsWith(Layers.RESOURCE) || HintOptions.isHint(option)) {
                all.put(option, new Said(option, String.valueOf(value), at()));
            }
        });
        said = all;
        problems.raise();
    }

    /** What the pipeline says of the resources of its source, under what a run says. */
    Overrides overrides(Map<String, Said> run) {
        return new Overrides(run, said);
    }

    @Override
    void call(Exchange exchange) {
        Loading run = Variables.run(exchange, at());
        exchange.removeVariable(Variables.DESTINATION); // a parameter or an earlier attempt may have left one
        Source source = Variables.whole(exchange, at());
        List<String> chosen = Variables.chosen(exchange);
        if (!chosen.isEmpty()) {
            source.keep(chosen);
        }
        Variables.Registrations known = Variables.registrations(exchange);
        overrides(Variables.said(exchange)).apply(source, known.hints(), known.ofSource());
        Map<String, Explanation> parents = new Lineage(source.resources()).problems(false, Nearest::to);
        if (!parents.isEmpty()) {
            throw new ConfigurationFailure(List.copyOf(parents.values()));
        }
        run.load(source, new LoadOptions(pipeline, given(dataset), given(destination)));
        run.loadedInto().ifPresent(kind -> exchange.setVariable(Variables.DESTINATION, kind));
    }

    private static Optional<String> given(String option) {
        return Optional.of(option).filter(text -> !text.isEmpty());
    }

    public String getPipeline() {
        return pipeline;
    }

    public Map<String, String> getResource() {
        return resource;
    }

    public void setResource(Map<String, String> resource) {
        this.resource = resource;
    }

    public WritingConfiguration getWriting() {
        return writing;
    }

    public SchemaConfiguration getSchema() {
        return schema;
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
