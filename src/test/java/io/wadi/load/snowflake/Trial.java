package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.items;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.row;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.replace;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Leaving;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.Sweep;
import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Head;
import io.wadi.model.KeySet;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Refresh;
import io.wadi.model.StalePackage;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every kind of load into a schema that is thrown away, and what is there afterwards, by nothing but the account itself. */
final class Trial implements AutoCloseable {
    private static final Column KEY = column("id", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
    private static final Column NAME = column("name", DataType.TEXT);

    private final SnowflakeSettings settings;
    private final String schema;
    private final Path work;
    private int loads;

    /** @param schema that nobody else has */
    Trial(SnowflakeSettings settings, String schema, Path work) {
        this.settings = settings;
        this.schema = schema;
        this.work = work;
    }

    void appendsEveryTypeAndObjectsStayObjects() {
        List<Column> columns = new ArrayList<>();
        for (DataType type : List.of(
                DataType.TEXT, DataType.BIGINT, DataType.DOUBLE, DataType.BOOL, DataType.TIMESTAMP, DataType.JSON)) {
            columns.add(Column.nullable("c_" + type.word(), type));
        }
        List<Column> stored = new ArrayList<>(columns);
        stored.add(Packages.ID);
        long micros = Instant.parse("2026-01-02T03:04:05.678901Z").getEpochSecond() * 1_000_000 + 678_901;
        load(append(
                table("types", columns.toArray(Column[]::new)),
                MemoryPart.of(stored, row("ü'\"", Long.MAX_VALUE, 0.1, 1, micros, "{\"a\":[1]}", "r1"))));
        assertThat(rows("SELECT C_TEXT, C_BIGINT, C_DOUBLE, C_BOOL, TYPEOF(C_JSON),"
                        + " C_TIMESTAMP = '2026-01-02 03:04:05.678901 +00:00'::TIMESTAMP_LTZ FROM TYPES"))
                .containsExactly("ü'\",9223372036854775807,0.1,TRUE,OBJECT,TRUE");
    }

    void addsColumnsAndReplaces() {
        load(numbers(1, 2));
        Column later = Column.nullable("later", DataType.TEXT);
        load(append(
                table("items", Packages.NUMBER, later),
                MemoryPart.of(List.of(Packages.NUMBER, Packages.ID, later), row(3, "r3", "new"))));
        assertThat(rows("SELECT N, LATER FROM ITEMS ORDER BY N")).containsExactly("1,null", "2,null", "3,new");
        load(replace(table("items", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 1, 2)));
        assertThat(rows("SELECT N FROM ITEMS ORDER BY N")).containsExactly("0", "1");
    }

    void merges(MergeStrategy strategy) {
        List<Column> columns = List.of(KEY, NAME);
        load(items(strategy, columns, row(1, "old", "r1"), row(2, "stays", "r2")), lists(element(10, "r1", 0)));
        load(items(strategy, columns, row(1, "new", "s1"), row(3, "added", "s3")), lists(element(11, "s1", 0)));
        List<String> wanted = strategy == MergeStrategy.INSERT_ONLY
                ? List.of("1,old", "2,stays", "3,added")
                : List.of("1,new", "2,stays", "3,added");
        assertThat(rows("SELECT ID, NAME FROM ITEMS ORDER BY ID")).isEqualTo(wanted);
    }

    void deletesRowsThatTheirSourceNoLongerHas() {
        LoadJob root = items(MergeStrategy.UPSERT, List.of(KEY), row(1, "r1"), row(2, "r2"));
        load(root, lists(element(10, "r1", 0), element(20, "r2", 0)));
        KeySet keys = new KeySet(List.of(KEY), List.of(MemoryPart.of(List.of(KEY), row(1))), 50);
        load(new LoadJob(root.table(), root.disposition(), List.of(), Optional.of(keys)), lists());
        assertThat(rows("SELECT ID FROM ITEMS")).containsExactly("1");
        assertThat(rows("SELECT VALUE FROM ITEMS__L")).containsExactly("10");
    }

    void beginsAnewAndReadersSeeTheNewTable() {
        load(numbers(1));
        destination(Milestones.NONE)
                .load(Account.clearing(next(numbers(2)), Refresh.DROP_RESOURCES, "items"), Deadline.none());
        assertThat(rows("SELECT N FROM ITEMS")).containsExactly("2");
    }

    void loadsOnceAndTellsWhoIsStale() {
        LoadPackage first = next(numbers(1));
        assertThat(destination(Milestones.NONE).load(first, Deadline.none()).already())
                .isFalse();
        assertThat(destination(Milestones.NONE).load(first, Deadline.none()).already())
                .isTrue();
        LoadPackage late = Packages.load("shop", schema, "9.5", Head.NONE, numbers(3));
        assertThatThrownBy(() -> destination(Milestones.NONE).load(late, Deadline.none()))
                .isInstanceOf(StalePackage.class);
        assertThat(rows("SELECT N FROM ITEMS")).containsExactly("1");
    }

    void sweepsUpWhatACrashLeft() {
        load(numbers(1));
        LoadPackage crashing = next(numbers(2));
        assertThatThrownBy(() -> destination(point -> {
                            if (point == Point.AFTER_SETUP) {
                                throw new TransientFailure(Explanation.of("crash"));
                            }
                        })
                        .load(crashing, Deadline.none()))
                .hasMessageContaining("crash");
        assertThat(sweep(Instant.EPOCH)).hasSize(1).noneMatch(Leaving::goes);
        // The account's clock need not be this one's.
        assertThat(sweep(Instant.now().plusSeconds(86_400))).hasSize(1).allMatch(Leaving::goes);
        assertThat(sweep(Instant.MAX)).isEmpty();
    }

    private List<Leaving> sweep(Instant before) {
        return destination(Milestones.NONE).sweep("shop", schema, new Sweep(before, false), Deadline.none());
    }

    private SnowflakeDestination destination(Milestones milestones) {
        return new SnowflakeDestination(settings, work, Map.of("deployment", "trial"), milestones);
    }

    private void load(LoadJob... jobs) {
        destination(Milestones.NONE).load(next(jobs), Deadline.none());
    }

    private LoadPackage next(LoadJob... jobs) {
        Head base = loads == 0 ? Head.NONE : new Head(loads + ".5", loads);
        loads++;
        return Packages.load("shop", schema, loads + ".5", base, jobs);
    }

    /** Values in text, with commas between. */
    private List<String> rows(String sql) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = new SnowflakeDataSource(() -> settings, Map.of()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("USE SCHEMA " + SnowflakeDialect.quoted(schema));
            try (ResultSet result = statement.executeQuery(sql)) {
                while (result.next()) {
                    List<String> cells = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        cells.add(String.valueOf(result.getString(i)));
                    }
                    rows.add(String.join(",", cells));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return rows;
    }

    @Override
    public void close() {
        try (Connection connection = new SnowflakeDataSource(() -> settings, Map.of()).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS " + SnowflakeDialect.quoted(schema) + " CASCADE");
        } catch (SQLException e) {
            throw new IllegalStateException("schema " + schema + " stays", e);
        }
    }
}
