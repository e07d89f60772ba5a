package io.wadi.config;

import io.wadi.config.StrictYaml.Field;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Retries;
import io.wadi.flow.Slots;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.schedule.Schedule;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One entry of {@code deployments.yaml}, with what the defaults and the environment say of it. */
final class DeploymentReader {
    static final String NAME = "name";
    static final String PIPELINE = "pipeline";
    static final String SCHEDULE = "schedule";
    static final String TIMEZONE = "timezone";
    static final String ENV = "env";
    static final String PARAMETERS = "parameters";
    static final String CREDENTIALS = "credentials";
    static final String EXPECT = "expect";

    /** What may stand in {@code defaults} and under an environment. */
    static final List<String> SHARED = List.of(
            "description",
            SCHEDULE,
            TIMEZONE,
            PARAMETERS,
            "resources",
            CREDENTIALS,
            "destination",
            "retries",
            "timeout",
            "overlap",
            "misfire",
            "concurrency",
            "tags",
            "alert",
            EXPECT);

    private static final List<String> RETRIES = List.of("delays", "jitter");
    private static final List<String> MISFIRE = List.of("policy", "window", "max");
    private static final List<String> CONCURRENCY = List.of("limit", "keys");

    private final StrictYaml yaml;
    private final Set<String> limits;
    private final AlertReader alerts;

    /**
     * @param limits the names that {@code concurrency.keys} may use
     * @param alerts the channels that deployments may name
     */
    DeploymentReader(StrictYaml yaml, Set<String> limits, AlertReader alerts) {
        this.yaml = yaml;
        this.limits = Set.copyOf(limits);
        this.alerts = alerts;
    }

    /** @param said the fields in force, by their names */
    Optional<Deployment> read(Node entry, Map<String, Field> said) {
        Optional<String> name = required(entry, said, NAME);
        Optional<String> pipeline = required(entry, said, PIPELINE);
        ScheduleReader times = new ScheduleReader(yaml);
        ZoneId zone = find(said, TIMEZONE).map(times::zone).orElse(ZoneOffset.UTC);
        List<Schedule> schedules = find(said, SCHEDULE)
                .map(field -> times.schedules(field.value(), zone))
                .orElse(List.of());
        Asks asks = new Asks(
                find(said, PARAMETERS).map(this::texts).orElse(Map.of()),
                find(said, "resources").map(this::words).orElse(List.of()),
                find(said, CREDENTIALS).map(this::texts).orElse(Map.of()),
                find(said, "destination").flatMap(yaml::text));
        Retries retries = find(said, "retries").flatMap(this::retries).orElse(Retries.USUAL);
        Duration timeout = find(said, "timeout").flatMap(yaml::time).orElse(Deployment.USUAL_TIMEOUT);
        Overlap overlap = find(said, "overlap")
                .flatMap(field -> yaml.word(field, Overlap::of, Overlap.words()))
                .orElse(Overlap.QUEUE);
        Misfire misfire = find(said, "misfire").flatMap(this::misfire).orElse(Misfire.USUAL);
        Slots slots = find(said, "concurrency").flatMap(this::slots).orElse(Slots.ONE);
        Set<String> tags =
                new LinkedHashSet<>(find(said, "tags").map(this::words).orElse(List.of()));
        Watch watch = new Watch(
                find(said, "alert").map(alerts::chosen).orElse(List.of()),
                find(said, EXPECT).flatMap(alerts::expected).orElse(Expectation.USUAL));
        Optional<String> description = find(said, "description").flatMap(yaml::text);
        if (name.isEmpty() || pipeline.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Deployment(
                name.get(),
                pipeline.get(),
                description,
                schedules,
                zone,
                asks,
                retries,
                timeout,
                overlap,
                misfire,
                slots,
                tags,
                watch,
                yaml.line(entry)));
    }

    private static Optional<Field> find(Map<String, Field> said, String name) {
        return Optional.ofNullable(said.get(name));
    }

    private Optional<String> required(Node entry, Map<String, Field> said, String name) {
        if (find(said, name).isEmpty()) {
            yaml.problem(entry, "this deployment has no " + name, "add " + name + ": ...");
        }
        Optional<String> text = find(said, name).flatMap(yaml::text);
        if (text.isPresent() && name.equals(NAME) && !text.get().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            yaml.problem(
                    find(said, name).orElseThrow().value(),
                    "'" + text.get() + "' is no name of a deployment",
                    "letters, digits, dots, hyphens and underscores, a hundred at most");
            return Optional.empty();
        }
        return text;
    }

