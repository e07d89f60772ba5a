package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.nested;
import static io.wadi.load.duckdb.Merges.row;
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
import io.wadi.model.MergeSettings;
import io.wadi.model.Pause;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Delete-insert (contract 4.3), package by package. */
class MergeTest {
    @TempDir
    private Path directory;

    private Merges merges;

    @BeforeEach
    void anEmptyFile() {
        merges = new Merges(directory.resolve("shop.duckdb"));
    }

    private static LoadJob merge(List<Column> columns, Object[]... rows) {
        return Merges.items(MergeSettings.NONE, columns, rows);
    }

    @Test
    void bothKeysDeleteAndNullMatchesNothing() {
        List<Column> columns = List.of(
                column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY),
                column("b", DataType.TEXT, ColumnRole.PRIMARY_KEY),
                column("day", DataType.TEXT, ColumnRole.MERGE_KEY));
        merges.load(merge(
                columns,
                row(1, "x", "mon", "r1"),
                row(1, "y", "tue", "r2"),
                row(2, "x", "wed", "r3"),
                row(null, "x", "thu", "r4"),
                row(3, "x", null, "r5")));
        merges.load(merge(columns, row(1, "x", "fri", "s1"), row(9, "z", "wed", "s2"), row(null, "x", null, "s3")));

