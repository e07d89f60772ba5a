package io.wadi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** A route that pages pass: what becomes of one page? */
class ThroughRouteTest extends CamelMainTestSupport {
    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Routes.only("sources/currencies.camel.yaml", configuration, "currencies.url", "http://127.0.0.1:1");
    }

    @Test
    void eachFieldBecomesARow() {
        byte[] page = "[{\"EUR\": \"Euro\", \"PLN\": \"Zloty\"}]".getBytes(StandardCharsets.UTF_8);

        List<?> rows = template.requestBody("direct:currencies-as-rows", page, List.class);

        assertThat(rows)
                .isEqualTo(List.of(Map.of("code", "EUR", "name", "Euro"), Map.of("code", "PLN", "name", "Zloty")));
    }
}
