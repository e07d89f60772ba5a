package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Notice;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Notices on their way to channels: one node has one at a time, and gives it back when it does not get there. */
public final class Tellings {
    /** Whoever has claimed one and says nothing for so long is gone. */
    public static final Duration LEASE = Duration.ofMinutes(5);

    /** After so long nobody wants to know any more. */
    public static final Duration LONGEST = Duration.ofDays(1);

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    /**
     * A notice that is to be told to a channel.
     *
     * @param tries this one included
     */
    public record Telling(long incident, Channel channel, Notice notice, Instant created, int tries, long version) {
        public Telling {
            requireNonNull(channel);
            requireNonNull(notice);
            requireNonNull(created);
        }

        /** The same for each try. */
        public String id() {
            return incident + "-" + channel.name() + "-" + notice.mood().name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What became of a notice.
     *
     * @param state {@code due}, {@code told} or {@code given-up}
     * @param due when it is tried next, where it is due
     * @param said why the last try did not get there; empty where it did
     */
    public record Sent(
            String channel, Notice notice, String state, Instant created, Instant due, int tries, String said) {
        public Sent {
            requireNonNull(channel);
            requireNonNull(notice);
            requireNonNull(state);
            requireNonNull(created);
            requireNonNull(due);
            requireNonNull(said);
        }
    }

    private final Database database;

    Tellings(Database database) {
        this.database = database;
    }

    /** The last ones, the newest first. */
    public List<Sent> sent(int limit) {
        return database.read(connection -> Sql.list(
                connection,
                row -> new Sent(
                        row.getString("channel"),
                        Json.read(row.getString("notice"), Notice.class),
                        row.getString("state"),
                        Instant.ofEpochMilli(row.getLong("created_at")),
                        Instant.ofEpochMilli(row.getLong("due_at")),
                        row.getInt("tries"),
                        row.getString("said")),
                "select * from wadi_alert order by incident desc, created_at desc limit ?",
                limit));
    }

    /** The channels that somebody should tell something now. */
    public List<String> due(Instant now) {
        return database.read(connection -> Sql.list(
                connection,
                row -> row.getString("channel"),
                "select distinct channel from wadi_alert where state = 'due' and due_at <= ? and claimed_to <= ?"
                        + " order by 1",
                now,
                now));
    }

    /** Gives a node the next one for a channel. That something is over is told after that it began. */
    public Optional<Telling> claim(String channel, String node, Instant now) {
        return database.write(connection -> {
            Optional<Telling> next = Sql.first(
                    connection,
                    Tellings::of,
                    "select * from wadi_alert a where channel = ? and state = 'due' and due_at <= ? and claimed_to <= ?"
                            + " and (mood = 'ALERT' or not exists (select 1 from wadi_alert b where b.incident ="
                            + " a.incident and b.channel = a.channel and b.mood = 'ALERT' and b.state = 'due'))"
                            + " order by due_at, incident limit 1",
                    channel,
                    now,
                    now);
            return next.isPresent() && claim(connection, next.get(), node, now) ? next : Optional.<Telling>empty();
        });
    }

    private static boolean claim(Connection connection, Telling next, String node, Instant now) throws SQLException {
        return change(connection, next, -1, "claimed_by = ?, claimed_to = ?, tries = tries + 1", node, now.plus(LEASE));
    }

    /** It got there. What waited because the channel was down follows at once. */
    public void told(Telling telling, Instant now) {
        database.write(connection -> {
            boolean did = change(connection, telling, 0, "state = ?, claimed_to = ?, said = ?", "told", now, "");
            return did && telling.tries() > 1
                    ? Sql.update(
                            connection,
                            "update wadi_alert set due_at = ? where channel = ? and state = 'due' and due_at > ?",
                            now,
                            telling.channel().name(),
                            now)
                    : 0;
        });
    }

    /** It did not; it is tried again, less and less often. */
    public void failed(Telling telling, String said, Instant now) {
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(10, telling.tries() - 1));
        Instant again = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        boolean over = again.isAfter(telling.created().plus(LONGEST));
        database.write(connection -> change(
                connection,
                telling,
                0,
                "state = ?, due_at = ?, claimed_to = ?, said = ?",
                over ? "given-up" : "due",
                again,
                now,
                said));
    }

    /** @param ahead how far the version of the row is behind that of the telling */
    private static boolean change(Connection connection, Telling telling, int ahead, String set, Object... values)
            throws SQLException {
        Object[] all = new Object[values.length + 4];
        System.arraycopy(values, 0, all, 0, values.length);
        all[values.length] = telling.incident();
        all[values.length + 1] = telling.channel().name();
        all[values.length + 2] = telling.notice().mood().name();
        all[values.length + 3] = telling.version() + ahead;
        return Sql.update(
                        connection,
                        "update wadi_alert set version = version + 1, " + set
                                + " where incident = ? and channel = ? and mood = ? and version = ?",
                        all)
                == 1;
    }

    /** As it is once it is claimed. */
    private static Telling of(ResultSet row) throws SQLException {
        return new Telling(
                row.getLong("incident"),
                Json.read(row.getString("address"), Channel.class),
                Json.read(row.getString("notice"), Notice.class),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getInt("tries") + 1,
                row.getLong("version") + 1);
    }
}
