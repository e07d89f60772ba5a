package io.wadi.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.examples.Routes;
import io.wadi.extract.rest.Retry;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.DuckDbLoad;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the source answers to the tables that come of it: docs/testing.md. */
class NewPipelineRouteTest extends CamelMainTestSupport {
    private static final String NAME = "new-pipeline";
    private static final String DATASET = "new_pipeline";

    /** Static, for Camel configures its context before the fields of a test are set. */
    private static final ScriptedServer API = ScriptedServer.start();

    @BindToRegistry("wadiRetry")
    private final Retry retry = DuckDbLoad.ONE_TRY;

    @TempDir
    Path home;

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Routes.only(
                "*/" + NAME + ".camel.yaml",
                configuration,
                NAME + ".url",
                API.url().toString());
    }

    @AfterAll
    static void closeApi() {
        API.close();
    }

    @Test
    void allPagesAreLoadedFromTheFirstDayOn() {
        API.on(
                "/v1/rates",
                Reply.json("{\"pages\": 2, \"rates\": [{\"date\": \"2026-01-02\", \"rate\": 1.5}]}"),
                Reply.json("{\"pages\": 2, \"rates\": [{\"date\": \"2026-01-05\", \"rate\": 1.6}]}"));

        DuckDbLoad load = new DuckDbLoad(home);
        Exchange run = template.send("direct:pipeline-" + NAME, exchange -> exchange.setVariable("wadiRun", load));

        assertThat(run.getException()).isNull();
        assertThat(load.options()).isEqualTo(new LoadOptions(NAME, Optional.of(DATASET), Optional.of("duckdb")));
        assertThat(load.rows("SELECT date, rate FROM " + DATASET + ".rates ORDER BY 1"))
                .containsExactly("2026-01-02 1.5", "2026-01-05 1.6");
        assertThat(API.requests("/v1/rates"))
                .extracting(request -> request.query().get("from"))
                .containsOnly("2026-01-01");
    }
}
