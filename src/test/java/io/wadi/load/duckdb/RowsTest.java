package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.STORED;
import static io.wadi.load.duckdb.Packages.append;
import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static io.wadi.load.duckdb.Packages.replace;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Pause;
import io.wadi.model.Table;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a load does to tables and their rows. */
class RowsTest {
    private static final String COLUMNS =
            "SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE table_name = '%s' ORDER BY column_index";

    @TempDir
    private Path directory;

    private Loaded run(LoadPackage load) {
        return new DuckDbDestination(file()).load(load, Deadline.none());
    }

    private Path file() {
        return directory.resolve("new directory").resolve("shop.duckdb");
    }

    private List<String> rows(String sql) {
        return Database.rows(file(), sql);
    }

    @Test
    void appendAddsToWhatIsThere() {
        Loaded first = run(load("1.5", Head.NONE, numbers(1, 2)));
        Loaded second = run(load("2.5", new Head("1.5", 1), numbers(3)));

        assertThat(rows("FROM data.items ORDER BY n")).containsExactly("1,1.5,id-1", "2,1.5,id-2", "3,2.5,id-3");
        assertThat(first.rows()).containsExactly(Map.entry("items", 2L));
        assertThat(first.newTables()).containsExactly("items");
        assertThat(second.newTables()).isEmpty();
        assertThat(second.newColumns()).isEmpty();
        assertThat(second.already()).isFalse();
    }

    @Test
    void columnsStandInTheOrderOfTheSchemaAndAreAsNullableAsItSays() {
        run(load("1.5", Head.NONE, numbers(1)));

        assertThat(rows(String.format(COLUMNS, "items")))
                .containsExactly("n,BIGINT,true", "_dlt_load_id,VARCHAR,false", "_dlt_id,VARCHAR,false");
    }

    @Test
    void nestedTablesHaveNoLoadId() {
        List<Column> columns = List.of(NUMBER, Column.required(Column.PARENT_ID, DataType.TEXT), ID);
        LoadJob nested =
                append(table("items__tags", columns), MemoryPart.of(columns, new Object[] {7, "id-1", "id-7"}));

        run(load("1.5", Head.NONE, numbers(1), nested));

        assertThat(rows("FROM data.items__tags")).containsExactly("7,id-1,id-7");
    }

    @Test
    void replaceLeavesOnlyTheNewRowsAndKeepsTheColumns() {
        Table wide = table("items", NUMBER, Column.nullable("old", DataType.TEXT));
        List<Column> stored = List.of(NUMBER, Column.nullable("old", DataType.TEXT), ID);
        run(load("1.5", Head.NONE, append(wide, MemoryPart.of(stored, new Object[] {1, "x", "id-1"}))));

        run(load("2.5", new Head("1.5", 1), replace(wide, MemoryPart.of(STORED, new Object[] {2, "id-2"}))));

        assertThat(rows("FROM data.items")).containsExactly("2,null,2.5,id-2");
    }

    @Test
    void replaceWithoutRowsEmptiesTheTable() {
        run(load("1.5", Head.NONE, numbers(1, 2)));

        run(load("2.5", new Head("1.5", 1), replace(table("items", NUMBER))));

        assertThat(rows("SELECT count(*) FROM data.items")).containsExactly("0");
    }

    @Test
    void readersSeeTheOldRowsUntilTheReplacementIsCommitted() throws Exception {
        run(load("1.5", Head.NONE, numbers(1, 2)));
        List<String> seen = new ArrayList<>();
        try (Connection reader = DriverManager.getConnection("jdbc:duckdb:" + file())) {
            Milestones look = point -> seen.add(point + " " + count(reader));
            new DuckDbDestination(file(), look, Duration.ZERO, Pause.REAL)
                    .load(
                            load(
                                    "2.5",
                                    new Head("1.5", 1),
                                    replace(table("items", NUMBER), MemoryPart.numbers(STORED, 3, 20_000))),
                            Deadline.none());
        }

        assertThat(seen)
                .containsExactly(
                        "BEFORE_SETUP [2]",
                        "AFTER_SETUP [2]",
                        "BEFORE_ROWS [2]",
                        "AFTER_ROWS [2]",
                        "BEFORE_COMMIT [2]",
                        "AFTER_COMMIT [60000]");
    }

