package io.wadi.load.duckdb;

import static java.util.Objects.requireNonNull;

import io.wadi.load.duckdb.Grid.Bounds;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A dataset in a DuckDB file, for people who look. What is asked is known and takes moments, so that it may be asked while
 * this process loads into the file; while another does, each raises a {@link io.wadi.model.TransientFailure}.
 */
public record DuckDbShelf(Path file, String dataset) {
    private static final String TABLES = """
            SELECT table_name, estimated_size FROM duckdb_tables()
            WHERE database_name = current_database() AND schema_name = ? AND NOT regexp_matches(table_name, '^_(dlt|wadi)_')
            ORDER BY table_name""";
    private static final String COLUMNS = """
            SELECT column_name, data_type, is_nullable FROM duckdb_columns()
            WHERE database_name = current_database() AND schema_name = ? AND table_name = ? ORDER BY column_index""";

    public DuckDbShelf {
        requireNonNull(file);
        requireNonNull(dataset);
    }

    /** @param rows about as many as it has */
    public record Table(String name, long rows) {
        public Table {
            requireNonNull(name);
        }
    }

    public record Column(String name, String type, boolean nullable) {
        public Column {
            requireNonNull(name);
            requireNonNull(type);
        }
    }

    /** Without those in which Wadi and dlt keep their books. */
    public List<Table> tables() {
        return looking(
                List.of(),
                session -> session.query(TABLES, row -> new Table(row.getString(1), row.getLong(2)), dataset));
    }

    /** None where there is no such table. */
    public List<Column> columns(String table) {
        return looking(List.of(), session -> columns(session, table));
    }

    private List<Column> columns(DuckDbSession session, String table) {
        return session.query(
                COLUMNS, row -> new Column(row.getString(1), row.getString(2), row.getBoolean(3)), dataset, table);
    }

    /** The first rows as they lie there; empty where there is no such table. */
    public Optional<Grid> rows(String table, Bounds bounds) {
        return looking(Optional.empty(), session -> {
            List<Grid.Column> columns = columns(session, table).stream()
                    .map(each -> new Grid.Column(each.name(), each.type(), GuardedQuery.form(each.type())))
                    .toList();
            return columns.isEmpty() ? Optional.empty() : Optional.of(rows(session, table, columns, bounds));
        });
    }

    private Grid rows(DuckDbSession session, String table, List<Grid.Column> columns, Bounds bounds) {
        String cells = columns.stream()
                .map(each ->
                        "left(" + GuardedQuery.text(Sql.name(each.name()), each) + ", " + (bounds.cell() + 1) + ")")
                .collect(Collectors.joining(", "));
        List<List<Optional<String>>> rows = session.query(
                "SELECT " + cells + " FROM " + session.table(dataset, table) + " LIMIT " + (bounds.rows() + 1), row -> {
                    List<Optional<String>> values = new ArrayList<>(columns.size());
                    for (int i = 1; i <= columns.size(); i++) {
                        values.add(Optional.ofNullable(row.getString(i)));
                    }
                    return values;
                });
        boolean more = rows.size() > bounds.rows();
        return new Grid(columns, more ? rows.subList(0, bounds.rows()) : rows, more);
    }

    /** Of all rows; empty where there is no such table. */
    public Optional<Long> count(String table) {
        return looking(
                Optional.empty(),
                session -> columns(session, table).isEmpty()
                        ? Optional.empty()
                        : Optional.of(session.query(
                                        "SELECT count(*) FROM " + session.table(dataset, table), row -> row.getLong(1))
                                .get(0)));
    }

    /** @throws Failure when it cannot be read now, or is none that can be read */
    private <T> T looking(T none, Function<DuckDbSession, T> question) {
        if (!Files.exists(file)) {
            return none;
        }
        try (DuckDbSession session = DuckDbSession.toRead(file, Deadline.none())) {
            return question.apply(session);
        }
    }
}
