package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Routes that spoil records, or need what nobody set, get a clear error, and what was loaded before stays as it was. */
class BadRouteTest {
    private static final String UNTOUCHED = "nothing was loaded; the destination and the cursor are as they were";
    private static final String EVERYTHING = "routes/sources/shop.camel.yaml";

    @TempDir
    Path home;

    private final ScriptedServer server = ScriptedServer.start();
    private Project project;
    private Map<String, List<String>> before;

    @BeforeEach
    void loadedOnce() {
        page("{\"id\":1,\"mail\":\"ada@example.org\"}");
        project = new Project(home).events(server.url("/events"));
        assertThat(project.run().code()).isZero();
        before = project.contents();
        page("{\"id\":2,\"mail\":\"bob@example.org\"}");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void page(String records) {
        server.on("/events", Reply.json("{\"pages\":1,\"data\":[" + records + "]}"));
    }

    /** Runs the pipeline with its pages passing a route of these steps. */
    private Outcome through(String... steps) {
        project.events(server.url("/events"), "through: direct:clean")
                .file(
                        "routes/sources/clean.camel.yaml",
                        """
                        - route:
                            id: clean
                            from:
                              uri: direct:clean
                              steps:
                        """ + String.join("\n", steps).indent(8));
        return project.run();
    }

    /** Runs the pipeline with a source that makes records of the body that these steps leave. */
    private Outcome records(String... steps) {
        project.file(EVERYTHING, """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                """ + (String.join("\n", steps) + "\n- to: wadi-records:events").indent(8));
        return project.run();
    }

    private void failed(Outcome outcome, int code, String... said) {
        assertThat(outcome.err()).contains(said).contains("✗ ").doesNotContain("\tat ", "@example.org", "the url");
        assertThat(outcome.code()).isEqualTo(code);
        assertThat(project.contents()).isEqualTo(before);
    }

    @Test
    void aRouteThatThrowsIsNamedWithThePageAndWithoutTheData() {
        failed(
                through("- throwException: { exceptionType: java.lang.IllegalStateException, message: '${body}' }"),
                1,
                "GET " + server.url("/events"),
                "through direct:clean failed: IllegalStateException",
                "correct the route direct:clean; --verbose shows what it threw",
                UNTOUCHED);
        assertThat(project.run("--verbose").err()).contains("Caused by: java.lang.IllegalStateException: [{\"id\":2,");
    }

    @Test
    void aRouteThatLeavesNothingDropsThePage() {
        Outcome outcome = through("- setBody: { simple: '${null}' }");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out()).contains("nothing new at the source");
        assertThat(project.contents()).isEqualTo(before);
    }

    @Test
    void aRouteThatLeavesTextThatIsNoJsonIsToldToLeaveJson() {
        failed(
                through("- setBody: { constant: 'Dear bob@example.org' }"),
                1,
                "through direct:clean is not JSON",
                "correct the route: it must leave the records as JSON, or as lists and maps",
                UNTOUCHED);
    }

    @Test
    void aRouteThatLeavesHalfOfTheJsonIsNotTransient() {
        String[] half = {"- setBody: { constant: '[{\"id\":2},{\"id\"' }"};
        failed(through(half), 1, "through direct:clean ends early, at byte ", "correct the route", UNTOUCHED);
        assertThat(project.run("--json").out()).contains("\"transient\":false");
    }

    @Test
    void aRouteThatLeavesWhatIsNoRecordsIsNamedWithTheType() {
        failed(
                through("- setBody: { simple: '${exchange}' }"),
                1,
                "through direct:clean left a body of ",
                "leave JSON, or lists and maps",
                UNTOUCHED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"id;mail 2;bob@example.org", "{\"id\":2} trailing bob@example.org"})
    void aBodyThatIsNoJsonIsNamedWithItsRouteAndWhatToLeave(String body) {
        failed(
                records("- setBody: { constant: '" + body + "' }"),
                1,
                "wadi-records:events of route source-shop (body: java.lang.String) is not JSON",
                "look at what the step before it leaves",
                UNTOUCHED);
    }

    @Test
    void aBodyOfATypeThatHasNoRecordsIsNamed() {
        failed(
                records("- setBody: { simple: { expression: '42', resultType: java.lang.Integer } }"),
                1,
                "wadi-records:events of route source-shop",
                "cannot make records of a java.lang.Integer",
                "leave JSON",
                UNTOUCHED);
    }

    @Test
    void noBodyAtAllIsToldWhatToCallBefore() {
        failed(
                records("- setBody: { simple: '${null}' }"),
                1,
                "wadi-records:events of route source-shop has no body",
                "call the endpoint that fetches the records before it",
                UNTOUCHED);
    }

    @Test
    void allThatIsMissingIsNamedInOneMessage() {
        project.file(EVERYTHING, """
                - route:
                    id: source-shop
                    from:
                      uri: wadi-source:shop
                      steps:
                        - to:
                            uri: wadi-rest:events
                            parameters:
                              url: "{{crm.url}}/events"
                              auth: basic
                              credentials: crm
                              mask.mail: hash
                        - to: wadi-sql:warehouse?tables=public.items
                        - toD: "wadi-rest:later?url=https://x.example&auth=bearer&credentials=needed-when-it-gets-there"
                """);
        Outcome outcome = project.run("-p", "strat=2026-01-01");
        failed(
                outcome,
                2,
                "{{crm.url}} is not set",
                "CRM_URL",
                "secret crm.username is not set",
                "secret crm.password is not set",
                "CRM_PASSWORD",
                "secret wadi.mask.key is not set",
                "WADI_MASK_KEY",
                EVERYTHING + ":11",
                "connection.warehouse.url is not set",
                "connection.warehouse.user is not set",
                "secret warehouse.password is not set",
                "reads no parameter strat");
        assertThat(outcome.err().lines().filter(line -> line.startsWith("✗"))).hasSize(8);
    }
}
