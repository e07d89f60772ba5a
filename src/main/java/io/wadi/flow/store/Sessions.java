package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/** Who is signed in. What the browser keeps is not here, only its hash; all servers of one store know it. */
public final class Sessions {
    /** @param way {@code link}, {@code password}, {@code token} or {@code proxy} */
    public record Session(String hash, String who, String role, String way, Instant began, Instant seen, Instant ends) {
        public Session {
            requireNonNull(hash);
            requireNonNull(who);
            requireNonNull(role);
            requireNonNull(way);
            requireNonNull(began);
            requireNonNull(seen);
            requireNonNull(ends);
        }
    }

    private final Database database;

    Sessions(Database database) {
        this.database = database;
    }

    /** Also forgets those that are over. */
    public void begin(Session session) {
        database.write(connection -> {
            Sql.update(connection, "delete from wadi_session where ends_at < ?", session.began());
            return Sql.update(
                    connection,
                    "insert into wadi_session (hash, who, role, way, began_at, seen_at, ends_at)"
                            + " values (?, ?, ?, ?, ?, ?, ?)",
                    session.hash(),
                    session.who(),
                    session.role(),
                    session.way(),
                    session.began(),
                    session.seen(),
                    session.ends());
        });
    }

    /** The one with that hash, while it lasts. */
    public Optional<Session> find(String hash, Instant now) {
        return database.read(connection -> Sql.first(
                connection,
                row -> new Session(
                        row.getString("hash"),
                        row.getString("who"),
                        row.getString("role"),
                        row.getString("way"),
                        Instant.ofEpochMilli(row.getLong("began_at")),
                        Instant.ofEpochMilli(row.getLong("seen_at")),
                        Instant.ofEpochMilli(row.getLong("ends_at"))),
                "select * from wadi_session where hash = ? and ends_at > ?",
                hash,
                now));
    }

    /** Somebody was here. */
    public void seen(String hash, Instant now) {
        database.write(
                connection -> Sql.update(connection, "update wadi_session set seen_at = ? where hash = ?", now, hash));
    }

    public void end(String hash) {
        database.write(connection -> Sql.update(connection, "delete from wadi_session where hash = ?", hash));
    }
}
