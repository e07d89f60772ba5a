package io.wadi.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.extract.rest.Retry;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.camel.BindToRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A source without a pipeline: what does it ask its API, and which records come of the answers? */
class SourceAloneTest extends CamelMainTestSupport {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    /** Static, for Camel configures its context before the fields of a test are set. */
    private static final ScriptedServer API = ScriptedServer.start();

    /** One try, so that a mistake shows at once. */
    @BindToRegistry("wadiRetry")
    private final Retry retry = new Retry(1, (time, deadline) -> {}, InstantSource.fixed(NOW), new Random(1));

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Routes.only(
                "sources/currencies.camel.yaml",
                configuration,
                "currencies.url",
                API.url().toString());
    }

    @AfterAll
    static void closeApi() {
        API.close();
    }

    @Test
    void eachCurrencyIsARecord() {
        API.on("/v1/currencies", Reply.json("{\"EUR\": \"Euro\", \"PLN\": \"Zloty\"}"));

        Exchange call = template.send("wadi-source:currencies", exchange -> {});

        assertThat(context.getRoutes()).as("routes of this file alone").hasSize(2);
        assertThat(call.getException()).isNull();
        Source source = call.getVariable("wadiSource", Source.class);
        assertThat(source.resources()).extracting(Resource::name).containsExactly("currencies");
        assertThat(records(source.resources().get(0)))
                .containsExactly("{\"code\":\"EUR\",\"name\":\"Euro\"}", "{\"code\":\"PLN\",\"name\":\"Zloty\"}");
    }

    /** The resource, read to its end as a run would. */
    private static List<String> records(Resource resource) {
        List<String> records = new ArrayList<>();
        try (Pages pages = resource.opener().open(new Extraction(Optional.empty(), NOW, Deadline.none()))) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                JsonPage json = (JsonPage) page.get();
                String text = new String(json.bytes(), json.from(), json.length(), StandardCharsets.UTF_8);
                records.addAll(text.lines().toList());
            }
        }
        return records;
    }
}
