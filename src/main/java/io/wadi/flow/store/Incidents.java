package io.wadi.flow.store;

import io.wadi.flow.alert.Change;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Incident;
import io.wadi.flow.alert.Notice;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.alert.Why;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What is wrong with deployments, and who is to be told. Which node tells is decided in {@link Tellings}. */
public final class Incidents {
    private final Database database;

    Incidents(Database database) {
        this.database = database;
    }

    /**
     * Takes what follows from the incidents that a deployment has; one who does so at a time, over all nodes.
     *
     * @param judge gives the changes; may be called with what another node found a moment before
     */
    public void settle(String deployment, Watch watch, Function<List<Incident>, List<Change>> judge, Instant now) {
        database.exclusive(connection -> {
            List<Change> changes = judge.apply(open(connection, deployment));
            List<Trouble> opened = changes.stream()
                    .flatMap(change -> change instanceof Change.Opened one
                            ? List.of(one.trouble()).stream()
                            : List.<Trouble>of().stream())
                    .toList();
            for (Change change : changes) {
                if (change instanceof Change.Opened one) {
                    open(connection, deployment, one, watch.hearing(one.trouble(), opened), now);
                } else if (change instanceof Change.Again again) {
                    again(connection, again, watch.hearing(again.trouble(), opened), now);
                } else if (change instanceof Change.Closed closed) {
                    close(connection, closed, now);
                }
            }
            return changes.size();
        });
    }

    /** The deployments that have some. */
    public List<String> troubled() {
        return database.read(connection -> Sql.list(
                connection,
                row -> row.getString("deployment"),
                "select distinct deployment from wadi_incident where closed_at is null order by 1"));
    }

    /** Those of a deployment that have not passed. */
    public List<Incident> open(String deployment) {
        return database.read(connection -> open(connection, deployment));
    }

    /** Who is told of them, one after the other. */
    public Tellings tellings() {
        return new Tellings(database);
    }

    /** What the last attempt of a run said when it failed. */
    public Optional<Why> why(String run) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> Sql.text(row, "failure"),
                        "select failure from wadi_run_outcome where run = ? order by attempt desc limit 1",
                        run))
                .flatMap(failure -> failure)
                .flatMap(Json::why);
    }

    private static List<Incident> open(Connection connection, String deployment) throws SQLException {
        return Sql.list(
                connection,
                Incidents::of,
                "select * from wadi_incident where deployment = ? and closed_at is null order by id",
                deployment);
    }

    private static Incident of(ResultSet row) throws SQLException {
        return new Incident(
                row.getLong("id"),
                Trouble.of(row.getString("trouble")).orElseThrow(),
                Instant.ofEpochMilli(row.getLong("opened_at")),
                Sql.text(row, "last_run"),
                row.getInt("seen"));
    }

    private static void open(
            Connection connection, String deployment, Change.Opened opened, List<Channel> hearing, Instant now)
            throws SQLException {
        String family = opened.trouble().family().word();
        boolean told = opened.run().isPresent()
                && Sql.first(
                                connection,
                                row -> row.getLong("id"),
                                "select id from wadi_incident where first_run = ? and deployment = ? and family = ?",
                                opened.run(),
                                deployment,
                                family)
                        .isPresent();
        if (told) {
            return; // heard of it before, from the node that had the run or from another
        }
        long id = Sql.first(connection, row -> row.getLong(1), "select coalesce(max(id), 0) + 1 from wadi_incident")
                .orElseThrow();
        Sql.update(
                connection,
                "insert into wadi_incident (id, deployment, family, trouble, opened_at, closed_at, first_run, last_run,"
                        + " seen) values (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                id,
                deployment,
                family,
                opened.trouble().word(),
                now,
                opened.lasts() ? Optional.empty() : Optional.of(now),
                opened.run(),
                opened.run());
        tell(connection, id, hearing, opened.notice(), now);
    }

    private static void again(Connection connection, Change.Again again, List<Channel> hearing, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                "update wadi_incident set last_run = ?, seen = seen + 1 where id = ? and last_run <> ?",
                again.run(),
                again.incident().id(),
                again.run());
        tell(connection, again.incident().id(), hearing, again.notice(), now);
    }

    private static void close(Connection connection, Change.Closed closed, Instant now) throws SQLException {
        long id = closed.incident().id();
        boolean did = Sql.update(
                        connection,
                        "update wadi_incident set closed_at = ? where id = ? and closed_at is null",
                        now,
                        id)
                == 1;
        if (did && closed.notice().isPresent()) {
            List<Channel> told = Sql.list(
                    connection,
                    row -> Json.read(row.getString("address"), Channel.class),
                    "select address from wadi_alert where incident = ? and mood = ?",
                    id,
                    Notice.Mood.ALERT.name());
            tell(connection, id, told, closed.notice().get(), now);
        }
    }

    private static void tell(Connection connection, long id, List<Channel> channels, Notice notice, Instant now)
            throws SQLException {
        for (Channel channel : channels) {
            Sql.update(
                    connection,
                    "insert into wadi_alert (incident, channel, mood, state, address, notice, created_at, due_at, tries,"
                            + " claimed_to, said, version) values (?, ?, ?, 'due', ?, ?, ?, ?, 0, 0, '', 1)"
                            + " on conflict (incident, channel, mood) do nothing",
                    id,
                    channel.name(),
                    notice.mood().name(),
                    Json.of(channel),
                    Json.of(notice),
                    now,
                    now);
        }
    }
}
