package io.wadi.flow.deploy;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.DeploymentBook.Deployed;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What putting deployments in force changes, for people to agree to before it is done. A deployment that nobody wants any
 * more, and a shared limit, stay unless they are to be pruned: two checkouts may deploy to one server.
 *
 * @param steps by name
 * @param limits that are then in force
 * @param limitChanges how they differ from those that are now
 */
public record DeployPlan(List<Step> steps, Map<String, Integer> limits, List<Difference> limitChanges, String origin) {
    private static final String SCHEDULE = "schedule";

    /** What becomes of a deployment. */
    public enum Kind {
        NEW("+"),
        CHANGED("~"),
        SAME("="),
        REMOVED("-"),
        /** It is not wanted, and stays. */
        KEPT("!");

        private final String sign;

        Kind(String sign) {
            this.sign = sign;
        }
    }

    /** What a key says and is to say; empty where it says nothing. */
    public record Difference(String key, Optional<String> from, Optional<String> to) {
        public Difference {
            requireNonNull(key);
            requireNonNull(from);
            requireNonNull(to);
        }

        private String line() {
            return "    " + key + "  " + from.orElse("(none)") + " → " + to.orElse("(none)");
        }
    }

    /**
     * @param wanted empty for one that nobody wants any more
     * @param put whether something is written for it
     * @param drift what people switched since, or where it came from, in words
     */
    public record Step(
            Kind kind,
            String name,
            Optional<Wanted> wanted,
            boolean put,
            List<Difference> differences,
            List<String> drift) {
        public Step {
            requireNonNull(kind);
            requireNonNull(name);
            requireNonNull(wanted);
            differences = List.copyOf(differences);
            drift = List.copyOf(drift);
        }
    }

    public DeployPlan {
        steps = List.copyOf(steps);
        limits = Map.copyOf(limits);
        limitChanges = List.copyOf(limitChanges);
        requireNonNull(origin);
    }

    /** What is in force. */
    public record InForce(List<Deployed> deployments, Map<String, Integer> limits) {
        public InForce {
            deployments = List.copyOf(deployments);
            limits = Map.copyOf(limits);
        }
    }

    /**
     * @param origin {@code file} or {@code deploy}
     * @param fields what the keys of a definition say
     */
    public static DeployPlan of(
            List<Wanted> wanted,
            Map<String, Integer> limits,
            boolean prune,
            String origin,
            InForce inForce,
            Function<String, SortedMap<String, String>> fields) {
        Map<String, Deployed> there = new TreeMap<>();
        inForce.deployments().forEach(each -> there.put(each.name(), each));
        Map<String, Step> steps = new TreeMap<>();
        wanted.forEach(each ->
                steps.put(each.name(), step(each, Optional.ofNullable(there.get(each.name())), origin, fields)));
        there.forEach((name, each) -> steps.putIfAbsent(
                name,
                new Step(
                        prune ? Kind.REMOVED : Kind.KEPT,
                        name,
                        Optional.empty(),
                        false,
                        List.of(),
                        drift(each, each.origin()))));
        Map<String, Integer> after = new TreeMap<>(prune ? Map.of() : inForce.limits());
        after.putAll(limits);
        return new DeployPlan(
                List.copyOf(steps.values()), after, differences(words(inForce.limits()), words(after)), origin);
    }

    private static Step step(
            Wanted wanted,
            Optional<Deployed> there,
            String origin,
            Function<String, SortedMap<String, String>> fields) {
        if (there.isEmpty()) {
            List<Difference> all = differences(new TreeMap<>(), wanted.fields());
            return new Step(Kind.NEW, wanted.name(), Optional.of(wanted), true, all, List.of());
        }
        Deployed before = there.get();
        boolean same = before.fingerprint().equals(wanted.fingerprint());
        return new Step(
                same ? Kind.SAME : Kind.CHANGED,
                wanted.name(),
                Optional.of(wanted),
                !same || !before.origin().equals(origin),
                same ? List.of() : differences(fields.apply(before.definition()), wanted.fields()),
                drift(before, origin));
    }

