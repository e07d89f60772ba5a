package io.wadi.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.examples.Routes;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.DuckDbLoad;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the source answers to the tables that come of it: docs/testing.md. */
class NewPipelineRouteTest extends CamelMainTestSupport {
    private static final String NAME = "new-pipeline";
    private static final String DATASET = "new_pipeline";

    /** Static, for Camel configures its context before the fields of a test are set. */
    @TempDir
    static Path folder;

    @TempDir
    Path home;

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Routes.only("*/" + NAME + ".camel.yaml", configuration, NAME + ".folder", folder.toString());
    }

    @Test
    void theRowsOfAllFilesAreLoaded() throws IOException {
        Files.writeString(folder.resolve("monday.csv"), "id,zip,amount\n1,00501,19.90\n");
        Files.writeString(folder.resolve("tuesday.csv"), "id,zip,amount\n2,10115,250.00\n");

        DuckDbLoad load = new DuckDbLoad(home);
        Exchange run = template.send("direct:pipeline-" + NAME, exchange -> exchange.setVariable("wadiRun", load));

        assertThat(run.getException()).isNull();
        assertThat(load.options()).isEqualTo(new LoadOptions(NAME, Optional.of(DATASET), Optional.of("duckdb")));
        assertThat(load.rows("SELECT id, zip, amount FROM " + DATASET + ".orders ORDER BY 1"))
                .containsExactly("1 00501 19.9", "2 10115 250.0");
    }
}
