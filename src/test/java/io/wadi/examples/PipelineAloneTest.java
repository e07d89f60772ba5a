package io.wadi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Deadline;
import io.wadi.model.Source;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Loading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** A pipeline with its source replaced: what is loaded, and where to? */
class PipelineAloneTest extends CamelMainTestSupport {
    private record Load(Source source, LoadOptions options) {}

    private final List<Load> loads = new ArrayList<>();

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Routes.only("pipelines/currencies.camel.yaml", configuration);
    }

    @Test
    void loadsItsSourceIntoTheReferenceDataset() throws Exception {
        Source replacement = new Source("currencies");
        AdviceWith.adviceWith(
                context,
                "pipeline-currencies",
                route -> route.interceptSendToEndpoint("wadi-source:*")
                        .skipSendToOriginalEndpoint()
                        .process(exchange -> exchange.setVariable("wadiSource", replacement)));
        context.start();

        Exchange run = template.send(
                "direct:pipeline-currencies", exchange -> exchange.setVariable("wadiRun", new Recorded()));

        assertThat(context.getRoutes()).as("routes of this file alone").hasSize(1);
        assertThat(run.getException()).isNull();
        assertThat(loads)
                .containsExactly(new Load(
                        replacement,
                        new LoadOptions("currencies", Optional.of("reference"), Optional.of("snowflake"))));
    }

    private final class Recorded implements Loading {
        @Override
        public void load(Source source, LoadOptions options) {
            loads.add(new Load(source, options));
        }

        @Override
        public Optional<String> loadedInto() {
            return Optional.empty();
        }

        @Override
        public Deadline deadline() {
            return Deadline.none();
        }
    }
}
