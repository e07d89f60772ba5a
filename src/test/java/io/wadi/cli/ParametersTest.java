package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A parameter of a run that no route reads is a mistake: the run would do something else than was asked, in silence. */
class ParametersTest {
    @TempDir
    Path home;

    private final ScriptedServer server =
            ScriptedServer.start().on("/events", Reply.json("{\"pages\":1,\"data\":[{\"id\":1}]}"));

    @AfterEach
    void stop() {
        server.close();
    }

    private Outcome run(String option, String... parameters) {
        return new Project(home).events(server.url("/events"), option).run(parameters);
    }

    @Test
    void oneThatARouteReadsIsTaken() {
        Outcome outcome = run("query.from: ${variable.start}", "-p", "start=2026-01-01");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(server.requests("/events").get(0).query()).containsEntry("from", "2026-01-01");
    }

    @Test
    void oneThatIsReadInAnotherLanguageOrNamedInACommentIsTaken() {
        for (String read : new String[] {
            "# read by a bean: ${variable.start}", "query.from: '${variable[start]}'", "query.from: \"{{from}}\""
        }) {
            new Project(home).file("application.properties", "from=${variable.start}\n");
            Outcome outcome = run(read, "-p", "start=2026-01-01");
            assertThat(outcome.code()).as(read + ": " + outcome.err()).isZero();
        }
    }

    @Test
    void aTypingErrorIsRefusedWithTheNearestName() {
        Outcome outcome = run("query.from: ${variable.start}", "-p", "strat=2026-01-01");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("pipeline events reads no parameter strat", "did you mean start?");
        assertThat(server.count("/events")).isZero();
    }

    @Test
    void anotherIsRefusedWithThoseThatThereAre() {
        Outcome outcome = run("query.from: ${variable.start}", "-p", "currency=EUR");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("no parameter currency", "it reads start;", "${variable.currency}");
        assertThat(run("query.limit: 5", "-p", "currency=EUR").err()).contains("it reads none;");
    }

    @Test
    void theDestinationIsNoParameter() {
        Outcome outcome = run("query.to: ${variable.destination}", "-p", "destination=snowflake");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("no parameter destination", "--destination");
    }
}
