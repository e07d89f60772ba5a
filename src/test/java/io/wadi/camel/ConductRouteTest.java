package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.config.TimeSpan;
import io.wadi.extract.rest.Limits;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Source;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What routes say of credentials, time-outs, retries, limits and answers. */
class ConductRouteTest {
    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    private Path home;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void tokensAreAskedForOnceForTheSource() {
        server.on("/token", Reply.json("{\"access_token\": \"T\"}"))
                .on("/a", Reply.json("[1]"))
                .on("/b", Reply.json("[2]"));
        String auth = """
                auth: oauth2_client_credentials
                credentials: crm
                tokenUrl: "%s/token"
                scope: read
                clientAuth: body
                """;
        Project project = new Project(home)
                .pipeline()
                .source(endpoint("a", "url: \"%s/a\"\n" + auth) + endpoint("b", "url: \"%s/b\"\n" + auth));
        project.environment.put("WADI_SECRET_CRM_CLIENT_ID", "id");
        project.environment.put("WADI_SECRET_CRM_CLIENT_SECRET", "secret");
        project.file("secrets.properties", "crm.client-id=id\ncrm.client-secret=secret\n");
        project.run(Map.of());

        assertThat(server.requests("/token")).hasSize(1);
        assertThat(server.requests("/token").get(0).body())
                .isEqualTo("grant_type=client_credentials&scope=read&client_id=id&client_secret=secret");
        assertThat(server.requests("/b").get(0).header("Authorization")).contains("Bearer T");
    }

    @Test
    void answersMeanWhatTheEndpointSays() {
        server.on("/a", Reply.of(404, ""));
        assertThat(source(
                                "wadi-source:s",
                                endpoint("r", "url: \"%s/a\"\nonStatus: {404: ignore}\nonText.fail: denied\n"))
                        .run(Map.of())
                        .records("r"))
                .isEmpty();
    }

    @Test
    void aRunHasARetryBudget() {
        server.on("/a", Reply.of(503, ""));

        assertThatThrownBy(() -> source("wadi-source:s?retryBudget=3", endpoint("r", "url: \"%s/a\"\nretries: 5\n"))
                        .run(Map.of()))
                .hasMessage("GET " + server.url("/a")
                        + " answered 503, tried 4 times, and the run's 3 retries are used up");
    }

    @Test
    void theBudgetIsThatOfAllAttemptsOfARun() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        LimitsPlan plan = new LimitsPlan(Limits.NONE, 7);
        Variables.open(exchange, new Source("s"), Map.of(), plan);
        var budget = Variables.budget(exchange, "s");
        Variables.open(exchange, new Source("s"), Map.of(), plan);

        assertThat(Variables.budget(exchange, "s")).isSameAs(budget);
        assertThat(Variables.budget(exchange, "t")).isNotSameAs(budget);
    }

    @Test
    void limitsAreReadAsTheyAreWritten() {
        LimitsConfiguration options = new LimitsConfiguration();
        options.setRateLimit("100/10s");
        options.setMaxInFlight(8);

        assertThat(LimitsPlan.of(options, Set.of("maxInFlight"), new Problems(""))
                        .limits())
                .isEqualTo(new Limits(Optional.of(new Limits.Rate(100, Duration.ofSeconds(10))), OptionalInt.of(8)));
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "1m30s, PT1M30S", "2h, PT2H", "7d, PT168H", "PT10S, PT10S", "P1D, PT24H"
    })
    void timesAreReadAsTheyAreWritten(String text, Duration time) {
        assertThat(TimeSpan.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "s", "10 s", "0s", "-1s", "P1X", "10s5", "1w"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> TimeSpan.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "readTimeout: 10            | readTimeout: '10' is no time such as 500ms, 10s, 1m30s or PT10S",
                "retries: many              | retries is 'many'",
                "onStatus.404: ignored      | onStatus.404 is 'ignored'",
                "onStatus.302: ignore       | unknown option onStatus.302",
                "onText.fial: denied        | unknown option onText.fial",
                "auth: oauth2, credentials: c | auth is 'oauth2'",
                "auth: bearer               | auth without credentials",
                "auth: bearer, credentials: c, scope: read, clientAuth: body | scope and clientAuth without auth: oauth2_client_credentials and auth: oauth2_refresh_token",
                "auth: bearer, credentials: c, apiKeyName: X | apiKeyName without auth: api_key",
                "auth: api_key, credentials: c, apiKeyLocation: cooky | apiKeyLocation is 'cooky'",
                "auth: oauth2_refresh_token, credentials: c | auth: oauth2_refresh_token without tokenUrl",
                "auth: oauth2_refresh_token, credentials: c, tokenUrl: auth.example.com | tokenUrl is not an address of the web",
                "allowLinkLocal: maybe      | allowLinkLocal is 'maybe'",
            })
    void whatIsWrongFailsTheStart(String options, String what) {
        String lines = options.replaceAll(", (?=[a-zA-Z.]+: )", "\n");
        assertThat(refused("wadi-source:s", lines)).isEqualTo(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rateLimit=100     | rateLimit: '100' is no rate such as 100/10s, 5/s or 1000/h",
                "rateLimit=100/day | rateLimit: '1day' is no time such as 500ms, 10s, 1m30s or PT10S",
                "maxInFlight=0     | maxInFlight is '0'",
                "retryBudgets=1    | unknown option retryBudgets",
            })
    void wrongLimitsOfASourceFailTheStart(String option, String what) {
        assertThat(refused("wadi-source:s?" + option, "")).isEqualTo(what);
    }

    @Test
    void limitsAreSaidWhereTheSourceBegins() {
        Project project =
                source("wadi-source:s", endpoint("r", "url: \"%s/a\"\n")).file("routes/pipelines/p.camel.yaml", """
                        - route:
                            id: pipeline-p
                            from:
                              uri: direct:pipeline-p
                              steps:
                                - to: wadi-source:s?rateLimit=1/s
                                - to: "wadi-load:p?dataset=d&destination=duckdb"
                        """);

        assertThat(catchThrowableOfType(
                                ConfigurationFailure.class,
                                () -> project.start().close())
                        .problems())
                .extracting(p -> p.what())
                .containsExactly("wadi-source:s is called with rateLimit");
    }

    private String refused(String source, String options) {
        ConfigurationFailure failure = catchThrowableOfType(
                ConfigurationFailure.class,
                () -> source(source, endpoint("r", "url: \"%s/a\"\n" + options + "\n"))
                        .start()
                        .close());
        assertThat(failure.problems()).hasSize(1);
        return failure.problems().get(0).what();
    }

    private Project source(String uri, String steps) {
        return new Project(home).pipeline().file("routes/sources/s.camel.yaml", """
                - route:
                    id: source-s
                    from:
                      uri: %s
                      steps:
                """.formatted(uri) + steps.indent(8));
    }

    private String endpoint(String name, String options) {
        return """
                - to:
                    uri: wadi-rest:%s
                    parameters:
                """.formatted(name)
                + options.replace("%s", server.url().toString()).indent(6);
    }
}
