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

/**
 * A deployment that somebody is about to make: the tables of a database, where to, and when.
 *
 * @param name of its pipeline
 * @param connection one that is configured; empty for the address that follows
 * @param password never shown, and in no page
 * @param destination {@code duckdb}, {@code snowflake} or {@code s3}
 * @param tables with their schemas
 * @param cursor the column that tells what has changed; empty where tables are read whole
 * @param pace {@code hourly}, {@code daily}, {@code weekdays} or {@code other}, which is {@code cron}
 */
public record Draft(
        String name,
        String connection,
        String host,
        String port,
        String database,
        String user,
        String password,
        String destination,
        List<String> tables,
        String cursor,
        String pace,
        String cron,
        String zone,
        Web web) {
    /**
     * An API instead of a database.
     *
     * @param url of the first request; empty where it is a database
     * @param auth {@code bearer}, {@code basic}, {@code api_key}, or empty: what the password is
     * @param keyName the header of a key
     * @param pages how further pages are asked for, as {@link Workshop.Paging#word} says
     */
    public record Web(String url, String auth, String keyName, String pages) {
        public static final Web NONE = new Web("", "", "", "");

        public Web {
            requireNonNull(url);
            requireNonNull(auth);
            requireNonNull(keyName);
            requireNonNull(pages);
        }
    }

    private static final int LONGEST = 200;
    private static final int LONGEST_URL = 2_000;

    /** Of a database. */
    public Draft(
            String name,
            String connection,
            String host,
            String port,
            String database,
            String user,
            String password,
            String destination,
            List<String> tables,
            String cursor,
            String pace,
            String cron,
            String zone) {
        this(
                name,
                connection,
                host,
                port,
                database,
                user,
                password,
                destination,
                tables,
                cursor,
                pace,
                cron,
                zone,
                Web.NONE);
    }

    public Draft {
        requireNonNull(name);
        requireNonNull(connection);
        requireNonNull(host);
        requireNonNull(port);
        requireNonNull(database);
        requireNonNull(user);
        requireNonNull(password);
        requireNonNull(destination);
        tables = List.copyOf(tables);
        requireNonNull(cursor);
        requireNonNull(pace);
        requireNonNull(cron);
        requireNonNull(zone);
        requireNonNull(web);
    }

    /** As a form has it, where what is absent has its usual value. */
    static Draft of(Map<String, String> form, String password) {
        return new Draft(
                text(form, "name", ""),
                text(form, "connection", ""),
                text(form, "host", "localhost"),
                text(form, "port", "5432"),
                text(form, "database", ""),
                text(form, form.getOrDefault("webuser", "").isBlank() ? "user" : "webuser", ""),
                password,
                text(form, "destination", "duckdb"),
                Arrays.stream(form.getOrDefault("table", "").split(","))
                        .map(String::strip)
                        .filter(each -> !each.isEmpty())
                        .distinct()
                        .toList(),
                text(form, "cursor", ""),
                text(form, "pace", "daily"),
                text(form, "cron", ""),
                text(form, "zone", "UTC"),
                form.getOrDefault("kind", "").equals("rest")
                        ? new Web(
                                text(form, "url", "", LONGEST_URL),
                                text(form, "auth", ""),
                                text(form, "keyname", "X-Api-Key"),
                                text(form, "pages", ""))
                        : Web.NONE);
    }

    private static String text(Map<String, String> form, String field, String usual) {
        return text(form, field, usual, LONGEST);
    }

    private static String text(Map<String, String> form, String field, String usual, int most) {
        String text = form.getOrDefault(field, usual).strip();
        if (text.length() > most || text.chars().anyMatch(Character::isISOControl)) {
            throw new ConfigurationFailure(Explanation.of(field + " is too long, or has characters that nobody sees")
                    .fix("type it anew"));
        }
        return text;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "draft " + name + " of " + connectionName() + " " + tables;
    }

    /** Whether it is an API. */
    public boolean isWeb() {
        return !web.url().isEmpty();
    }

    /** Whether it is a database that is not configured yet. */
    public boolean isNew() {
        return connection.isEmpty() && !isWeb();
    }

    /** How its database is called in routes and settings. */
    public String connectionName() {
        return connection.isEmpty() ? name : connection;
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