    private static List<String> count(Connection reader) {
        try {
            return Database.rows(reader, "SELECT count(*) FROM data.items");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void batchesOfAnySizeComeInWhole() {
        MemoryPart many = MemoryPart.of(
                STORED,
                MemoryPart.numbers(STORED, 1, 2048).read(0),
                MemoryPart.numbers(STORED, 1, 0).read(0),
                MemoryPart.numbers(STORED, 1, 20_001).read(0),
                MemoryPart.numbers(STORED, 1, 1).read(0));

        run(load("1.5", Head.NONE, append(table("items", NUMBER), many, MemoryPart.numbers(STORED, 40, 5000))));

        assertThat(rows("SELECT count(*), count(DISTINCT n), sum(n), bool_and(_dlt_id = 'id-' || n) FROM data.items"))
                .containsExactly(
                        "222050,200000," + (2047 * 1024L + 20_000 * 20_001L / 2 + 199_999L * 100_000) + ",true");
    }

    @Test
    void aBatchFromBeforeAColumnCameIsNullThere() {
        Column later = Column.nullable("later", DataType.TEXT);
        List<Column> stored = List.of(NUMBER, ID, later);
        MemoryPart part = MemoryPart.of(
                stored,
                MemoryPart.batch(stored, new Object[] {1, "id-1"}),
                MemoryPart.batch(stored, new Object[] {2, "id-2", "x"}));
        Table table = table("items", List.of(NUMBER, Column.required(Column.LOAD_ID, DataType.TEXT), ID, later));

        run(load("1.5", Head.NONE, append(table, part)));

        assertThat(rows("FROM data.items ORDER BY n")).containsExactly("1,1.5,id-1,null", "2,1.5,id-2,x");
    }

    @Test
    void newColumnsAreAddedAtTheEndAndANotNullOneIsNullableWhereThereAreRows() {
        run(load("1.5", Head.NONE, numbers(1), append(table("bare", NUMBER))));
        Column text = Column.nullable("text", DataType.TEXT);
        Column must = Column.required("must", DataType.BIGINT);
        List<Column> stored = List.of(NUMBER, ID, text, must);
        LoadJob grown = append(
                table("items", List.of(NUMBER, Column.required(Column.LOAD_ID, DataType.TEXT), ID, text, must)),
                MemoryPart.of(stored, new Object[] {2, "id-2", "x", 5}));

        Loaded loaded = run(load("2.5", new Head("1.5", 1), grown, append(table("bare", NUMBER, must))));

        assertThat(rows("FROM data.items ORDER BY n")).containsExactly("1,1.5,id-1,null,null", "2,2.5,id-2,x,5");
        assertThat(rows(String.format(COLUMNS, "items"))).endsWith("text,VARCHAR,true", "must,BIGINT,true");
        assertThat(rows(String.format(COLUMNS, "bare"))).endsWith("must,BIGINT,false");
        assertThat(loaded.newColumns())
                .containsExactly(Map.entry("items", List.of("text", "must")), Map.entry("bare", List.of("must")));
    }

    @Test
    void namesMayHoldAnything() {
        String hostile = "we\"ird'; DROP TABLE x; -- 名前";
        Column column = Column.nullable("select \"a\".b?$1%s", DataType.TEXT);
        Table table = table(hostile, column);
        LoadPackage load = load(
                hostile, hostile, "1'\"5", Head.NONE, append(table, MemoryPart.of(List.of(column, ID), new Object[] {
                    "it's \"?\" %s", "id"
                })));

        run(load);

        assertThat(new DuckDbDestination(file())
                        .base(hostile, hostile, "source", Deadline.none())
                        .head()
                        .loadId())
                .isEqualTo("1'\"5");
        assertThat(rows("FROM " + Sql.name(hostile) + "." + Sql.name(hostile)))
                .containsExactly("it's \"?\" %s,1'\"5,id");
    }
}
