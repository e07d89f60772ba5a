package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.flow.Asks;
import io.wadi.flow.Attempts;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Retries;
import io.wadi.flow.Slots;
import io.wadi.flow.alert.Watch;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.pipeline.Loading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flow's route as Wadi comes with it, around a pipeline that fails as the test says. */
class FlowTest {
    private static final String FLOW = "routes/flows/extract-and-load.camel.yaml";

    private static final String RECORDS = """
            - setBody: {constant: '[{"id": 1}]'}
            - to: "wadi-records:%s"
            """;

    @TempDir
    Path home;

    private final Run run = new Run();

    @BeforeEach
    void routes() throws IOException {
        new Project(home)
                .pipeline()
                .source(RECORDS.formatted("events"))
                .file(FLOW, Files.readString(Path.of("src/main/resources").resolve(FLOW)));
    }

    @Test
    void whatMayPassIsTriedAgainAfterTheDelaysOfTheDeployment() {
        run.fails(passing("no answer"), passing("still none"));

        run(Asks.NOTHING);

        assertThat(run.loads).isEqualTo(3);
        assertThat(run.waited).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(30));
        assertThat(run.sources)
                .as("each attempt opens a source of its own")
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(run.failures).extracting(Failure::getMessage).containsExactly("no answer", "still none");
    }

    @Test
    void afterTheLastDelayTheLastFailureIsTheRuns() {
        run.fails(passing("1"), passing("2"), passing("3"), passing("4"), passing("5"));

        assertThatThrownBy(() -> run(Asks.NOTHING))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("4");

        assertThat(run.loads).isEqualTo(4);
        assertThat(run.waited).containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    @Test
    void whatTryingAgainDoesNotCureEndsTheRun() {
        run.fails(passing("no answer"), new TerminalFailure(Explanation.of("wrong password")));

        assertThatThrownBy(() -> run(Asks.NOTHING))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("wrong password");

        assertThat(run.loads).isEqualTo(2);
    }

    @Test
    void aBrokenConnectionOfAnyStepMayPassAndAMistakeInOneMayNot() {
        run.raises(new IOException("reset"), new IllegalArgumentException("no such header"));

        assertThatThrownBy(() -> run(Asks.NOTHING))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("pipeline p failed: IllegalArgumentException: no such header");

        assertThat(run.failures.get(0))
                .isInstanceOf(TransientFailure.class)
                .hasMessage("pipeline p failed: IOException: reset");
        assertThat(run.loads).isEqualTo(2);
    }

    @Test
    void onlyTheResourcesThatARunAsksForAreLoaded() {
        new Project(home).source(RECORDS.formatted("events") + RECORDS.formatted("people"));

        run(new Asks(Map.of(), List.of("people"), Map.of(), Optional.empty()));

        assertThat(run.sources.get(0).resources()).extracting(r -> r.name()).containsExactly("people");
        assertThatThrownBy(() -> run(new Asks(Map.of(), List.of("person"), Map.of(), Optional.empty())))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("source s has no resource person");
    }

    @Test
    void withoutTheFlowsRouteItIsSaidWhereItBelongs() throws IOException {
        Files.delete(home.resolve(FLOW));

        assertThatThrownBy(() -> run(Asks.NOTHING))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("there is no routeTemplate extract-and-load");
    }

    private void run(Asks asks) {
        Deployment deployment = new Deployment(
                "p-hourly",
                "p",
                Optional.empty(),
                List.of(),
                ZoneOffset.UTC,
                Asks.NOTHING,
                new Retries(Retries.USUAL.delays(), 0),
                Duration.ofHours(1),
                Overlap.QUEUE,
                Misfire.USUAL,
                Slots.ONE,
                Set.of(),
                Watch.NOBODY,
                "deployments.yaml:1");
        run.retries = deployment.retries();
        try (WadiContext context = WadiContext.start(
                new Project(home).routes(),
                deployment,
                Settings.read(home, Map.of(), Map.of()),
                Secrets.read(home, Map.of()),
                new Retry(3, (time, deadline) -> {}, InstantSource.fixed(Project.NOW), new Random(1)),
                Map.of())) {
            context.run(deployment, run, asks);
        }
    }

    private static TransientFailure passing(String what) {
        return new TransientFailure(Explanation.of(what));
    }

    /** A run whose attempts fail in turn, and whose waits take no time. */
    private static final class Run implements Attempting {
        private final List<Exception> ends = new ArrayList<>();
        private final List<Duration> waited = new ArrayList<>();
        private final List<Failure> failures = new ArrayList<>();
        private final List<Source> sources = new ArrayList<>();
        private Retries retries = Retries.USUAL;
        private int loads;

        void fails(Failure... failures) {
            ends.addAll(List.of(failures));
        }

        void raises(Exception... raised) {
            ends.addAll(List.of(raised));
        }

        @Override
        public Loading loading() {
            return Project.loading((source, options) -> {
                sources.add(source);
                if (loads++ < ends.size()) {
                    throw FlowTest.<RuntimeException>unchecked(ends.get(loads - 1));
                }
            });
        }

        @Override
        public boolean again(Failure failure) {
            failures.add(failure);
            Attempts.Next next = new Attempts(retries).after(loads, failure, 0.5);
            if (next instanceof Attempts.Again again) {
                waited.add(again.after());
                return true;
            }
            return false;
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E unchecked(Exception e) throws E {
        throw (E) e;
    }
}
