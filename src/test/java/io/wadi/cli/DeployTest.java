package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.cli.Project.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** {@code wadi deploy --target kubernetes}. */
class DeployTest {
    private static final Path EXPECTED = Path.of("src/test/resources/io/wadi/cli/cronjobs.yaml");

    @TempDir
    Path home;

    private Project project;

    @BeforeEach
    void aProject() {
        project = new Project(home)
                .events("https://shop.example.com/events")
                .file("application-prod.properties", "")
                .file("deployments.yaml", """
                        defaults: {timezone: Europe/London, timeout: 1h}
                        deployments:
                          - {name: daily, pipeline: events, schedule: "0 6 * * MON-FRI", description: "Each morning: all"}
                          - name: Shop_often
                            pipeline: events
                            schedule: {every: 20m}
                            overlap: skip
                            tags: [b, a]
                          - {name: by-hand, pipeline: events}
                          - name: twice
                            pipeline: events
                            schedule: ["0 30 1 ? * SUN", {cron: "*/5 * * * *", timezone: Asia/Tokyo}]
                            overlap: cancel
                            misfire: {policy: all, window: 48h}
                            concurrency: 2
                            timeout: 90s
                            env: {prod: {overlap: allow}}
                        """);
    }

    /** {@code -Dwadi.write=true} writes it anew. */
    @Test
    void rendersEachScheduleAsACronJob() throws IOException {
        Outcome outcome = deploy("--namespace", "data", "--secret", "wadi-prod", "--profile", "prod");

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        if (Boolean.getBoolean("wadi.write")) {
            Files.createDirectories(EXPECTED.getParent());
            Files.writeString(EXPECTED, outcome.out());
        }
        assertThat(outcome.out()).isEqualTo(Files.readString(EXPECTED));
        assertThat(documents(outcome.out())).hasSize(4);
    }

    @Test
    void rendersThoseThatAreNamed() {
        Outcome outcome = deploy("daily", "by-hand");

        List<Map<?, ?>> documents = documents(outcome.out());
        assertThat(documents).hasSize(1);
        assertThat(outcome.out())
                .contains("# left out, for they have no schedule: by-hand")
                .contains("concurrencyPolicy: Forbid", "- daily")
                .doesNotContain("--profile", "namespace");
        assertThat(deploy("by-hand").out())
                .isEqualTo("# left out, for they have no schedule: by-hand\n".replace("\n", System.lineSeparator()));
    }

    @Test
    void writesAFileForEach() throws IOException {
        Path folder = home.resolve("k8s/jobs");

        Outcome outcome = deploy("--output", folder.toString());

        assertThat(outcome.code()).isZero();
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("daily.yaml", "shop-often.yaml", "twice.yaml", "twice-2.yaml");
        }
        assertThat(documents(Files.readString(folder.resolve("twice-2.yaml")))).hasSize(1);
        assertThat(outcome.out()).contains(folder.resolve("twice-2.yaml").toString());
    }

    @Test
    void printsAListForPrograms() throws IOException {
        JsonNode list = new ObjectMapper().readTree(deploy("--json").out());

        assertThat(list.path("kind").asText()).isEqualTo("List");
        assertThat(list.path("items")).hasSize(4);
        assertThat(list.at("/items/1/spec/schedule").asText()).isEqualTo("*/20 * * * *");
    }

    @Test
    void saysEverythingThatCannotBeKeptAtOnce() {
        project.file("deployments.yaml", """
                deployments:
                  - {name: a_b, pipeline: events, schedule: {every: 90m}}
                  - {name: a-b, pipeline: events, schedule: ["30 0 6 * * ?", "0 6 * * *", "0 0 18 L * ?"]}
                """);

        Outcome outcome = deploy();

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("deployment a_b: no CronJob is due like 'every 90m': it does not come at the same times")
                .contains("deployments a_b and a-b would both be called a-b in Kubernetes")
                .contains("deployment a-b: no CronJob is due like '30 0 6 * * ?': Kubernetes knows no seconds")
                .contains("'0 0 18 L * ?': its day of month 'L' is nothing that Kubernetes knows")
                .contains("deployments.yaml:3");
    }

    @Test
    void aLongNameIsCutAndStaysItsOwn() {
        String name = "a".repeat(60);
        project.file("deployments.yaml", """
                deployments:
                  - {name: %1$sb, pipeline: events, schedule: "0 6 * * *"}
                  - {name: %1$sc, pipeline: events, schedule: "0 6 * * *"}
                """.formatted(name));

        List<String> names = documents(deploy().out()).stream()
                .map(document -> String.valueOf(((Map<?, ?>) document.get("metadata")).get("name")))
                .toList();

        assertThat(names).hasSize(2).doesNotHaveDuplicates().allMatch(each -> each.length() <= 52);
    }

    @Test
    void whatIsMissingOrUnknownIsSaid() {
        assertThat(project.wadi("deploy", "--target", "kubernetes").err()).contains("--image is missing");
        assertThat(deploy("dayly").err()).contains("there is no deployment dayly", "did you mean daily?");
        assertThat(deploy("events").err()).contains("there is no deployment events");
    }

    private Outcome deploy(String... more) {
        List<String> args =
                new ArrayList<>(List.of("deploy", "--target", "kubernetes", "--image", "example.com/wadi:1"));
        args.addAll(List.of(more));
        return project.wadi(args.toArray(String[]::new));
    }

    private static List<Map<?, ?>> documents(String yaml) {
        List<Map<?, ?>> documents = new ArrayList<>();
        new Load(LoadSettings.builder().build())
                .loadAllFromString(yaml)
                .forEach(each -> documents.add((Map<?, ?>) each));
        return documents;
    }
}