        assertThat(merges.items())
                .containsExactlyInAnyOrder(
                        "1,x,fri,s1", "1,y,tue,r2", "9,z,wed,s2", "null,x,thu,r4", "3,x,null,r5", "null,x,null,s3");
    }

    @Test
    void withoutAKeyRowsAreAdded() {
        List<Column> columns = List.of(column("a", DataType.BIGINT));
        merges.load(merge(columns, row(1, "r1"), row(1, "r2")));
        merges.load(merge(columns, row(1, "s1")));

        assertThat(merges.items()).containsExactly("1,r1", "1,r2", "1,s1");
    }

    @Test
    void ofRowsWithOneKeyTheLastStaysWhereNothingElseDecides() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("v", DataType.BIGINT));
        Object[][] many = new Object[50_000][];
        for (int i = 0; i < many.length; i++) {
            many[i] = row(i % 10, i, "id" + i);
        }
        merges.load(merge(columns, many));

        assertThat(merges.rows("SELECT v FROM data.items ORDER BY a"))
                .containsExactly(
                        "49990", "49991", "49992", "49993", "49994", "49995", "49996", "49997", "49998", "49999");
    }

    @Test
    void theSortColumnDecidesBeforeThatAndNullComesLast() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        Object[][] rows = {row(1, 5, "r1"), row(1, 9, "r2"), row(1, null, "r3"), row(1, 2, "r4")};
        merges.load(merge(List.of(key, column("s", DataType.BIGINT, ColumnRole.DEDUP_ASC)), rows));
        assertThat(merges.items()).containsExactly("1,2,r4");

        merges.load(merge(List.of(key, column("s", DataType.BIGINT, ColumnRole.DEDUP_DESC)), rows));
        assertThat(merges.items()).containsExactly("1,9,r2");
    }

    @Test
    void aMarkDeletesAndIsNotInserted() {
        List<Column> columns = List.of(
                column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY),
                column("gone", DataType.BOOL, ColumnRole.HARD_DELETE));
        merges.load(merge(columns, row(1, null, "r1"), row(2, false, "r2"), row(3, true, "r3")));
        assertThat(merges.items()).containsExactly("1,null,r1", "2,false,r2");

        merges.load(merge(columns, row(1, true, "s1"), row(7, true, "s2")));
        assertThat(merges.items()).containsExactly("2,false,r2");
    }

    @Test
    void aMarkWithoutAKeyIsNotInsertedEither() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT), column("gone", DataType.DATE, ColumnRole.HARD_DELETE));
        merges.load(merge(columns, row(1, null, "r1"), row(2, LocalDate.EPOCH, "r2")));

        assertThat(merges.items()).containsExactly("1,null,r1");
    }

    /** Contract 13, point 6: rows that were appended are replaced with all that is below them. */
    @Test
    void rowsFromBeforeTheMergeTakeTheirNestedRowsWithThem() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        merges.load(
                Packages.append(table("items", key), MemoryPart.of(List.of(key, ID), row(1, "r1"), row(2, "r2"))),
                nested(
                        WriteDisposition.APPEND,
                        "items__l",
                        "items",
                        Merges.LINKED,
                        row(10, "r1", 0, "n1"),
                        row(20, "r2", 0, "n2")),
                nested(
                        WriteDisposition.APPEND,
                        "items__l__m",
                        "items__l",
                        Merges.LINKED,
                        row(100, "n1", 0, "m1"),
                        row(200, "n2", 0, "m2")));
        // The deepest table gets no new rows.
        merges.load(
                merge(List.of(key), row(1, "s1")),
                lists(element(11, "s1", 0)),
                nested(WriteDisposition.MERGE, "items__l__m", "items__l", Merges.ROOTED));

        assertThat(merges.items()).containsExactly("1,s1", "2,r2");
        assertThat(merges.elements()).containsExactly("11,s1", "20,r2");
        assertThat(merges.rows("SELECT value, _dlt_root_id FROM data.items__l__m"))
                .containsExactly("200,r2");
    }

    /** The parents of a table's rows may be in several tables, and in one that comes after it. */
    @Test
    void rowsFromBeforeTheMergeFindTheirRootThroughWhateverTable() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        merges.load(
                Packages.append(table("items", key), MemoryPart.of(List.of(key, ID), row(1, "r1"), row(2, "r2"))),
                nested(
                        WriteDisposition.APPEND,
                        "items__l__m",
                        "items",
                        Merges.LINKED,
                        row(100, "n1", 0, "m1"),
                        row(101, "r1", 0, "m2"),
                        row(200, "n2", 0, "m3")),
                nested(
                        WriteDisposition.APPEND,
                        "items__l",
                        "items",
                        Merges.LINKED,
                        row(10, "r1", 0, "n1"),
                        row(20, "r2", 0, "n2")));
        merges.load(
                merge(List.of(key), row(1, "s1")),
                nested(WriteDisposition.MERGE, "items__l__m", "items", Merges.ROOTED),
                nested(WriteDisposition.MERGE, "items__l", "items", Merges.ROOTED));

        assertThat(merges.rows("SELECT value, _dlt_root_id FROM data.items__l__m"))
                .containsExactly("200,r2");
    }

    @Test
    void nestedRowsOfDroppedRowsAndRepeatedOnesStayOut() {
        Column key = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
        merges.load(
                merge(List.of(key), row(1, "r1"), row(1, "r2"), row(2, "own"), row(2, "own")),
                lists(
                        element(10, "r1", 0),
                        element(11, "r2", 0),
                        element(20, "own", 0),
                        element(21, "own", 1),
                        element(22, "own", 0)));

        assertThat(merges.items()).containsExactly("1,r2", "2,own");
        assertThat(merges.elements()).containsExactly("11,r2", "22,own");
    }

    @Test
    void rowsThatAreSaidToBeDistinctAreTakenAsTheyAre() {
        List<Column> columns = List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY));
        MergeSettings distinct = new MergeSettings(
                Optional.empty(), Optional.empty(), Optional.empty(), true, false, Optional.empty(), Optional.empty());
        merges.load(Merges.items(distinct, columns, row(1, "r1"), row(1, "r2")));

        assertThat(merges.items()).containsExactly("1,r1", "1,r2");
    }

    @Test
    void readersSeeTheOldRowsUntilTheNewOnesAreAllIn() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("v", DataType.TEXT));
        merges.load(merge(columns, row(1, "old", "r1"), row(2, "old", "r2")));
        Map<Point, List<String>> seen = new EnumMap<>(Point.class);
        new DuckDbDestination(
                        directory.resolve("shop.duckdb"),
                        point -> seen.put(point, merges.rows("SELECT a, v FROM data.items ORDER BY 1")),
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
