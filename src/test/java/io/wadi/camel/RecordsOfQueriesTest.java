package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Source;
import io.wadi.model.TransientFailure;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What camel-jdbc leaves, in a context that an integrator built. */
class RecordsOfQueriesTest {
    private static final String QUERY =
            "SELECT range AS id, DATE '2026-01-02' AS day, TIMESTAMPTZ '2026-01-02 03:04:05Z'"
                    + " AS at, 1.10::DECIMAL(9,2) AS price FROM range(100000)";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        context.getRegistry().bind("duck", dataSource());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("wadi-source:s")
                        .routeId("source-s")
                        .setBody(constant(QUERY))
                        .to("jdbc:duck?outputType=StreamList")
                        .to("wadi-records:rows?primaryKey=id");
                from("direct:run").to("wadi-source:s").process(RecordsOfQueriesTest::drain);
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void rowsAreStreamedWhileTheRouteIsBeingRun() {
        Exchange run = context.createFluentProducerTemplate().to("direct:run").send();

        assertThat(run.getException()).isNull();
        assertThat(run.getMessage().getBody(Long.class)).isEqualTo(100_000);
        assertThat(run.getMessage().getHeader("first", String.class))
                .startsWith("{\"id\":0,\"day\":\"2026-01-02\",\"at\":\"2026-01-02T03:04:05Z\",\"price\":1.10}");
    }

    @Test
    void afterTheRouteTheRowsAreGoneAndItSaysSo() {
        Exchange run =
                context.createFluentProducerTemplate().to("wadi-source:s").send();
        Source source = run.getVariable("wadiSource", Source.class);

        assertThatThrownBy(() -> {
                    try (Pages pages = open(source)) {
                        pages.next();
                    }
                })
                .isInstanceOf(TransientFailure.class)
                .hasMessageStartingWith(
                        "wadi-records:rows of route source-s (body: org.apache.camel.support.StreamListIterator)")
                .hasMessageContaining(" broke off after 0 records");
    }

    private static void drain(Exchange exchange) {
        long records = 0;
        try (Pages pages = open(exchange.getVariable("wadiSource", Source.class))) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                if (records == 0) {
                    exchange.getMessage().setHeader("first", text((JsonPage) page.get()));
                }
                records += page.get().records();
            }
        }
        exchange.getMessage().setBody(records);
    }

    private static Pages open(Source source) {
        return source.resources().get(0).opener().open(new Extraction(Optional.empty(), Project.NOW, Deadline.none()));
    }

    private static String text(JsonPage page) {
        return new String(page.bytes(), page.from(), 200, StandardCharsets.UTF_8);
    }

    private static DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                RecordsOfQueriesTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getConnection" -> DriverManager.getConnection("jdbc:duckdb:");
                    case "hashCode" -> 1;
                    case "equals" -> proxy == arguments[0];
                    default -> "an empty DuckDB";
                });
    }
}
