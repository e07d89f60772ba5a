package io.wadi.flow.store;

import static java.util.Objects.requireNonNull;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What runs said on their way. */
public final class Logs {
    /**
     * @param seq within the run, from 1 and growing
     * @param level INFO, WARN or ERROR
     */
    public record Line(String run, long seq, Instant at, String level, String text) {
        public Line {
            requireNonNull(run);
            requireNonNull(at);
            requireNonNull(level);
            requireNonNull(text);
        }
    }

    private final Database database;

    Logs(Database database) {
        this.database = database;
    }

    /** In one transaction; a line that is there already stays as it is. */
    public void add(List<Line> lines) {
        database.write(connection -> {
            Sql.batch(
                    connection,
                    "insert into wadi_log (run, seq, at, level, text) values (?, ?, ?, ?, ?)"
                            + " on conflict (run, seq) do nothing",
                    lines.stream()
                            .map(line -> new Object[] {line.run(), line.seq(), line.at(), line.level(), line.text()})
                            .toList());
            return lines.size();
        });
    }

    /** Those after {@code seq}, in their order. */
    public List<Line> after(String run, long seq, int limit) {
        return database.read(connection -> Sql.list(
                connection,
                Logs::line,
                "select * from wadi_log where run = ? and seq > ? order by seq limit ?",
                run,
                seq,
                limit));
    }

    /**
     * The last ones, in their order.
     *
     * @param levels those of any where there are none here
     * @param text that they hold, in whatever case
     */
    public List<Line> latest(String run, Set<String> levels, String text, int limit) {
        List<Object> values = new ArrayList<>(List.of(run));
        String marks = levels.stream().map(level -> "?").collect(Collectors.joining(", "));
        values.addAll(levels);
        if (!text.isEmpty()) {
            values.add(Sql.like(text));
        }
        values.add(limit);
        List<Line> found = database.read(connection -> Sql.list(
                connection,
                Logs::line,
                "select * from wadi_log where run = ?" + (levels.isEmpty() ? "" : " and level in (" + marks + ")")
                        + (text.isEmpty() ? "" : " and " + Sql.holds("text"))
                        + " order by seq desc limit ?",
                values.toArray()));
        Collections.reverse(found);
        return found;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("run"),
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("level"),
                row.getString("text"));
    }

    /** The last line that there is; 0 where there is none. */
    public long last(String run) {
        return database.read(connection -> Sql.first(
                        connection,
                        row -> row.getLong("last"),
                        "select coalesce(max(seq), 0) as last from wadi_log where run = ?",
                        run)
                .orElse(0L));
    }
}
