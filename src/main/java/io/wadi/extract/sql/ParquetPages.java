package io.wadi.extract.sql;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of a Parquet file, read by a DuckDB in memory that may look at this file alone; types are as from a database. */
public final class ParquetPages implements Pages {
    private final String file;
    private final Path path;
    private final Deadline deadline;
    private final Consumer<String> warn;
    private final Snapshot database = database();
    private Optional<Pages> rows = Optional.empty();
    private long read;

    /** @param name of the file in messages */
    public ParquetPages(Path file, String name, Deadline deadline, Consumer<String> warn) {
        this.file = name;
        this.path = file.toAbsolutePath();
        this.deadline = deadline;
        this.warn = warn;
    }

    @Override
    public Optional<Page> next() {
        try {
            if (rows.isEmpty()) {
                rows = Optional.of(open(database.connection()));
            }
            Optional<Page> page = rows.get().next();
            read += page.map(Page::records).orElse(0);
            return page;
        } catch (SQLException e) {
            throw malformed(e);
        } catch (TerminalFailure e) {
            throw e.getCause() instanceof SQLException cause ? malformed(cause) : e;
        }
    }

    static Snapshot database() {
        return new Snapshot("parquet", new Database("parquet", "jdbc:duckdb:", Optional.empty()));
    }

    /** Lets a database look at one file alone. */
    static void confine(Connection connection, Path path) throws SQLException {
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET allowed_paths = [" + literal(path) + "]");
            settings.execute("SET enable_external_access = false");
            settings.execute("SET TimeZone = 'UTC'");
            settings.execute("SET memory_limit = '512MB'");
        }
    }

    static String literal(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private Pages open(Connection connection) throws SQLException {
        confine(connection, path);
        String from = "read_parquet(" + literal(path) + ")";
        SqlTable table = new SqlTable(
                "parquet",
                new TableName(Optional.empty(), file),
                from,
                Dialect.DUCKDB,
                columns(connection, from),
                Selection.ALL,
                Hints.NONE,
                List.of());
        SqlTable.Query query = new SqlTable.Query(
                "SELECT "
                        + String.join(
                                ", ",
                                table.columns().stream()
                                        .map(SqlColumn::expression)
                                        .toList()) + " FROM " + from,
                List.of());
        return new SqlPages(table, query, file, database, deadline, warn);
    }

    private List<SqlColumn> columns(Connection connection, String from) throws SQLException {
        List<SqlColumn> columns = new ArrayList<>();
        try (PreparedStatement asked = connection.prepareStatement("SELECT * FROM " + from)) {
            ResultSetMetaData types = asked.getMetaData();
            ColumnTypes described = new ColumnTypes(types, Dialect.DUCKDB, file, name -> Optional.empty(), warn);
            for (int i = 1; i <= types.getColumnCount(); i++) {
                String name = types.getColumnName(i);
                String quoted = '"' + name.replace("\"", "\"\"") + '"';
                columns.add(described.column(i, name, quoted, true, false));
            }
        }
        return columns;
    }

    /** What the reader says is of the file's structure, never a value. */
    private TerminalFailure malformed(SQLException e) {
        String words = String.valueOf(e.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^[A-Z][A-Za-z]*( [A-Z][a-z]*)* Error: ", "");
        String place = new ParquetDamage(path, deadline)
                .find(read)
                .map(where -> ", " + where)
                .orElse("");
        return new TerminalFailure(
                Explanation.of("malformed Parquet: " + words.replace(path.toString(), file))
                        .at(file + place)
                        .fix("fetch or write the file again, and then run again"),
                e);
    }

    @Override
    public void close() {
        rows.ifPresent(Pages::close);
        database.close();
    }
}
