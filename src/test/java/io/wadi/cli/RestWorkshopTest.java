package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.rest.CamelHttp;
import io.wadi.extract.rest.Enquiry;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Failure;
import io.wadi.server.console.Draft;
import io.wadi.server.console.From;
import io.wadi.server.console.Workshop;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the console makes of an API: looked at, written, and run as any other. */
class RestWorkshopTest {
    private static final String ORDERS = """
        {"meta": {"page": 1, "total_pages": 2}, "orders": [
          {"id": 1, "email": "ada@example.com", "updated_at": "2026-11-01T10:00:00Z", "lines": [{"sku": "a"}]},
          {"id": 2, "email": "grace@example.com", "updated_at": "2026-11-02T10:00:00Z", "lines": []}]}
        """;
    private static final String MORE = """
        {"meta": {"page": 2, "total_pages": 2}, "orders": [
          {"id": 3, "email": "alan@example.com", "updated_at": "2026-11-03T10:00:00Z", "lines": []}]}
        """;

    @TempDir
    Path home;

    private final ScriptedServer api = ScriptedServer.start();
    private final CamelContext camel = new DefaultCamelContext();
    private Project project;
    private ServerWorkshop workshop;

    @BeforeEach
    void project() throws IOException {
        project = new Project(home);
        project.flow();
        workshop = project.workshop(new CamelHttp(camel, Enquiry.TIMEOUTS, false), () -> {});
    }

    @AfterEach
    void stop() {
        api.close();
        camel.stop();
    }

    private Draft draft(String url, String auth, String secret, String pages, List<String> records, String cursor) {
        return new Draft(
                "web-orders",
                new From.Api(url, auth, "X-Shop-Key", "reader"),
                secret,
                "duckdb",
                records,
                cursor,
                pages,
                "daily",
                "",
                "UTC");
    }

    private Draft draft(String auth, String pages, List<String> records, String cursor) {
        return draft(api.url("/v1/orders").toString(), auth, "s3cret-of-the-api", pages, records, cursor);
    }

    @Test
    void whereTheRecordsAreAndHowPagesAreAskedForIsSeenInTheFirstAnswer() {
        api.on("/v1/orders", Reply.json(ORDERS));
        Draft draft = draft("api_key", "", List.of(), "");
        assertThat(workshop.test(draft).rights()).isEqualTo("records seem to be at $.orders");
        Workshop.Table orders = workshop.tables(draft).get(0);
        assertThat(orders.name()).isEqualTo("$.orders");
        assertThat(orders.holds()).isEqualTo("2 records of 4 fields");
        assertThat(orders.reads()).extracting(Workshop.Choice::word).containsExactly("", "updated_at");
        assertThat(workshop.pagings(draft))
                .extracting(Workshop.Choice::word)
                .containsExactly("page_number 1 $.meta.total_pages", "auto", "single_page");
        Workshop.Sample sample = workshop.sample(draft, "$.orders");
        assertThat(sample.columns()).containsExactly("id", "email", "updated_at", "lines");
        assertThat(sample.rows().toString())
                .doesNotContain("example.com", "sku")
                .contains("•••", "[1]");
        assertThat(api.requests("/v1/orders"))
                .allSatisfy(request -> assertThat(request.header("X-Shop-Key")).contains("s3cret-of-the-api"));
    }

    @Test
    void whatIsSavedIsValidAndReadsAllPages() throws IOException {
        api.on("/v1/orders", request -> Reply.json("2".equals(request.query().get("page")) ? MORE : ORDERS));
        Draft draft = draft("bearer", "page_number 1 $.meta.total_pages", List.of("$.orders"), "updated_at");
        assertThat(workshop.plan(draft).patch())
                .contains("uri: wadi-rest:orders", "auth: bearer", "totalPath: \"$.meta.total_pages\"")
                .doesNotContain("s3cret-of-the-api");
        workshop.save(draft);
        assertThat(Files.readString(home.resolve("secrets.properties")))
                .isEqualTo("web-orders.token=s3cret-of-the-api\n");
        Project.Outcome ran = project.wadi("run", "web-orders-daily", "--destination", "duckdb://" + project.database);
        assertThat(ran.code()).as(ran.err() + ran.out()).isZero();
        assertThat(project.query("SELECT id FROM web_orders.orders ORDER BY 1")).containsExactly("1", "2", "3");
        assertThatThrownBy(() -> workshop.save(draft)).isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void whatCannotBeAskedIsSaidInWordsAndSecretsAreNot() {
        refused("http://169.254.169.254/latest/meta-data", "does not connect to 169.254.169.254");
        refused("https://user:pass@api.example.com/", "holds a secret");
        refused("https://api.example.com/?api_key=abc", "holds a secret");
        refused("file:///etc/passwd", "no address of an API");
        api.on("/v1/orders", Reply.of(302, "").header("Location", "http://169.254.169.254/"));
        refused(api.url("/v1/orders").toString(), "sends elsewhere (302)");
        api.on("/v1/closed", Reply.of(401, ""));
        refused(api.url("/v1/closed?since=x").toString(), "/v1/closed answers 401");
        api.on("/v1/page", Reply.of(200, "<html>"));
        refused(api.url("/v1/page").toString(), "no JSON");
    }

    private void refused(String url, String why) {
        assertThatThrownBy(() -> workshop.test(draft(url, "bearer", "s3cret-of-the-api", "", List.of(), "")))
                .isInstanceOfSatisfying(Failure.class, failure -> {
                    assertThat(failure.explanation().what()).contains(why);
                    assertThat(failure.explanation().toString()).doesNotContain("s3cret");
                });
    }
}
