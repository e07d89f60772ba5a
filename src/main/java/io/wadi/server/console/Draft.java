package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.schedule.CronSchedule;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A deployment that somebody is about to make: what it reads, where to, and when.
 *
 * @param name of its pipeline
 * @param secret a password, token or key; never shown, and in no page
 * @param destination {@code duckdb}, {@code snowflake} or {@code s3}
 * @param tables as {@link Workshop.Table#name} has them
 * @param reads what each run reads of them, as {@link Workshop.Table#reads} says; empty for all, in place of what was there
 * @param pages how further pages are asked for, as {@link Workshop#pagings} says
 * @param pace {@code hourly}, {@code daily}, {@code weekdays} or {@code other}, which is {@code cron}
 */
public record Draft(
        String name,
        From from,
        String secret,
        String destination,
        List<String> tables,
        String reads,
        String pages,
        String pace,
        String cron,
        String zone) {
    /** Of files, those that were not read yet. */
    public static final String NEW = "new";

    public Draft {
        requireNonNull(name);
        requireNonNull(from);
        requireNonNull(secret);
        requireNonNull(destination);
        tables = List.copyOf(tables);
        requireNonNull(reads);
        requireNonNull(pages);
        requireNonNull(pace);
        requireNonNull(cron);
        requireNonNull(zone);
    }

    /** As a form has it, where what is absent has its usual value. */
    static Draft of(Map<String, String> form, String secret) {
        From from = From.of(form);
        return new Draft(
                From.text(form, "name", ""),
                from,
                secret,
                From.text(form, "destination", "duckdb"),
                Arrays.stream(form.getOrDefault("table", "").split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList(),
                From.text(form, "reads", from.kind() == From.Kind.FILES ? NEW : ""),
                From.text(form, "pages", "", From.LONGEST),
                From.text(form, "pace", "daily"),
                From.text(form, "cron", ""),
                From.text(form, "zone", "UTC"));
    }

    /** What was said of what it reads, as the fields of a form; with the usual value where nothing was. */
    public String said(String field, String usual) {
        return from.fields().getOrDefault(field, usual);
    }

    /** The fields by which a form goes on with it. */
    public Map<String, String> fields() {
        Map<String, String> fields = new TreeMap<>(from.fields());
        fields.put("name", name);
        fields.put("kind", from.kind().word());
        return fields;
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "draft " + name + " of " + from + " " + tables;
    }

    /** What its deployment is called. */
    public String deployment() {
        return name + "-" + (pace.equals("other") ? "scheduled" : pace);
    }

    public String cronText() {
        return switch (pace) {
            case "hourly" -> "15 * * * *";
            case "weekdays" -> "0 6 * * MON-FRI";
            case "other" -> cron;
            default -> "0 6 * * *";
        };
    }

    /** @throws ConfigurationFailure when it is never due, or in no zone that there is */
    public CronSchedule schedule() {
        ZoneId id;
        try {
            id = ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw new ConfigurationFailure(
                    Explanation.of("there is no time zone " + zone).fix("write one such as Europe/London, or UTC"));
        }
        try {
            return CronSchedule.of(cronText(), id);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("the schedule '" + cronText() + "': "
                            + Optional.ofNullable(e.getMessage()).orElse("it cannot be read"))
                    .fix("write minute, hour, day of month, month, day of week, as in 30 6 * * MON-FRI"));
        }
    }
}
