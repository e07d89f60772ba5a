package io.wadi.flow.kubernetes;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Deployment;
import io.wadi.flow.schedule.Schedule;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Deployments as CronJobs, one for each schedule: Kubernetes starts {@code wadi run NAME} when it is due, and all else is
 * the run's own affair, also its retries.
 *
 * @param image which has these deployments in it
 * @param namespace the one that is current where they are applied, unless told
 * @param profile of the runs
 * @param secret whose fields are the runs' environment
 */
public record CronJobs(String image, Optional<String> namespace, Optional<String> profile, String secret) {
    /** Of a CronJob: its jobs have a time behind that, and 63 characters. */
    private static final int LONGEST_NAME = 52;

    private static final int ROOM_FOR_A_NUMBER = 3;
    private static final Duration TO_START_AND_END = Duration.ofMinutes(1);
    private static final int USER = 10001;

    public CronJobs {
        requireNonNull(namespace);
        requireNonNull(profile);
        if (image.isBlank() || secret.isBlank()) {
            throw new IllegalArgumentException("a CronJob has an image and a secret");
        }
    }

    /** @throws ConfigurationFailure with every schedule that Kubernetes cannot keep, and every name that two would have */
    public List<Manifest> of(List<Deployment> deployments) {
        List<Manifest> manifests = new ArrayList<>();
        List<Explanation> problems = new ArrayList<>();
        Map<String, String> named = new HashMap<>();
        for (Deployment deployment : deployments) {
            String base = name(deployment.name());
            Optional.ofNullable(named.putIfAbsent(base, deployment.name()))
                    .ifPresent(other -> problems.add(Explanation.of("deployments " + other + " and " + deployment.name()
                                    + " would both be called " + base + " in Kubernetes")
                            .at(deployment.place())
                            .fix("give one of them another name")));
            List<Schedule> schedules = deployment.schedules();
            for (int each = 0; each < schedules.size(); each++) {
                String name = each == 0 ? base : base + "-" + (each + 1);
                try {
                    manifests.add(manifest(name, deployment, schedules.get(each)));
                } catch (IllegalArgumentException e) {
                    problems.add(Explanation.of("deployment " + deployment.name() + ": no CronJob is due like '"
                                    + schedules.get(each).text() + "': " + e.getMessage())
                            .at(deployment.place())
                            .fix("say it as a cron of five fields, or let ./wadi server keep the schedules"));
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return manifests;
    }

    /** Small letters, digits and hyphens; what is too long is cut, and told apart by what it was. */
    private static String name(String deployment) {
        String name =
                deployment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-").replaceAll("-+$", "");
        int longest = LONGEST_NAME - ROOM_FOR_A_NUMBER;
        return name.length() <= longest
                ? name
                : String.format(
                        Locale.ROOT,
                        "%s-%08x",
                        name.substring(0, longest - "-12345678".length()),
                        deployment.hashCode());
    }

    private Manifest manifest(String name, Deployment deployment, Schedule schedule) {
        UnixCron cron = UnixCron.of(schedule);
        Punctuality punctuality = Punctuality.of(deployment, schedule, cron);
        Map<String, Object> metadata = map("name", name);
        namespace.ifPresent(space -> metadata.put("namespace", space));
        metadata.put("labels", labels(deployment));
        metadata.put("annotations", annotations(deployment, schedule));
        Map<String, Object> spec = map(
                "schedule", cron.text(),
                "timeZone", cron.zone(),
                "concurrencyPolicy", punctuality.concurrencyPolicy(),
                "startingDeadlineSeconds", punctuality.startingDeadline().toSeconds(),
                "successfulJobsHistoryLimit", 3,
                "failedJobsHistoryLimit", 3,
                "jobTemplate", map("metadata", map("labels", labels(deployment)), "spec", job(deployment)));
        return new Manifest(
                name,
                map("apiVersion", "batch/v1", "kind", "CronJob", "metadata", metadata, "spec", spec),
                punctuality.notes());
    }

    private static Map<String, Object> labels(Deployment deployment) {
        return map(
                "app.kubernetes.io/name", "wadi",
                "app.kubernetes.io/component", "run",
                "wadi/deployment", name(deployment.name()));
    }

    private static Map<String, Object> annotations(Deployment deployment, Schedule schedule) {
        Map<String, Object> annotations = map(
                "wadi/deployment", deployment.name(),
                "wadi/pipeline", deployment.pipeline(),
                "wadi/schedule", schedule.text());
        deployment.description().ifPresent(text -> annotations.put("wadi/description", text));
        if (!deployment.tags().isEmpty()) {
            annotations.put(
                    "wadi/tags",
                    String.join(",", deployment.tags().stream().sorted().toList()));
        }
        return annotations;
    }

    /** Wadi's own time-out comes first: Kubernetes is for when that hangs. */
    private Map<String, Object> job(Deployment deployment) {
        Duration most = deployment.timeout().plus(TO_START_AND_END);
        return map(
                "activeDeadlineSeconds", most.plusNanos(999_999_999).toSeconds(),
                "backoffLimit", 0,
                "template", map("metadata", map("labels", labels(deployment)), "spec", pod(deployment)));
    }

    private Map<String, Object> pod(Deployment deployment) {
        return map(
                "serviceAccountName", "wadi",
                "automountServiceAccountToken", false,
                "restartPolicy", "Never",
                "terminationGracePeriodSeconds", TO_START_AND_END.toSeconds(),
                "securityContext",
                        map(
                                "runAsNonRoot", true,
                                "runAsUser", USER,
                                "runAsGroup", USER,
                                "fsGroup", USER,
                                "seccompProfile", map("type", "RuntimeDefault")),
                "containers", List.of(container(deployment)),
                "volumes", List.of(map("name", "work", "emptyDir", map()), map("name", "tmp", "emptyDir", map())));
    }

    private Map<String, Object> container(Deployment deployment) {
        List<String> args = new ArrayList<>(List.of("run", deployment.name()));
        profile.ifPresent(name -> args.addAll(List.of("--profile", name)));
        return map(
                "name", "wadi",
                "image", image,
                "args", args,
                "envFrom", List.of(map("secretRef", map("name", secret))),
                "resources",
                        map(
                                "requests", map("cpu", "250m", "memory", "512Mi"),
                                "limits", map("memory", "1Gi")),
                "securityContext",
                        map(
                                "allowPrivilegeEscalation", false,
                                "readOnlyRootFilesystem", true,
                                "capabilities", map("drop", List.of("ALL"))),
                "volumeMounts",
                        List.of(
                                map("name", "work", "mountPath", "/var/lib/wadi"),
                                map("name", "tmp", "mountPath", "/tmp")));
    }

    /** In the order in which they are given. */
    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int each = 0; each < keysAndValues.length; each += 2) {
            map.put(String.valueOf(keysAndValues[each]), keysAndValues[each + 1]);
        }
        return map;
    }
}