    private Map<String, String> texts(Field field) {
        Map<String, String> texts = new LinkedHashMap<>();
        yaml.fields(field.value(), "values by name")
                .forEach(each -> yaml.text(each).ifPresent(text -> texts.put(each.name(), text)));
        return texts;
    }

    private List<String> words(Field field) {
        return StrictYaml.items(field.value()).stream()
                .flatMap(item -> yaml.text(item, field.name()).stream())
                .toList();
    }

    private Optional<Integer> number(Field field) {
        return yaml.text(field)
                .flatMap(text -> yaml.checked(field.value(), field.name() + " is a whole number", () -> {
                    try {
                        return Integer.parseInt(text);
                    } catch (NumberFormatException e) {
                        throw new IllegalArgumentException("'" + text + "' is no whole number", e);
                    }
                }));
    }

    private Optional<Retries> retries(Field field) {
        if (!(field.value() instanceof MappingNode)) {
            return retries(field, field.value(), Retries.USUAL.jitter());
        }
        Map<String, Field> said = yaml.closed(field.value(), "retries", RETRIES);
        double jitter = find(said, "jitter")
                .flatMap(each -> yaml.text(each)
                        .flatMap(text -> yaml.checked(each.value(), "as in jitter: 0.2", () -> {
                            try {
                                return Double.parseDouble(text);
                            } catch (NumberFormatException e) {
                                throw new IllegalArgumentException("'" + text + "' is no number", e);
                            }
                        })))
                .orElse(Retries.USUAL.jitter());
        return find(said, "delays")
                .map(delays -> retries(field, delays.value(), jitter))
                .orElseGet(() -> yaml.checked(
                        field.key(), "a part from 0 to 1", () -> new Retries(Retries.USUAL.delays(), jitter)));
    }

    private Optional<Retries> retries(Field field, Node list, double jitter) {
        List<Duration> delays = new ArrayList<>();
        List<Node> items = StrictYaml.items(list);
        items.forEach(item -> yaml.text(item, field.name())
                .flatMap(text -> yaml.time(field.name(), item, text))
                .ifPresent(delays::add));
        return delays.size() < items.size()
                ? Optional.empty()
                : yaml.checked(
                        field.key(), "say when to try again, three times at least", () -> new Retries(delays, jitter));
    }

    private Optional<Misfire> misfire(Field field) {
        if (!(field.value() instanceof MappingNode)) {
            return yaml.word(field, Misfire.Policy::of, Misfire.Policy.words())
                    .map(policy -> new Misfire(policy, Misfire.USUAL.window(), Misfire.USUAL.most()));
        }
        Map<String, Field> said = yaml.closed(field.value(), "misfire", MISFIRE);
        Misfire.Policy policy = find(said, "policy")
                .flatMap(each -> yaml.word(each, Misfire.Policy::of, Misfire.Policy.words()))
                .orElse(Misfire.USUAL.policy());
        Duration window = find(said, "window").flatMap(yaml::time).orElse(Misfire.USUAL.window());
        int most = find(said, "max").flatMap(this::number).orElse(Misfire.USUAL.most());
        return yaml.checked(
                field.key(), "as in misfire: {policy: all, max: 5}", () -> new Misfire(policy, window, most));
    }

    private Optional<Slots> slots(Field field) {
        if (!(field.value() instanceof MappingNode) && !(field.value() instanceof SequenceNode)) {
            return number(field)
                    .flatMap(limit ->
                            yaml.checked(field.value(), "as in concurrency: 1", () -> new Slots(limit, Set.of())));
        }
        Map<String, Field> said = yaml.closed(field.value(), "concurrency", CONCURRENCY);
        int limit = find(said, "limit").flatMap(this::number).orElse(Slots.ONE.limit());
        Set<String> keys = new LinkedHashSet<>();
        find(said, "keys")
                .ifPresent(each -> StrictYaml.items(each.value())
                        .forEach(item -> yaml.text(item, "keys").ifPresent(key -> {
                            keys.add(key);
                            if (!limits.contains(key)) {
                                yaml.problem(
                                        item,
                                        "limits has no " + key,
                                        limits.isEmpty()
                                                ? "add it, as in limits: {" + key + ": 1}"
                                                : StrictYaml.near(key, limits, "there are "));
                            }
                        })));
        return yaml.checked(field.key(), "as in concurrency: {limit: 1}", () -> new Slots(limit, keys));
    }
}
