package io.wadi.camel;

import io.wadi.config.Said;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Source;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.direct.DirectEndpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
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
    private static final int MOST = 16;

    @UriPath(description = "Name of the source, which is also the name of its schema")
    @Metadata(required = true)
    private final String name;

    @UriParam
    private final SchemaConfiguration schema = new SchemaConfiguration();

    @UriParam
    private final SourceConfiguration reading = new SourceConfiguration();

    @UriParam
    private final LimitsConfiguration limits = new LimitsConfiguration();

    private Map<String, Said> said = Map.of();
    private final Set<String> given = new TreeSet<>();
    private Optional<LimitsPlan> plan = Optional.empty();

    public SourceEndpoint(String uri, SourceComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    void prepare(Map<String, ?> options, Problems problems) {
        int parallel = reading.getParallelResources();
        if (parallel < 1 || parallel > MOST) {
            problems.add(Explanation.of("parallelResources is '" + parallel + "'")
                    .fix("say how many resources are read at once, 1 to " + MOST));
        }
        options.keySet().forEach(given::add);
        said = HintOptions.of(options, "wadi-source:" + name);
        plan = Optional.of(LimitsPlan.of(limits, options.keySet(), problems));
        HintOptions.over(Hints.NONE, said, said, problems);
        problems.raise();
    }

    /** What it says of all its resources. */
    Map<String, Said> said() {
        return said;
    }

    public SourceConfiguration getReading() {
        return reading;
    }

    public LimitsConfiguration getLimits() {
        return limits;
    }

    public SchemaConfiguration getSchema() {
        return schema;
    }

    public String getName() {
        return name;
    }

    /** @throws ConfigurationFailure when the call has options: they would be lost */
    @Override
    public Producer createProducer() throws Exception {
        if (!given.isEmpty()) {
            throw new ConfigurationFailure(
                    Explanation.of("wadi-source:" + name + " is called with " + String.join(", ", given))
                            .fix("say it where the source's route begins, or for one pipeline at its wadi-load"));
        }
        return super.createProducer();
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        return super.createConsumer(new DelegateAsyncProcessor(processor) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                Variables.open(exchange, new Source(name, reading.getParallelResources()), said, plan.orElseThrow());
                return super.process(exchange, callback);
            }
        });
    }
}