    private static List<String> drift(Deployed deployed, String origin) {
        List<String> drift = new ArrayList<>();
        deployed.hold()
                .ifPresent(hold -> drift.add("held since " + hold.since() + " by " + hold.by() + "; it stays held"));
        if (!deployed.origin().equals(origin)) {
            drift.add("was put in force by " + deployed.origin() + ", and is by " + origin + " from now on");
        }
        return drift;
    }

    private static List<Difference> differences(SortedMap<String, String> from, SortedMap<String, String> to) {
        SortedSet<String> keys = new TreeSet<>(from.keySet());
        keys.addAll(to.keySet());
        return keys.stream()
                .map(key -> new Difference(key, Optional.ofNullable(from.get(key)), Optional.ofNullable(to.get(key))))
                .filter(each -> !each.from().equals(each.to()))
                .toList();
    }

    private static SortedMap<String, String> words(Map<String, Integer> limits) {
        SortedMap<String, String> words = new TreeMap<>();
        limits.forEach((name, slots) -> words.put(name, slots.toString()));
        return words;
    }

    /** Whether it leaves all as it is. */
    public boolean isEmpty() {
        return limitChanges.isEmpty() && steps.stream().noneMatch(step -> step.put() || step.kind() == Kind.REMOVED);
    }

    /** Another where what is in force or wanted is another: whoever agreed to one plan did not agree to the next. */
    public String id() {
        return UUID.nameUUIDFromBytes((steps + " " + new TreeMap<>(limits)).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** The names of those that go. */
    public List<String> gone() {
        return steps.stream()
                .filter(step -> step.kind() == Kind.REMOVED)
                .map(Step::name)
                .toList();
    }

    /**
     * What is to be written. What lay before a deployment was deployed, or got other schedules, is not missed.
     *
     * @param by whoever deploys
     */
    public List<Deployed> deployed(Instant now, String by) {
        return steps.stream()
                .filter(Step::put)
                .flatMap(step -> step
                        .wanted()
                        .map(wanted -> new Deployed(
                                wanted.name(),
                                wanted.pipeline(),
                                wanted.definition(),
                                wanted.fingerprint(),
                                origin,
                                now,
                                by,
                                Optional.empty(),
                                isRescheduled(step) ? now : Instant.EPOCH)) // what is there never goes back
                        .stream())
                .toList();
    }

    private static boolean isRescheduled(Step step) {
        return step.kind() == Kind.NEW
                || step.differences().stream().anyMatch(each -> each.key().equals(SCHEDULE));
    }

    /** For people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Step step : steps) {
            if (step.kind() == Kind.SAME && step.drift().isEmpty()) {
                continue;
            }
            lines.add(step.kind().sign + " " + step.name() + said(step));
            if (step.kind() == Kind.CHANGED) {
                step.differences().forEach(each -> lines.add(each.line()));
            }
            step.drift().forEach(each -> lines.add("    " + each));
        }
        if (!limitChanges.isEmpty()) {
            lines.add("~ limits");
            limitChanges.forEach(each -> lines.add(each.line()));
        }
        long same = steps.stream().filter(step -> step.kind() == Kind.SAME).count();
        lines.add(same + " unchanged" + (isEmpty() ? "; nothing to do" : ""));
        return lines;
    }

    private static String said(Step step) {
        return switch (step.kind()) {
            case NEW ->
                step.differences().stream()
                        .filter(each ->
                                each.key().equals(SCHEDULE) || each.key().equals("pipeline"))
                        .map(each -> each.key() + " " + each.to().orElse(""))
                        .collect(Collectors.joining(", ", "  new: ", ""));
            case CHANGED -> "";
            case SAME -> "  unchanged";
            case REMOVED -> "  is removed; its runs stay";
            case KEPT -> "  is not in the file, and stays; --prune removes it";
        };
    }
}
