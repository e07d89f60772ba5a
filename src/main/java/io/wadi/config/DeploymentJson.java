package io.wadi.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.StrictYaml.Field;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.deploy.Wanted;
import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.schedule.Schedule;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * A deployment as JSON: an entry of {@code deployments.yaml} with the same keys, into which its profile and the defaults
 * have gone, so that it says everything itself. The same deployment is always the same text, wherever it stood.
 */
public final class DeploymentJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final String ALERTS = "alerts";
    private static final List<String> KEYS = Stream.concat(
                    Stream.of(DeploymentReader.NAME, DeploymentReader.PIPELINE, ALERTS),
                    DeploymentReader.SHARED.stream())
            .toList();

    private DeploymentJson() {}

    public static ObjectNode of(Deployment deployment) {
        ObjectNode root = MAPPER.createObjectNode()
                .put(DeploymentReader.NAME, deployment.name())
                .put(DeploymentReader.PIPELINE, deployment.pipeline());
        deployment.description().ifPresent(text -> root.put("description", text));
        ArrayNode schedules = root.putArray(DeploymentReader.SCHEDULE);
        deployment.schedules().forEach(schedule -> put(schedules.addObject(), schedule));
        root.put(DeploymentReader.TIMEZONE, zone(deployment.zone()));
        Asks asks = deployment.asks();
        new TreeMap<>(asks.parameters()).forEach(root.putObject(DeploymentReader.PARAMETERS)::put);
        asks.resources().forEach(root.putArray("resources")::add);
        new TreeMap<>(asks.credentials()).forEach(root.putObject(DeploymentReader.CREDENTIALS)::put);
        asks.destination().ifPresent(text -> root.put("destination", text));
        ObjectNode retries = root.putObject("retries");
        ArrayNode delays = retries.putArray("delays");
        deployment.retries().delays().forEach(delay -> delays.add(text(delay)));
        retries.put("jitter", deployment.retries().jitter());
        root.put("timeout", text(deployment.timeout()));
        root.put("overlap", deployment.overlap().word());
        root.putObject("misfire")
                .put("policy", deployment.misfire().policy().word())
                .put("window", text(deployment.misfire().window()))
                .put("max", deployment.misfire().most());
        ObjectNode slots =
                root.putObject("concurrency").put("limit", deployment.slots().limit());
        sorted(deployment.slots().keys()).forEach(slots.putArray("keys")::add);
        sorted(deployment.tags()).forEach(root.putArray("tags")::add);
        watch(root, deployment.watch());
        return root;
    }

    /** With its channels, whole: the file that has them stays behind. */
    private static void watch(ObjectNode root, Watch watch) {
        ObjectNode channels = root.putObject(ALERTS);
        ArrayNode names = root.putArray("alert");
        watch.channels().forEach(channel -> {
            names.add(channel.name());
            ObjectNode entry = channels.putObject(channel.name());
            ObjectNode to = entry.putObject("to");
            to.put(channel.way().word(), channel.section());
            if (!channel.to().isEmpty()) {
                channel.to().forEach(to.putArray("recipients")::add);
            }
            channel.from().ifPresent(from -> to.put("from", from));
            channel.on().stream().map(Trouble::word).sorted().forEach(entry.putArray("on")::add);
        });
        Expectation expected = watch.expected();
        ObjectNode expect = root.putObject("expect");
        expected.successEvery().ifPresent(every -> expect.put("success-every", text(every)));
        expect.put("rows", Math.round(expected.rows() * 100) + "%").put("late", text(expected.late()));
    }

    /** As a book of deployments keeps it. */
    public static Wanted wanted(Deployment deployment) {
        String definition = of(deployment).toString();
        return new Wanted(
                deployment.name(), deployment.pipeline(), fields(definition), definition, fingerprint(definition));
    }

    /** The other way; the place is the deployment's name. */
    public static Deployment read(String definition) {
        JsonNode entry = parse(definition);
        Set<String> keys = new HashSet<>();
        entry.path("concurrency").path("keys").forEach(key -> keys.add(key.asText()));
        return read(entry, keys);
    }

    /** The same; empty where another version of Wadi wrote it, which knows more keys. */
    public static Optional<Deployment> readable(String definition) {
        try {
            return Optional.of(read(definition));
        } catch (ConfigurationFailure e) {
            return Optional.empty();
        }
    }

    /**
     * What somebody sends, by the rules of the file.
     *
     * @param limits the names that {@code concurrency.keys} may use
     * @throws ConfigurationFailure with everything that is wrong in it
     */
    public static Deployment read(JsonNode entry, Set<String> limits) {
        StrictYaml yaml =
                new StrictYaml("deployment " + entry.path(DeploymentReader.NAME).asText("without a name"));
        Node node = JsonNodes.of(entry);
        Map<String, Field> said = yaml.closed(node, "a map", KEYS);
        AlertReader alerts = new AlertReader(yaml);
        Optional.ofNullable(said.get(ALERTS)).ifPresent(alerts::read);
        Optional<Deployment> deployment = new DeploymentReader(yaml, limits, alerts).read(node, said);
        if (deployment.isEmpty() || !yaml.problems().isEmpty()) {
            throw new ConfigurationFailure(yaml.problems());
        }
        return deployment.get();
    }

    /** What its keys say, in words, each part of {@code parameters} and the like by itself. */
    public static SortedMap<String, String> fields(String definition) {
        SortedMap<String, String> fields = new TreeMap<>();
        parse(definition).properties().forEach(field -> {
            if (field.getValue().isObject()) {
                field.getValue()
                        .properties()
                        .forEach(part -> fields.put(field.getKey() + "." + part.getKey(), words(part.getValue())));
            } else {
                fields.put(field.getKey(), words(field.getValue()));
            }
        });
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    private static String words(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(DeploymentJson::words)
                    .collect(Collectors.joining(", "));
        }
        return node.isObject()
                ? node.properties().stream()
                        .map(field -> field.getKey() + " " + words(field.getValue()))
                        .collect(Collectors.joining(" "))
                : node.asText();
    }

    private static String fingerprint(String definition) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256").digest(definition.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JsonNode parse(String definition) {
        try {
            return MAPPER.readTree(definition);
        } catch (JsonProcessingException e) {
            throw new ConfigurationFailure(Explanation.of("a deployment is not JSON: " + e.getOriginalMessage())
                    .fix("deploy it again"));
        }
    }

    private static void put(ObjectNode entry, Schedule schedule) {
        if (schedule instanceof CronSchedule cron) {
            entry.put("cron", cron.text()).put(DeploymentReader.TIMEZONE, zone(cron.zone()));
        } else if (schedule instanceof IntervalSchedule interval) {
            entry.put("every", interval.text().replaceFirst("^every ", ""))
                    .put("from", interval.anchor().toString());
        }
    }

    private static String zone(ZoneId zone) {
        return zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    }

    /** As a person writes it, where that says all of it. */
    private static String text(Duration span) {
        boolean seconds = span.toNanosPart() == 0;
        boolean millis = span.toSeconds() == 0 && span.toNanosPart() % 1_000_000 == 0;
        return seconds || millis ? TimeSpan.text(span) : span.toString();
    }

    private static List<String> sorted(Collection<String> names) {
        return names.stream().sorted().toList();
    }
}
