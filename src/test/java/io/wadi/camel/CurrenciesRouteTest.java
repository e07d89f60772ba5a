package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** How an integrator tests a source's routes alone, with Camel's own means. */
class CurrenciesRouteTest extends CamelMainTestSupport {
    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = new Properties();
        properties.setProperty(
                "camel.main.routesIncludePattern",
                "file:" + System.getProperty("wadi.home", ".")
                        + "/src/main/resources/routes/sources/currencies.camel.yaml");
        properties.setProperty("currencies.url", "http://127.0.0.1:1");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Test
    void onlyTheSourceIsLoaded() {
        assertThat(context.getRoutes()).hasSize(2);
    }

    @Test
    void eachFieldBecomesARow() throws Exception {
        byte[] page = "[{\"EUR\": \"Euro\", \"PLN\": \"Zloty\"}]".getBytes(StandardCharsets.UTF_8);

        Object rows = template.requestBody("direct:currencies-as-rows", page, List.class);

        assertThat(rows)
                .isEqualTo(List.of(Map.of("code", "EUR", "name", "Euro"), Map.of("code", "PLN", "name", "Zloty")));
    }

    @Test
    void theSourceHasOneResourceAndAsksNothingYet() {
        Exchange called = template.send("wadi-source:currencies", exchange -> {});

        assertThat(called.getException()).isNull();
        assertThat(called.getVariable("wadiSource", Source.class).resources())
                .extracting(Resource::name)
                .containsExactly("currencies");
    }
}
