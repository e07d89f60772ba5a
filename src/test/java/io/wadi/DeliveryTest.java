package io.wadi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files by which Wadi is built and run elsewhere: they are YAML, agree with each other, and give no secret away. */
class DeliveryTest {
    private static final Path HOME = Path.of(System.getProperty("wadi.home", "."));
    private static final Path WORKFLOWS = HOME.resolve(".github/workflows");
    private static final Path KUBERNETES = HOME.resolve("deploy/kubernetes");

    @Test
    void workflowsReadWhatTheyNeedAndNothingMore() throws IOException {
        for (Map<String, Object> workflow : all(WORKFLOWS)) {
            assertThat(at(workflow, "permissions")).isEqualTo(Map.of("contents", "read"));
            assertThat(at(workflow, "concurrency", "group")).isInstanceOf(String.class);
            assertThat(map(at(workflow, "on"))).doesNotContainKey("pull_request_target");
            for (Map<String, Object> job : jobs(workflow)) {
                assertThat(at(job, "timeout-minutes")).isInstanceOf(Integer.class);
                assertThat(job.containsKey("permissions")).isFalse();
                for (Object step : list(at(job, "steps"))) {
                    Object uses = map(step).get("uses");
                    assertThat(uses == null || uses.toString().matches("actions/[a-z-]+@v\\d+"))
                            .as("%s has a major version", uses)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void secretsAreForEnvironmentsThatForksDoNotReach() throws IOException {
        List<Map<String, Object>> keen = all(WORKFLOWS).stream()
                .flatMap(workflow -> jobs(workflow).stream())
                .filter(job -> job.toString().contains("secrets."))
                .toList();

        assertThat(keen).hasSize(1);
        assertThat(at(keen.get(0), "environment").toString()).contains("'prod'", "'dev'");
        assertThat(at(keen.get(0), "if").toString())
                .contains("github.event.pull_request.head.repo.full_name == github.repository");
        assertThat(at(keen.get(0), "steps").toString()).doesNotContain("checkout");
    }

    @Test
    void manifestsAgreeWithEachOther() throws IOException {
        Map<String, Object> kustomization = read(KUBERNETES.resolve("kustomization.yaml"));
        List<Map<String, Object>> objects = new ArrayList<>();
        for (Object file : list(at(kustomization, "resources"))) {
            objects.add(read(KUBERNETES.resolve(file.toString())));
        }
        Map<String, Object> deployment = kind(objects, "Deployment");
        Object labels = at(deployment, "spec", "template", "metadata", "labels");
        Map<String, Object> pod = map(at(deployment, "spec", "template", "spec"));
        Map<String, Object> container = map(list(at(pod, "containers")).get(0));

        assertThat(objects).hasSize(4);
        assertThat(List.of(
                        at(deployment, "spec", "selector", "matchLabels"),
                        at(kind(objects, "Service"), "spec", "selector"),
                        at(kind(objects, "PodDisruptionBudget"), "spec", "selector", "matchLabels"),
                        at(map(list(at(pod, "topologySpreadConstraints")).get(0)), "labelSelector", "matchLabels")))
                .allMatch(labels::equals);
        assertThat(at(pod, "serviceAccountName")).isEqualTo(at(kind(objects, "ServiceAccount"), "metadata", "name"));
        assertThat(at(map(list(at(kustomization, "images")).get(0)), "name")).isEqualTo(at(container, "image"));
        Map<String, Object> port = map(list(at(container, "ports")).get(0));
        assertThat(at(map(list(at(kind(objects, "Service"), "spec", "ports")).get(0)), "targetPort"))
                .isEqualTo(at(port, "name"));
        assertThat(list(at(container, "args")))
                .contains("server", "--join", at(port, "containerPort").toString());
    }

    /** As the CronJobs that are rendered have it, too. */
    @Test
    void nobodyRunsAsRoot() throws IOException {
        Map<String, Object> spec = map(at(read(KUBERNETES.resolve("deployment.yaml")), "spec", "template", "spec"));

        assertThat(map(at(spec, "securityContext")))
                .containsEntry("runAsNonRoot", true)
                .containsEntry("runAsUser", 10001);
        assertThat(at(map(list(at(spec, "containers")).get(0)), "securityContext"))
                .isEqualTo(Map.of(
                        "allowPrivilegeEscalation",
                        false,
                        "readOnlyRootFilesystem",
                        true,
                        "capabilities",
                        Map.of("drop", List.of("ALL"))));
        assertThat(Files.readString(HOME.resolve("Containerfile"))).contains("USER 10001:10001\n");
        assertThat(Files.readString(HOME.resolve("deploy/systemd/wadi.service")))
                .contains("User=wadi\n", "NoNewPrivileges=yes\n", "ProtectSystem=strict\n");
    }

    private static Map<String, Object> kind(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> kind.equals(object.get("kind")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> jobs(Map<String, Object> workflow) {
        List<Map<String, Object>> jobs = new ArrayList<>();
        map(at(workflow, "jobs")).values().forEach(job -> jobs.add(map(job)));
        return jobs;
    }

    private static List<Map<String, Object>> all(Path folder) throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                all.add(read(file));
            }
        }
        assertThat(all).hasSize(2);
        return all;
    }

    private static Map<String, Object> read(Path file) throws IOException {
        return map(new Load(LoadSettings.builder().setLabel(file.toString()).build())
                .loadFromString(Files.readString(file)));
    }

    private static Object at(Map<String, Object> tree, String... keys) {
        Object at = tree;
        for (String key : keys) {
            at = map(at).get(key);
            assertThat(at).as(String.join(".", keys)).isNotNull();
        }
        return at;
    }

    @SuppressWarnings("unchecked") // YAML's keys are texts here
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(Object tree) {
        return (List<Object>) tree;
    }
}
