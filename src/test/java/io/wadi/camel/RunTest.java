package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline's run, from its route to what is handed over to be loaded. */
class RunTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void handsTheSourceOverWithTheOptionsOfTheLoad() {
        server.on("/a", Reply.json("[1]")).on("/b", Reply.json("[2, 3]"));
        Project.Loaded loaded = new Project(home)
                .pipeline()
                .source(rest("a", "") + rest("b", ""))
                .run(Map.of());

        assertThat(loaded.source().name()).isEqualTo("s");
        assertThat(loaded.options()).isEqualTo(new LoadOptions("p", Optional.of("d"), Optional.of("duckdb")));
        assertThat(loaded.records("a")).containsExactly("1");
        assertThat(loaded.records("b")).containsExactly("2", "3");
    }

    @Test
    void eachRunHasASourceOfItsOwnAndNothingIsAskedBeforeItIsRead() {
        Project project = new Project(home).pipeline().source(rest("a", ""));
        List<Source> sources = new ArrayList<>();
        try (WadiContext context = project.start()) {
            for (int run = 0; run < 3; run++) {
                context.run(Project.loading((source, options) -> sources.add(source)), Map.of());
            }
        }

        assertThat(sources).hasSize(3).doesNotHaveDuplicates();
        assertThat(sources)
                .allSatisfy(s ->
                        assertThat(s.resources()).extracting(Resource::name).containsExactly("a"));
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void afterTheLoadAVariableHasTheKindOfTheDestination() {
        Project project = new Project(home).source("- log: x").file("routes/pipelines/p.camel.yaml", """
                - route:
                    id: pipeline-p
                    from:
                      uri: direct:pipeline-p
                      steps:
                        - to: wadi-source:s
                        - to: wadi-load:p
                        - filter:
                            simple: "${variable.destination} == 'duckdb'"
                            steps: [{throwException: {exceptionType: java.lang.IllegalStateException, message: reached}}]
                        - filter:
                            simple: "${variable.destination} == 'snowflake'"
                            steps: [{toD: "jdbc:snowflake"}]
                """);

        assertThatThrownBy(() -> project.run(Map.of("destination", "snowflake")))
                .hasMessageContaining("reached");
    }

    @Test
    void plainStepsOfCamelWorkBetweenTheEndpoints() {
        server.on("/a", Reply.json("[1]")).on("/token", Reply.of(200, "t0"));
        new Project(home)
                .pipeline()
                .source("- to: %s/token\n- setVariable: {name: token, simple: \"${body}\"}\n".formatted(server.url())
                        + rest("a", "query.token: ${variable.token}"))
                .run(Map.of());

        assertThat(server.requests("/a").get(0).query()).containsEntry("token", "t0");
        assertThat(server.requests("/a").get(0).headers().keySet())
                .noneMatch(h -> h.toLowerCase().startsWith("camel"));
    }

    @Test
    void parametersOfTheRunAreReadInOptionsAndLeftOutWhenTheyAreNotGiven() {
        server.on("/a", Reply.json("[1]"));
        Project project = new Project(home).pipeline().source(rest("a", "query.since: ${variable.since}"));
        project.run(Map.of("since", "a+b &c"));
        project.run(Map.of());

        assertThat(server.requests().get(0).query()).containsEntry("since", "a+b &c");
        assertThat(server.requests().get(1).query()).isEmpty();
    }

    @Test
    void credentialsComeFromTheEnvironmentOrTheSecretsFile() {
        server.on("/a", Reply.json("[1]"));
        Project project = new Project(home)
                .pipeline()
                .source(rest("a", "auth: bearer\ncredentials: shop"))
                .file("secrets.properties", "shop.token=from+file=&\n");
        project.run(Map.of());
        project.environment.put("SHOP_TOKEN", "from environment");
        project.run(Map.of());

        assertThat(server.requests().stream().map(r -> r.header("Authorization").orElse("")))
                .containsExactly("Bearer from+file=&", "Bearer from environment");
    }

    @Test
    void aMissingSecretNamesItsPlaces() {
        Project project = new Project(home).pipeline().source(rest("a", "auth: bearer\ncredentials: shop"));

        assertThatThrownBy(() -> project.run(Map.of())).isInstanceOfSatisfying(ConfigurationFailure.class, failure -> {
            assertThat(failure).hasMessage("secret shop.token is not set");
            assertThat(failure.explanation().fix())
                    .contains("looked for it in the environment (SHOP_TOKEN), then secrets.properties (shop.token)");
        });
    }

    @Test
    void aFailureComesOutAsItWasRaised() {
        TransientFailure raised = new TransientFailure(Explanation.of("the destination is down"));
        try (WadiContext context =
                new Project(home).pipeline().source(rest("a", "")).start()) {
            assertThatThrownBy(() -> context.run(
                            Project.loading((source, options) -> {
                                throw raised;
                            }),
                            Map.of()))
                    .isSameAs(raised);
        }
    }

    @Test
    void whatAStepOfCamelRaisesEndsTheRun() {
        Project project = new Project(home)
                .pipeline()
                .source("- throwException: {exceptionType: java.lang.IllegalStateException, message: broken}\n");

        assertThatThrownBy(() -> project.run(Map.of()))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("pipeline p failed: IllegalStateException: broken");
    }

    @Test
    void aLoadOutsideOfARunSaysSo() throws Exception {
        try (WadiContext context =
                new Project(home).pipeline().source(rest("a", "")).start()) {
            Exception failure = context.camel()
                    .createProducerTemplate()
                    .send("direct:pipeline-p", exchange -> {})
                    .getException();
            assertThat(failure)
                    .isInstanceOf(ConfigurationFailure.class)
                    .hasMessage("wadi-load:p was called without a run: its exchange has no variable wadiRun");
        }
    }

    @Test
    void aResourceOutsideOfASourceSaysSo() {
        Project project = new Project(home).file("routes/p.camel.yaml", """
                        - route:
                            id: pipeline-p
                            from:
                              uri: direct:pipeline-p
                              steps:
                                - to: wadi-rest:a?url=http://127.0.0.1/
                        """);

        assertThatThrownBy(() -> project.run(Map.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("wadi-rest:a has no source: no wadi-source was called before it");
    }

    @Test
    void componentsOfCamelAreConfiguredInTheProperties() {
        server.on("/a", request -> {
            new java.util.concurrent.CountDownLatch(1).await();
            return Reply.json("[]");
        });
        Project project = new Project(home)
                .pipeline()
                .source(rest("a", ""))
                .file("application.properties", "camel.component.http.so-timeout=20\n");

        assertThatThrownBy(() -> project.run(Map.of()))
                .isInstanceOf(TransientFailure.class)
                .hasMessageEndingWith("nothing came within 20 ms (readTimeout), tried 3 times");
        project.file("application.properties", "camel.component.http.sotimeoutt=20\n");
        assertThatThrownBy(project::start)
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("Camel has no setting camel.component.http.sotimeoutt, or does not take its value");
    }

    @Test
    void runsOpenNoServerWhateverTheSettingsSay() {
        server.on("/a", Reply.json("[{\"id\": 1}]"));
        Project project = new Project(home)
                .pipeline()
                .source(rest("a", ""))
                .file(
                        "application.properties",
                        "camel.server.enabled=true\ncamel.management.enabled=true\ncamel.management.nonsense=1\n");
        project.run(Map.of());
    }

    private String rest(String name, String options) {
        return """
                - to:
                    uri: wadi-rest:%1$s
                    parameters:
                      url: "%2$s/%1$s"
                """.formatted(name, server.url()) + options.indent(6);
    }
}
