package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Who did what through the console and the API, and who was refused. Nothing changes here once it is entered. */
public final class Audit {
    /**
     * @param id grows with time; another for each entry
     * @param role what the person or program may do
     * @param way {@code console} or {@code api}
     * @param from the address that it came from; empty where it is not known
     * @param target what it was done to: a run, a deployment
     * @param outcome the status of the answer, as in 200 or 403
     * @param detail never a value that may be secret
     */
    public record Entry(
            String id,
            Instant at,
            String who,
            String role,
            String way,
            String from,
            String action,
            String target,
            int outcome,
            String detail) {
        public Entry {
            requireNonNull(at);
            requireNonNull(who);
            requireNonNull(role);
            requireNonNull(way);
            requireNonNull(from);
            requireNonNull(action);
            requireNonNull(target);
            requireNonNull(detail);
            if (id.isEmpty()) {
                throw new IllegalArgumentException("an entry has an id");
            }
        }
    }

    private final Database database;

    Audit(Database database) {
        this.database = database;
    }

    public void enter(Entry entry) {
        database.write(connection -> Sql.update(
                connection,
                "insert into wadi_audit (id, at, who, role, way, came_from, action, target, outcome, detail)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                entry.id(),
                entry.at(),
                entry.who(),
                entry.role(),
                entry.way(),
                entry.from(),
                entry.action(),
                entry.target(),
                entry.outcome(),
                entry.detail()));
    }

    /**
     * The newest first.
     *
     * @param before an entry's id: only those that are older
     */
    public List<Entry> list(Optional<String> before, int limit) {
        String where = before.isPresent() ? "where (at, id) < (select at, id from wadi_audit where id = ?) " : "";
        Object[] values = before.isPresent() ? new Object[] {before.get(), limit} : new Object[] {limit};
        return database.read(connection -> Sql.list(
                connection,
                row -> new Entry(
                        row.getString("id"),
                        Instant.ofEpochMilli(row.getLong("at")),
                        row.getString("who"),
                        row.getString("role"),
                        row.getString("way"),
                        row.getString("came_from"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getInt("outcome"),
                        row.getString("detail")),
                "select * from wadi_audit " + where + "order by at desc, id desc limit ?",
                values));
    }
}
