package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.ID;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.Milestones.Point;
import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.Pause;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delete-insert (contract 4.3), package by package. */
class MergeTest {
    private static final Column PARENT = Column.required(Column.PARENT_ID, DataType.TEXT);
    private static final Column ROOT = Column.nullable(Column.ROOT_ID, DataType.TEXT);
    private static final Column INDEX = Column.required(Column.LIST_INDEX, DataType.BIGINT);
    private static final Column VALUE = Column.nullable("value", DataType.BIGINT);

    @TempDir
    private Path directory;

    private int loads;

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private static Column column(String name, DataType type, ColumnRole... roles) {
        return Column.nullable(name, type).with(Set.of(roles));
    }

    private void load(LoadJob... jobs) {
        Head base = loads == 0 ? Head.NONE : new Head(loads + ".5", loads);
        loads++;
        new DuckDbDestination(file()).load(Packages.load(loads + ".5", base, jobs), Deadline.none());
    }

    /** Rows have the columns' values and their id. */
    private static LoadJob merge(List<Column> columns, Object[]... rows) {
        return new LoadJob(
                table("items", columns.toArray(Column[]::new)), WriteDisposition.MERGE, List.of(part(columns, rows)));
    }

    private static MemoryPart part(List<Column> columns, Object[]... rows) {
        List<Column> stored = new ArrayList<>(columns);
        stored.add(ID);
        return MemoryPart.of(stored, rows);
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private List<String> rows(String sql) {
        return Database.rows(file(), sql);
    }

    private List<String> items() {
        return rows("SELECT * EXCLUDE (_dlt_load_id) FROM data.items ORDER BY ALL");
    }

    @Test
    void bothKeysDeleteAndNullMatchesNothing() {
        List<Column> columns = List.of(
                column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY),
                column("b", DataType.TEXT, ColumnRole.PRIMARY_KEY),
                column("day", DataType.TEXT, ColumnRole.MERGE_KEY));
        load(merge(
                columns,
                row(1, "x", "mon", "r1"),
                row(1, "y", "tue", "r2"),
                row(2, "x", "wed", "r3"),
                row(null, "x", "thu", "r4"),
                row(3, "x", null, "r5")));
        load(merge(columns, row(1, "x", "fri", "s1"), row(9, "z", "wed", "s2"), row(null, "x", null, "s3")));

        assertThat(items())
                .containsExactlyInAnyOrder(
                        "1,x,fri,s1", "1,y,tue,r2", "9,z,wed,s2", "null,x,thu,r4", "3,x,null,r5", "null,x,null,s3");
    }

    @Test
    void withoutAKeyRowsAreAdded() {
        List<Column> columns = List.of(column("a", DataType.BIGINT));
        load(merge(columns, row(1, "r1"), row(1, "r2")));
        load(merge(columns, row(1, "s1")));

        assertThat(items()).containsExactly("1,r1", "1,r2", "1,s1");
    }

