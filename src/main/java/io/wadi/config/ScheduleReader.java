package io.wadi.config;

import io.wadi.config.StrictYaml.Field;
import io.wadi.flow.schedule.CronSchedule;
import io.wadi.flow.schedule.IntervalSchedule;
import io.wadi.flow.schedule.Schedule;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** {@code schedule} and {@code timezone}: a cron, an interval, or a list of these. */
final class ScheduleReader {
    private static final String CRON = "cron";
    private static final String EVERY = "every";
    private static final String FROM = "from";
    private static final List<String> KEYS = List.of(CRON, EVERY, FROM, DeploymentReader.TIMEZONE);

    private final StrictYaml yaml;

    ScheduleReader(StrictYaml yaml) {
        this.yaml = yaml;
    }

    /** Camel and Java take some misspelt zones as GMT; here a zone is one of the IANA's names, or UTC. */
    ZoneId zone(Field field) {
        return yaml.text(field)
                .map(name -> {
                    if (ZoneId.getAvailableZoneIds().contains(name)) {
                        return name.equals("UTC") ? ZoneOffset.UTC : ZoneId.of(name);
                    }
                    yaml.problem(
                            field.value(),
                            "there is no time zone " + name,
                            Nearest.to(name, ZoneId.getAvailableZoneIds())
                                    .map(near -> "did you mean " + near + "?")
                                    .orElse("use a name such as Europe/London, America/New_York or UTC"));
                    return (ZoneId) ZoneOffset.UTC;
                })
                .orElse(ZoneOffset.UTC);
    }

    List<Schedule> schedules(Node node, ZoneId zone) {
        List<Schedule> schedules = new ArrayList<>();
        for (Node item : StrictYaml.items(node)) {
            Optional<Schedule> schedule = item instanceof MappingNode
                    ? map(item, zone)
                    : yaml.text(item, DeploymentReader.SCHEDULE).flatMap(text -> cron(item, text, zone));
            schedule.ifPresent(schedules::add);
        }
        return schedules;
    }

    private Optional<Schedule> map(Node node, ZoneId usual) {
        Map<String, Field> fields = yaml.closed(node, "a schedule", KEYS);
        ZoneId zone = Optional.ofNullable(fields.get(DeploymentReader.TIMEZONE))
                .map(this::zone)
                .orElse(usual);
        Optional<Field> cron = Optional.ofNullable(fields.get(CRON));
        Optional<Field> every = Optional.ofNullable(fields.get(EVERY));
        Optional<Field> from = Optional.ofNullable(fields.get(FROM));
        if (cron.isPresent() == every.isPresent()) {
            yaml.problem(node, "a schedule has either cron or every", "as in {cron: \"15 * * * *\"} or {every: 20m}");
            return Optional.empty();
        }
        if (cron.isPresent()) {
            from.ifPresent(field -> yaml.problem(field.key(), "a cron has no from", "remove it"));
            return yaml.text(cron.get()).flatMap(text -> cron(cron.get().value(), text, zone));
        }
        Instant anchor = from.flatMap(field -> anchor(field, zone)).orElse(Instant.EPOCH);
        Field field = every.get();
        return yaml.text(field).flatMap(text -> interval(field.value(), text, anchor));
    }

    private Optional<Schedule> cron(Node node, String text, ZoneId zone) {
        try {
            return Optional.of(CronSchedule.of(text, zone));
        } catch (IllegalArgumentException e) {
            yaml.problem(
                    node,
                    "'" + text + "' is no schedule: " + e.getMessage(),
                    "minute, hour, day of month, month, day of week: \"15 6 * * MON-FRI\" is 06:15 from Monday to Friday");
            return Optional.empty();
        }
    }

    private Optional<Schedule> interval(Node node, String text, Instant anchor) {
        try {
            Duration every = TimeSpan.parse(text);
            return Optional.of(new IntervalSchedule(every, anchor, "every " + text));
        } catch (IllegalArgumentException e) {
            yaml.problem(node, EVERY + ": " + e.getMessage(), "as in every: 20m");
            return Optional.empty();
        }
    }

    private Optional<Instant> anchor(Field field, ZoneId zone) {
        return yaml.text(field).flatMap(text -> {
            try {
                return Optional.of(
                        text.length() <= "2026-01-01".length()
                                ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                                : text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                                        ? OffsetDateTime.parse(text).toInstant()
                                        : LocalDateTime.parse(text.replace(' ', 'T'))
                                                .atZone(zone)
                                                .toInstant());
            } catch (DateTimeException e) {
                yaml.problem(field.value(), "'" + text + "' is no time to count from", "as in from: 2026-01-01T02:30");
                return Optional.empty();
            }
        });
    }
}
