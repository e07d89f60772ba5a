package io.wadi.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.DeploymentBook.Hold;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployApiTest {
    private static final Instant NOON = Stores.NOON;
    private static final String HOURLY = """
            {"name": "hourly", "pipeline": "products", "schedule": [{"cron": "15 * * * *"}], "timeout": "1h"}""";

    @TempDir
    Path folder;

    private RunStore store;
    private Instant now = NOON;
    private final List<Instant> told = new ArrayList<>();
    private final Set<String> pipelines = new HashSet<>(Set.of("products", "currencies"));
    private Deploying deploying;
    private DeployApi api;

    @BeforeEach
    void open() {
        store = Stores.SQLITE.open(folder);
        deploying = new Deploying(store.deployments(), pipelines::contains, () -> now, () -> told.add(now));
        api = new DeployApi(deploying);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aPlanChangesNothingAndWhatIsAppliedIsInForce() {
        assertThat(lines(api.plan(body(HOURLY))))
                .containsExactly(
                        "+ hourly  new: pipeline products, schedule cron 15 * * * * timezone UTC", "0 unchanged");
        assertThat(store.deployments().list()).isEmpty();

        JsonNode applied = api.apply(body(HOURLY), "ci");
        assertThat(applied.get("applied").asBoolean()).isTrue();
        assertThat(only().by()).isEqualTo("ci");
        assertThat(only().origin()).isEqualTo("deploy");
        assertThat(only().seenTo()).as("nothing before it is missed").isEqualTo(NOON);
        assertThat(told).hasSize(1);

        assertThat(lines(api.plan(body(HOURLY)))).containsExactly("1 unchanged; nothing to do");
        api.apply(body(HOURLY), "ci");
        assertThat(told).as("nothing changed").hasSize(1);
    }

    @Test
    void aPlanTellsWhichKeysChange() {
        api.apply(body(HOURLY), "ci");
        assertThat(lines(
                        api.plan(body(HOURLY.replace("1h", "90m").replace("\"name\"", "\"tags\": [\"a\"], \"name\"")))))
                .containsExactly("~ hourly", "    tags  (none) → a", "    timeout  1h → 1h30m", "0 unchanged");
    }

    @Test
    void whatWasSeenToStaysUnlessTheScheduleIsAnother() {
        api.apply(body(HOURLY), "ci");
        now = NOON.plusSeconds(7200);
        api.apply(body(HOURLY.replace("1h", "2h")), "ci");
        assertThat(only().seenTo()).isEqualTo(NOON);
        api.apply(body(HOURLY.replace("15 *", "20 *")), "ci");
        assertThat(only().seenTo()).isEqualTo(now);
    }

    @Test
    void whatNobodyWantsStaysUnlessItIsPruned() {
        api.apply(body(HOURLY), "ci");
        String other = "{\"name\": \"other\", \"pipeline\": \"currencies\"}";
        assertThat(lines(api.apply(body(other), "ci")))
                .contains("! hourly  is not in the file, and stays; --prune removes it");
        assertThat(store.deployments().list()).hasSize(2);
        assertThat(lines(api.apply(body(other, "\"prune\": true"), "ci")))
                .contains("- hourly  is removed; its runs stay");
        assertThat(store.deployments().list()).extracting(Deployed::name).containsExactly("other");
    }

    @Test
    void limitsAreAddedToThoseInForceAndPrunedWithThem() {
        api.apply(body(HOURLY, "\"limits\": {\"global\": 4, \"a\": 1}"), "ci");
        assertThat(lines(api.apply(body(HOURLY, "\"limits\": {\"global\": 2}"), "ci")))
                .containsExactly("~ limits", "    global  4 → 2", "1 unchanged");
        assertThat(store.deployments().limits()).isEqualTo(Map.of("global", 2, "a", 1));
        api.apply(body(HOURLY, "\"limits\": {\"global\": 2}, \"prune\": true"), "ci");
        assertThat(store.deployments().limits()).isEqualTo(Map.of("global", 2));
    }

    @Test
    void aPlanTellsOfSwitchesAndOrigin() {
        deploying.apply(deploying.plan(DeployApi.whole(DeployApi.parse(body(HOURLY))), "file"), "deployments.yaml");
        store.deployments().hold("hourly", Optional.of(new Hold(NOON, "anna")));
        assertThat(lines(api.plan(body(HOURLY))))
                .containsExactly(
                        "= hourly  unchanged",
                        "    held since 2026-11-22T12:00:00Z by anna; it stays held",
                        "    was put in force by file, and is by deploy from now on",
                        "1 unchanged");
        api.apply(body(HOURLY), "ci");
        assertThat(only().origin()).isEqualTo("deploy");
        assertThat(only().hold()).isPresent();
    }

    @Test
    void aPlanThatIsNoMoreWhatWouldHappenIsNotApplied() {
        String plan = api.plan(body(HOURLY)).get("plan").asText();
        api.apply(body(HOURLY.replace("1h", "2h")), "somebody else");
        assertThatThrownBy(() -> api.apply(body(HOURLY, "\"plan\": \"" + plan + "\""), "ci"))
                .hasMessageContaining("somebody else changed the deployments");
        String next = api.plan(body(HOURLY)).get("plan").asText();
        api.apply(body(HOURLY, "\"plan\": \"" + next + "\""), "ci");
        assertThat(only().by()).isEqualTo("ci");
    }

    @Test
    void everythingThatIsWrongIsSaidByNameAndNothingIsChanged() {
        assertThat(problems(body(HOURLY.replace("products", "gone"))))
                .containsExactly("deployment hourly: the running build has no pipeline gone");
        assertThat(problems(body(HOURLY.replace("\"hourly\"", "\"currencies\""))))
                .containsExactly("deployment currencies has the name of a pipeline");
        assertThat(problems(body(HOURLY + ", " + HOURLY))).containsExactly("deployment hourly is there twice");
        assertThat(problems(body(HOURLY.replace("timeout", "timeuot").replace("15 *", "99 *"), "\"prnue\": 1")))
                .hasSize(3)
                .contains("unknown key prnue", "unknown key timeuot");
        assertThat(problems(body(HOURLY, "\"limits\": {\"a\": 0}"))).containsExactly("limits.a is 0");
        assertThat(problems("[]".getBytes(StandardCharsets.UTF_8))).containsExactly("the body is no JSON object");
        assertThat(problems(new byte[0])).containsExactly("the body is no JSON object");
        assertThat(problems("{\"a\": 1, \"a\": 2}".getBytes(StandardCharsets.UTF_8)))
                .hasSize(1);
        assertThat(store.deployments().list()).isEmpty();
    }

    @Test
    void theFileIsAppliedOnceForEachStateOfIt() throws IOException {
        LocalDeployments local = new LocalDeployments(folder, Optional.of("prod"), deploying);
        write("deployments: [{name: hourly, pipeline: products, env: {prod: {timeout: 3h}}}]");
        assertThat(local.apply()).isPresent();
        assertThat(only().origin()).isEqualTo("file");
        assertThat(only().definition()).contains("\"timeout\":\"3h\"");
        assertThat(local.apply()).isEmpty();

        write("deployments: [{name: other, pipeline: currencies}]");
        assertThat(local.apply()).isPresent();
        assertThat(only().name()).as("what is not in the file goes").isEqualTo("other");

        write("deployments: [{name: other, pipeline: currency}]");
        assertThatThrownBy(local::apply).hasMessageContaining("no pipeline currency");
        assertThat(local.apply()).as("it is said once").isEmpty();
        assertThat(only().name()).isEqualTo("other");

        pipelines.add("currency");
        assertThat(local.apply()).as("its route came after it").isPresent();
        assertThat(only().pipeline()).isEqualTo("currency");
        assertThat(local.apply()).isEmpty();
    }

    @Test
    void aServerThatIsDeployedToLeavesTheFileAlone() throws IOException {
        api.apply(body(HOURLY), "ci");
        write("deployments: [{name: other, pipeline: currencies}]");
        assertThat(new LocalDeployments(folder, Optional.empty(), deploying).apply())
                .isEmpty();
        assertThat(only().name()).isEqualTo("hourly");
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("deployments.yaml"), text);
    }

    private Deployed only() {
        assertThat(store.deployments().list()).hasSize(1);
        return store.deployments().list().get(0);
    }

    private List<String> problems(byte[] body) {
        List<String> problems = new ArrayList<>();
        assertThatThrownBy(() -> api.apply(body, "ci"))
                .isInstanceOfSatisfying(
                        ConfigurationFailure.class,
                        failure -> failure.problems().stream()
                                .map(Explanation::what)
                                .forEach(problems::add));
        return problems;
    }

    private static byte[] body(String deployments, String... more) {
        return ("{\"deployments\": [" + deployments + "]" + (more.length == 0 ? "" : ", " + String.join(", ", more))
                        + "}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(JsonNode plan) {
        List<String> lines = new ArrayList<>();
        plan.get("lines").forEach(line -> lines.add(line.asText()));
        return lines;
    }
}
