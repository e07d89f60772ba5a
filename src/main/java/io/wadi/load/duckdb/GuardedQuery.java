package io.wadi.load.duckdb;

import io.wadi.load.duckdb.Grid.Bounds;
import io.wadi.load.duckdb.Grid.Column;
import io.wadi.load.duckdb.Grid.Form;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One question of a person on a DuckDB file, whoever that person is: the file is only read, no other file, no network and
 * no setting can be had, and the answer is bounded. Neither time nor all of the memory is bounded here - texts that
 * functions make are not counted by DuckDB - so whoever asks does so in a process that may be ended.
 */
public final class GuardedQuery {
    private static final List<String> CLOSED = List.of(
            "SET temp_directory = ''",
            "SET allow_community_extensions = false",
            "SET enable_external_access = false",
            "SET lock_configuration = true");
    /** DuckDB's own parser says what a text is: one statement that selects, and none with a value to be filled in. */
    private static final String JUDGE = "SELECT j ->> 'error', j ->> 'error_message',"
            + " coalesce(json_array_length(j -> 'statements'), 0) FROM (SELECT json_serialize_sql(?::VARCHAR) AS j)";

    private static final String NO_SELECT = "Only SELECT";
    private static final String ONE =
            "write one SELECT, WITH, FROM, DESCRIBE, SUMMARIZE or SHOW; the file is only read";

    private final Path file;
    private final String dataset;
    private final int megabytes;

    /**
     * @param dataset whose tables need no other name
     * @param megabytes of memory that DuckDB may take for tables and intermediate results
     */
    public GuardedQuery(Path file, String dataset, int megabytes) {
        this.file = file.toAbsolutePath().normalize();
        this.dataset = dataset;
        this.megabytes = megabytes;
    }

    /** @throws Failure in words for whoever asked; a {@link io.wadi.model.TransientFailure} while somebody loads into it */
    public Grid ask(String sql, Bounds bounds) {
        if (!Files.exists(file)) {
            throw new ConfigurationFailure(Explanation.of("there is no file " + file.getFileName() + " yet")
                    .fix("run a deployment that loads into it"));
        }
        try (Connection connection = DuckDbFile.toLook(file, megabytes)) {
            try (Statement statement = connection.createStatement()) {
                for (String setting : DuckDbFile.SETTINGS) {
                    statement.execute(setting);
                }
                statement.execute("USE " + DuckDbFile.LOOKED_AT + "." + Sql.name(dataset));
                for (String setting : CLOSED) {
                    statement.execute(setting);
                }
            }
            judge(connection, sql);
            List<Column> columns = columns(connection, sql);
            return read(connection, columns, bounded(sql, columns, bounds), bounds);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static void judge(Connection connection, String sql) throws SQLException {
        try (PreparedStatement judge = connection.prepareStatement(JUDGE)) {
            judge.setString(1, sql);
            try (ResultSet said = judge.executeQuery()) {
                said.next();
                boolean error = "true".equals(said.getString(1));
                String message = String.valueOf(said.getString(2));
                if (error && !message.startsWith(NO_SELECT)) {
                    throw new TerminalFailure(
                            Explanation.of("DuckDB: " + message).fix("correct the SQL"));
                }
                if (error || said.getInt(3) != 1) {
                    throw new TerminalFailure(Explanation.of("this is not one statement that reads")
                            .fix(ONE));
                }
            }
        }
    }

    /** What it would give. Runs nothing: there is one statement only. */
    private static List<Column> columns(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            if (statement.getParameterMetaData().getParameterCount() > 0) {
                throw new TerminalFailure(Explanation.of("the statement has a ? or $ to be filled in")
                        .fix("write the value itself"));
            }
            ResultSetMetaData description = statement.getMetaData();
            List<Column> columns = new ArrayList<>();
            for (int i = 1; i <= description.getColumnCount(); i++) {
                String type = description.getColumnTypeName(i);
                columns.add(new Column(description.getColumnLabel(i), type, form(type)));
            }
            return columns;
        }
    }

    static Form form(String type) {
        String name = type.toUpperCase(Locale.ROOT);
        if (name.endsWith("]") || name.matches("(STRUCT|MAP|UNION|LIST|ARRAY|VARIANT|JSON)\\b.*")) {
            return Form.JSON;
        }
        return name.matches("U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?|FLOAT|DOUBLE|DECIMAL.*|REAL")
                ? Form.NUMBER
                : name.equals("BOOLEAN") ? Form.TRUTH : Form.TEXT;
    }

    /** The same with its answer as texts that have an end: a text of a gigabyte is cut before it gets here. */
    private static String bounded(String sql, List<Column> columns, Bounds bounds) {
        String cells = IntStream.rangeClosed(1, columns.size())
                .mapToObj(i -> "left(" + text("#" + i, columns.get(i - 1)) + ", " + (bounds.cell() + 1) + ")")
                .collect(Collectors.joining(", "));
        String plain = sql.strip().replaceFirst("[;\\s]+$", "");
        return "SELECT " + cells + " FROM (\n" + plain + "\n) LIMIT " + (bounds.rows() + 1);
    }

    static String text(String value, Column column) {
        return column.type().equals("BLOB")
                ? "base64(" + value + ")"
                : column.form() == Form.JSON && !column.type().equals("JSON")
                        ? "to_json(" + value + ")::VARCHAR"
                        : value + "::VARCHAR";
    }

    private static Grid read(Connection connection, List<Column> columns, String sql, Bounds bounds)
            throws SQLException {
        List<List<Optional<String>>> rows = new ArrayList<>();
        int left = bounds.all();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                List<Optional<String>> row = new ArrayList<>(columns.size());
                for (int i = 1; i <= columns.size(); i++) {
                    Optional<String> cell = Optional.ofNullable(result.getString(i));
                    left -= cell.map(String::length).orElse(0);
                    row.add(cell);
                }
                if (rows.size() == bounds.rows() || left < 0) {
                    return new Grid(columns, rows, true);
                }
                if (bounds.whole()
                        && row.stream().flatMap(Optional::stream).anyMatch(c -> c.length() > bounds.cell())) {
                    throw new TerminalFailure(Explanation.of("row " + (rows.size() + 1) + " has a text of more than "
                                    + bounds.cell() + " characters")
                            .fix("ask for a part of it, as in left(column, 1000)"));
                }
                rows.add(row);
            }
        }
        return new Grid(columns, rows, false);
    }

    /** The whole message, for its second part points at the place; but not what it advises on settings. */
    private Failure refused(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        if (message.startsWith("Out of Memory")) {
            return new TerminalFailure(
                    Explanation.of("the query took more memory than one from the console has, " + megabytes + " MB")
                            .fix("ask for fewer rows or columns, or count and sum instead"),
                    e);
        }
        return new TerminalFailure(
                Explanation.of("DuckDB: " + message).fix("correct the SQL; the file is only read, and no other is"), e);
    }
}
