package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerDeskTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(strings = {"queue", "skip", "cancel", "allow"})
    void eachThatWasMissedIsMadeUpForWhereAllAreWanted(String overlap) throws IOException {
        assertThat(states(overlap, "all", Trigger.MISFIRE))
                .containsExactly(RunState.QUEUED, RunState.QUEUED, RunState.QUEUED);
    }

    @Test
    void oneOfThemWaitsWhereOneForAllIsWanted() throws IOException {
        assertThat(states("queue", "coalesce", Trigger.MISFIRE))
                .containsExactlyInAnyOrder(RunState.SKIPPED, RunState.SKIPPED, RunState.QUEUED);
        assertThat(states("queue", "all", Trigger.SCHEDULE))
                .as("what was not missed")
                .containsExactlyInAnyOrder(RunState.SKIPPED, RunState.SKIPPED, RunState.QUEUED);
    }

    /** Of three runs. */
    private List<RunState> states(String overlap, String misfire, Trigger trigger) throws IOException {
        Project project = new Project(home).events("http://127.0.0.1:9/events");
        Deployment deployment =
                DeploymentJson.read(JsonMapper.builder().build().readTree("""
                        {"name": "events-daily", "pipeline": "events", "overlap": "%s", "misfire": {"policy": "%s"}}
                        """.formatted(overlap, misfire)), Set.of());
        try (RunStore store = Stores.SQLITE.open(home.resolve(overlap + misfire + trigger))) {
            ProjectOptions options = new ProjectOptions();
            PrintStream nobody = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
            Surroundings here = new Surroundings(nobody, nobody, Map.of(), project.home, false, (time, deadline) -> {});
            ServerDesk.Parts parts =
                    new ServerDesk.Parts(options.routes(here), options.settings(here), options.secrets(here));
            ServerDesk desk = new ServerDesk(
                    store, () -> parts, name -> Optional.of(deployment), () -> Stores.NOON, () -> {}, Optional::empty);
            for (int i = 0; i < 3; i++) {
                desk.order(deployment, trigger, Stores.NOON.minusSeconds(i), "test");
            }
            return store.runs().list(new RunBook.Filter(Optional.empty(), Set.of(), Optional.empty(), 9)).stream()
                    .map(Run::state)
                    .toList();
        }
    }
}
