package io.wadi.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.examples.Routes;
import io.wadi.extract.rest.Retry;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.DuckDbLoad;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.Map;
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

    @BindToRegistry("wadiSecrets")
    private final Secrets secrets = Secrets.ofEnvironment(Map.of(Settings.variable(NAME + ".token"), "of-the-test"));

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
    void contactsComeWithoutTheirAddresses() {
        Reply end = Reply.json("{\"results\": []}");
        API.on("/crm/v3/objects/contacts/search", Reply.json("""
                {"results": [{"id": "7", "updatedAt": "2026-11-02T09:00:00Z",
                    "properties": {"email": "ada@example.org", "firstname": "Ada"}}]}"""), end);
        API.on("/crm/v3/objects/companies/search", Reply.json("""
                {"results": [{"id": "9", "updatedAt": "2026-11-01T09:00:00Z", "properties": {"name": "Acme"}}]}"""), end);

        DuckDbLoad load = new DuckDbLoad(home);
        Exchange run = template.send("direct:pipeline-" + NAME, exchange -> exchange.setVariable("wadiRun", load));

        assertThat(run.getException()).isNull();
        assertThat(load.options()).isEqualTo(new LoadOptions(NAME, Optional.of(DATASET), Optional.of("duckdb")));
        assertThat(load.rows("SELECT id, properties__email, properties__firstname FROM " + DATASET + ".contacts"))
                .containsExactly("7 ***@example.org Ada");
        assertThat(load.rows("SELECT id, properties__name FROM " + DATASET + ".companies"))
                .containsExactly("9 Acme");
        assertThat(API.requests())
                .extracting(request -> request.header("Authorization"))
                .containsOnly(Optional.of("Bearer of-the-test"));
    }
}
