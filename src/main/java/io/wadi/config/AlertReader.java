package io.wadi.config;

import io.wadi.config.StrictYaml.Field;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Channel.Way;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Trouble;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;

/** {@code alerts} of {@code deployments.yaml}, and what deployments say of them. */
final class AlertReader {
    static final List<String> CHANNEL = List.of("to", "on");
    static final List<String> EXPECTED = List.of("success-every", "rows", "late");
    static final List<String> TO =
            Stream.concat(Way.words().stream(), Stream.of("recipients", "from")).toList();
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern PERCENT = Pattern.compile("([1-9]\\d{0,3})\\s*%");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");

    private final StrictYaml yaml;
    private final Map<String, Optional<Channel>> channels = new LinkedHashMap<>();

    AlertReader(StrictYaml yaml) {
        this.yaml = yaml;
    }

    /** Those that can be understood, by name. */
    Map<String, Channel> channels() {
        Map<String, Channel> known = new LinkedHashMap<>();
        channels.forEach((name, channel) -> channel.ifPresent(one -> known.put(name, one)));
        return known;
    }

    void read(Field alerts) {
        for (Field each : yaml.fields(alerts.value(), "channels by name, as in data-team: {to: {slack: SECTION}}")) {
            if (!NAME.matcher(each.name()).matches()) {
                yaml.problem(
                        each.key(),
                        "'" + each.name() + "' is no name of a channel",
                        "letters, digits, dots, hyphens and underscores, a hundred at most");
            }
            channels.put(each.name(), channel(each));
        }
    }

    private Optional<Channel> channel(Field field) {
        Map<String, Field> said = yaml.closed(field.value(), "a map with to and on", CHANNEL);
        Set<Trouble> on =
                Optional.ofNullable(said.get("on")).map(this::troubles).orElse(Trouble.USUAL);
        if (!said.containsKey("to")) {
            yaml.problem(field.key(), "channel " + field.name() + " leads nowhere", "add to: {slack: SECTION}");
            return Optional.empty();
        }
        Field to = said.get("to");
        Map<String, Field> where = yaml.closed(to.value(), "a map such as {slack: SECTION}", TO);
        List<Way> ways = Stream.of(Way.values())
                .filter(way -> where.containsKey(way.word()))
                .toList();
        if (ways.size() != 1) {
            yaml.problem(
                    to.key(),
                    "channel " + field.name() + " has " + (ways.isEmpty() ? "no way" : "several ways") + " to be told",
                    "one of " + String.join(", ", Way.words())
                            + " with its section of the secrets; a deployment may have" + " several channels");
            return Optional.empty();
        }
        Way way = ways.get(0);
        List<String> recipients = mails(where, "recipients", way);
        Optional<String> from = mails(where, "from", way).stream().findFirst();
        if (way == Way.MAIL && !where.containsKey("recipients")) {
            yaml.problem(
                    to.key(), "channel " + field.name() + " has no recipients", "as in recipients: [data@example.com]");
        }
        Optional<String> section = Optional.ofNullable(where.get(way.word())).flatMap(each -> section(each, way));
        return section.isEmpty() || (way == Way.MAIL && recipients.isEmpty())
                ? Optional.empty()
                : Optional.of(new Channel(field.name(), way, section.get(), recipients, from, on));
    }

    /** Somebody may have put the address here, which is as good as a password: it is not repeated. */
    private Optional<String> section(Field field, Way way) {
        return yaml.text(field).flatMap(text -> {
            if (NAME.matcher(text).matches()) {
                return Optional.of(text);
            }
            yaml.problem(
                    field.value(),
                    field.name() + " is no name of a section of the secrets",
                    "an address is a secret: set " + way.word() + "-alerts.url, and say " + way.word() + ": "
                            + way.word() + "-alerts");
            return Optional.empty();
        });
    }

    private List<String> mails(Map<String, Field> where, String key, Way way) {
        List<String> mails = new ArrayList<>();
        Optional.ofNullable(where.get(key)).ifPresent(field -> {
            if (way != Way.MAIL) {
                yaml.problem(field.key(), way.word() + " has no " + key, "only mail has; remove it");
                return;
            }
            for (Node item : StrictYaml.items(field.value())) {
                yaml.text(item, key).ifPresent(text -> {
                    mails.add(text);
                    if (!MAIL.matcher(text).matches()) {
                        yaml.problem(item, "'" + text + "' is no address of a mail", "as in data@example.com");
                    }
                });
            }
        });
        return mails;
    }

    private Set<Trouble> troubles(Field field) {
        Set<Trouble> on = new LinkedHashSet<>();
        for (Node item : StrictYaml.items(field.value())) {
            yaml.text(item, field.name())
                    .flatMap(text -> yaml.word(item, field.name(), text, Trouble::of, Trouble.words()))
                    .ifPresent(on::add);
        }
        return on;
    }

    /** The channels that a deployment names; none is said with an empty list. */
    List<Channel> chosen(Field field) {
        List<Channel> chosen = new ArrayList<>();
        for (Node item : StrictYaml.items(field.value())) {
            yaml.text(item, field.name()).ifPresent(name -> {
                channels.getOrDefault(name, Optional.empty()).ifPresent(chosen::add);
                if (!channels.containsKey(name)) {
                    yaml.problem(
                            item,
                            "alerts has no " + name,
                            channels.isEmpty()
                                    ? "add it, as in alerts: {" + name + ": {to: {slack: SECTION}}}"
                                    : StrictYaml.near(name, channels.keySet(), "there are "));
                }
            });
        }
        return chosen.stream().distinct().toList();
    }

    Optional<Expectation> expected(Field field) {
        Map<String, Field> said = yaml.closed(field.value(), "what is expected, as in {success-every: 26h}", EXPECTED);
        Optional<Duration> every =
                Optional.ofNullable(said.get("success-every")).flatMap(yaml::time);
        Duration late =
                Optional.ofNullable(said.get("late")).flatMap(yaml::time).orElse(Expectation.USUAL.late());
        double rows = Optional.ofNullable(said.get("rows")).flatMap(this::part).orElse(Expectation.USUAL.rows());
        return yaml.checked(field.key(), "as in {rows: 50%}", () -> new Expectation(every, rows, late));
    }

    private Optional<Double> part(Field field) {
        return yaml.text(field).flatMap(text -> {
            if (PERCENT.matcher(text).matches()) {
                return Optional.of(Double.parseDouble(text.replaceAll("\\s*%", "")) / 100);
            }
            yaml.problem(
                    field.value(),
                    "rows is '" + text + "'",
                    "the part by which they may differ from the usual number, as in 50%");
            return Optional.empty();
        });
    }
}
