package io.wadi.load.duckdb;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** SQL of a person on a DuckDB file: reads only, touches no other file and no network, and streams what comes. */
public final class DuckDbQuery {
    /** A column of a result; {@code json} when its texts are JSON documents. */
    public record Column(String name, boolean number, boolean json) {}

    /** Takes the result as it comes. */
    public interface Reader {
        void columns(List<Column> columns);

        /**
         * Values are Boolean, Number, String, or lists and maps of these.
         *
         * @return whether more rows are wanted
         */
        boolean row(List<Optional<Object>> values);
    }

    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.FLOAT,
            Types.REAL,
            Types.DOUBLE,
            Types.DECIMAL,
            Types.NUMERIC);
    private static final List<String> CLOSED =
            List.of("SET enable_external_access = false", "SET lock_configuration = true");

    private final Path file;
    private final Patience patience;

    /** @param wait how long to wait, in all, while another process has the file */
    public DuckDbQuery(Path file, Duration wait, Pause pause) {
        this.file = file.toAbsolutePath().normalize();
        this.patience = new Patience(wait, pause);
    }

    /**
     * Runs {@code sql} and hands its rows over one by one.
     *
     * @throws Failure when the file cannot be opened, or DuckDB refuses the statement
     */
    public void run(String sql, Deadline deadline, Reader reader) {
        if (!Files.exists(file)) {
            throw new ConfigurationFailure(
                    Explanation.of("there is no file " + file).fix("name a DuckDB file that a pipeline has loaded"));
        }
        try (Connection connection = patience.with(deadline, () -> DuckDbFile.toQuery(file));
                Statement statement = connection.createStatement()) {
            for (String setting : DuckDbFile.SETTINGS) {
                statement.execute(setting);
            }
            for (String setting : CLOSED) {
                statement.execute(setting);
            }
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    read(result, deadline, reader);
                }
            }
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static void read(ResultSet result, Deadline deadline, Reader reader) throws SQLException {
        ResultSetMetaData description = result.getMetaData();
        int width = description.getColumnCount();
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            String type = description.getColumnTypeName(i);
            columns.add(new Column(
                    description.getColumnLabel(i),
                    NUMBERS.contains(description.getColumnType(i))
                            || type.endsWith("HUGEINT")
                            || type.equals("UBIGINT"),
                    type.equals("JSON")));
        }
        reader.columns(columns);
        while (result.next()) {
            deadline.check();
            List<Optional<Object>> values = new ArrayList<>(width);
            for (int i = 1; i <= width; i++) {
                values.add(Optional.ofNullable(value(result, i)).map(PlainValue::of));
            }
            if (!reader.row(values)) {
                return;
            }
        }
    }

    /** The whole message: its second part points at the place in the statement. */
    private static Failure refused(SQLException e) {
        String message = String.valueOf(e.getMessage()).strip();
        return new TerminalFailure(
                Explanation.of("DuckDB: " + message).fix("correct the SQL; the file is only read, and no other is"), e);
    }

    /** A Timestamp would have lost its era. */
    private static @Nullable Object value(ResultSet result, int column) throws SQLException {
        Object value = result.getObject(column);
        return value instanceof Timestamp ? result.getObject(column, LocalDateTime.class) : value;
    }
}