    @Test
    void ofRowsWithOneKeyTheLastStaysWhereNothingElseDecides() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("v", DataType.BIGINT));
        Object[][] many = new Object[50_000][];
        for (int i = 0; i < many.length; i++) {
            many[i] = row(i % 10, i, "id" + i);
        }
        load(merge(columns, many));

        assertThat(rows("SELECT v FROM data.items ORDER BY a"))
                .containsExactly(
                        "49990", "49991", "49992", "49993", "49994", "49995", "49996", "49997", "49998", "49999");
    }

    @Test
    void theSortColumnDecidesBeforeThatAndNullComesLast() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        Object[][] rows = {row(1, 5, "r1"), row(1, 9, "r2"), row(1, null, "r3"), row(1, 2, "r4")};
        load(merge(List.of(key, column("s", DataType.BIGINT, ColumnRole.DEDUP_ASC)), rows));
        assertThat(items()).containsExactly("1,2,r4");

        load(merge(List.of(key, column("s", DataType.BIGINT, ColumnRole.DEDUP_DESC)), rows));
        assertThat(items()).containsExactly("1,9,r2");
    }

    @Test
    void aMarkDeletesAndIsNotInserted() {
        List<Column> columns = List.of(
                column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY),
                column("gone", DataType.BOOL, ColumnRole.HARD_DELETE));
        load(merge(columns, row(1, null, "r1"), row(2, false, "r2"), row(3, true, "r3")));
        assertThat(items()).containsExactly("1,null,r1", "2,false,r2");

        load(merge(columns, row(1, true, "s1"), row(7, true, "s2")));
        assertThat(items()).containsExactly("2,false,r2");
    }

    @Test
    void aMarkWithoutAKeyIsNotInsertedEither() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT), column("gone", DataType.DATE, ColumnRole.HARD_DELETE));
        load(merge(columns, row(1, null, "r1"), row(2, LocalDate.EPOCH, "r2")));

        assertThat(items()).containsExactly("1,null,r1");
    }

    private static Table nested(String name, String parent, Column... columns) {
        return new Table(name, Optional.of(parent), "items", WriteDisposition.MERGE, List.of(columns), true);
    }

    private static LoadJob job(WriteDisposition disposition, Table table, List<Column> stored, Object[]... rows) {
        return new LoadJob(table, disposition, List.of(MemoryPart.of(stored, rows)));
    }

    /** Contract 13, point 6: rows that were appended are replaced with all that is below them. */
    @Test
    void rowsFromBeforeTheMergeTakeTheirNestedRowsWithThem() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        List<Column> below = List.of(VALUE, PARENT, INDEX, ID);
        load(
                job(WriteDisposition.APPEND, table("items", key), List.of(key, ID), row(1, "r1"), row(2, "r2")),
                job(
                        WriteDisposition.APPEND,
                        nested("items__l", "items", VALUE, PARENT, INDEX, ID),
                        below,
                        row(10, "r1", 0, "n1"),
                        row(20, "r2", 0, "n2")),
                job(
                        WriteDisposition.APPEND,
                        nested("items__l__m", "items__l", VALUE, PARENT, INDEX, ID),
                        below,
                        row(100, "n1", 0, "m1"),
                        row(200, "n2", 0, "m2")));
        // The deepest table gets no new rows.
        load(
                job(WriteDisposition.MERGE, table("items", key), List.of(key, ID), row(1, "s1")),
                job(
                        WriteDisposition.MERGE,
                        nested("items__l", "items", VALUE, PARENT, INDEX, ID, ROOT),
                        List.of(VALUE, PARENT, INDEX, ID, ROOT),
                        row(11, "s1", 0, "n3", "s1")),
                new LoadJob(
                        nested("items__l__m", "items__l", VALUE, PARENT, INDEX, ID, ROOT),
                        WriteDisposition.MERGE,
                        List.of()));

        assertThat(items()).containsExactly("1,s1", "2,r2");
        assertThat(rows("SELECT value, _dlt_root_id FROM data.items__l ORDER BY 1"))
                .containsExactly("11,s1", "20,r2");
        assertThat(rows("SELECT value, _dlt_root_id FROM data.items__l__m")).containsExactly("200,r2");
    }

    @Test
    void nestedRowsOfDroppedRowsAndRepeatedOnesStayOut() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        List<Column> below = List.of(VALUE, ROOT, PARENT, INDEX, ID);
        load(
                job(
                        WriteDisposition.MERGE,
                        table("items", key),
                        List.of(key, ID),
                        row(1, "r1"),
                        row(1, "r2"),
                        row(2, "own"),
                        row(2, "own")),
                job(
                        WriteDisposition.MERGE,
                        nested("items__l", "items", VALUE, ROOT, PARENT, INDEX, ID),
                        below,
                        row(10, "r1", "r1", 0, "n1"),
                        row(11, "r2", "r2", 0, "n2"),
                        row(20, "own", "own", 0, "n3"),
                        row(20, "own", "own", 0, "n3")));

        assertThat(items()).containsExactly("1,r2", "2,own");
        assertThat(rows("SELECT value FROM data.items__l ORDER BY 1")).containsExactly("11", "20");
    }

    @Test
    void readersSeeTheOldRowsUntilTheNewOnesAreAllIn() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("v", DataType.TEXT));
        load(merge(columns, row(1, "old", "r1"), row(2, "old", "r2")));
        Map<Point, List<String>> seen = new EnumMap<>(Point.class);
        new DuckDbDestination(
                        file(),
                        point -> seen.put(point, rows("SELECT a, v FROM data.items ORDER BY 1")),
                        Duration.ZERO,
                        Pause.REAL)
                .load(
                        Packages.load(
                                "2.5", new Head("1.5", 1), merge(columns, row(2, "new", "s2"), row(3, "new", "s3"))),
                        Deadline.none());

        List<String> before = List.of("1,old", "2,old");
        List<String> after = List.of("1,old", "2,new", "3,new");
        for (Point point : Point.values()) {
            assertThat(seen.get(point)).as(point.name()).isEqualTo(point == Point.AFTER_COMMIT ? after : before);
        }
    }
}
