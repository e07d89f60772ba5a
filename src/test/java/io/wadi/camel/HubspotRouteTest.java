package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Loading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;

/** How an integrator tests a pipeline with a statement after its load: nothing is extracted and nothing is loaded. */
class HubspotRouteTest extends CamelMainTestSupport {
    private final List<LoadOptions> loads = new ArrayList<>();
    private final List<Source> sources = new ArrayList<>();

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        String routes = "file:" + System.getProperty("wadi.home", ".") + "/src/main/resources/routes/";
        Properties properties = new Properties();
        properties.setProperty(
                "camel.main.routesIncludePattern",
                routes + "pipelines/hubspot.camel.xml," + routes + "sources/hubspot.camel.yaml");
        properties.setProperty("hubspot.url", "http://127.0.0.1:1");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
    }

    @Test
    void contactsAreMergedWithoutTheirAddressesAndOwnersReplaced() {
        run("duckdb");

        List<Resource> resources = sources.get(0).resources();
        assertThat(resources)
                .extracting(Resource::name)
                .containsExactly(
                        "contacts",
                        "companies",
                        "deals",
                        "tickets",
                        "archived_contacts",
                        "archived_companies",
                        "archived_deals",
                        "archived_tickets",
                        "owners",
                        "contact_links",
                        "deal_links",
                        "ticket_links");
        Hints contacts = resources.get(0).hints();
        assertThat(contacts.disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(contacts.primaryKey()).containsExactly("id");
        assertThat(contacts.masks()).containsExactly(new Mask("properties.email", Mask.Kind.HASH));
        assertThat(resources.get(8).hints().disposition()).isEqualTo(WriteDisposition.REPLACE);
        assertThat(loads).containsExactly(new LoadOptions("hubspot", Optional.of("crm"), Optional.of("snowflake")));
    }

    @Test
    void theStatementAfterTheLoadIsForSnowflakeAlone() throws Exception {
        AdviceWith.adviceWith(
                context,
                "pipeline-hubspot",
                route -> route.weaveByType(ToDynamicDefinition.class).replace().to("mock:statements"));
        MockEndpoint statements = getMockEndpoint("mock:statements");
        statements.expectedBodiesReceived("grant select on all tables in schema CRM to role REPORTING");

        run("duckdb");
        run("s3");
        run("snowflake");

        statements.assertIsSatisfied();
    }

    @Test
    void withoutAConnectionToSnowflakeOnlySnowflakeFails() {
        assertThat(run("duckdb").getException()).isNull();
        assertThat(run("snowflake").getException()).rootCause().hasMessageContaining("snowflake");
    }

    private Exchange run(String destination) {
        return template.send(
                "direct:pipeline-hubspot", exchange -> exchange.setVariable("wadiRun", loadingInto(destination)));
    }

    private Loading loadingInto(String destination) {
        return new Loading() {
            @Override
            public void load(Source source, LoadOptions options) {
                sources.add(source);
                loads.add(options);
            }

            @Override
            public Optional<String> loadedInto() {
                return Optional.of(destination);
            }

            @Override
            public Deadline deadline() {
                return Deadline.none();
            }
        };
    }
}
