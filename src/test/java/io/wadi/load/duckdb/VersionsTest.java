package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Merges.LINKED;
import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.nested;
import static io.wadi.load.duckdb.Merges.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.LoadJob;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scd2 (contract 4.5), package by package; a row's id is made from its content. */
class VersionsTest {
    private static final Column FROM = column("valid_from", DataType.TIMESTAMP, ColumnRole.VALID_FROM);
    private static final Column TO = column("valid_to", DataType.TIMESTAMP, ColumnRole.VALID_TO);
    private static final Column A = column("a", DataType.TEXT, ColumnRole.MERGE_KEY);
    private static final Column B = column("b", DataType.TEXT, ColumnRole.MERGE_KEY);

    @TempDir
    private Path directory;

    private Merges merges;

    @BeforeEach
    void anEmptyFile() {
        merges = new Merges(directory.resolve("shop.duckdb"));
    }

    private static MergeSettings since(String boundary) {
        return settings(Optional.of(boundary), Optional.empty(), Optional.empty());
    }

    private static MergeSettings settings(
            Optional<String> boundary, Optional<String> activeUntil, Optional<String> scope) {
        return new MergeSettings(
                Optional.of(MergeStrategy.SCD2), Optional.empty(), scope, false, false, activeUntil, boundary);
    }

    private static LoadJob versions(MergeSettings settings, List<Column> columns, Object[]... rows) {
        List<Column> all = new ArrayList<>(List.of(FROM, TO));
        all.addAll(columns);
        return Merges.items(settings, all, rows);
    }

    private static final List<Column> NAMES = List.of(column("name", DataType.TEXT));

    /** Each version with the days on which it began and ended. */
    private List<String> history() {
        return merges.rows("SELECT strftime(valid_from, '%m-%d'), strftime(valid_to, '%m-%d'),"
                + " COLUMNS(* EXCLUDE (valid_from, valid_to, _dlt_load_id)) FROM data.items ORDER BY ALL");
    }

    @Test
    void versionsThatAreNotInTheBatchEndAndNewOnesBegin() {
        merges.load(versions(since("2024-01-01"), NAMES, row("x", "v1"), row("y", "v2")));
        merges.load(versions(since("2024-02-01"), NAMES, row("x", "v1"), row("z", "v3")));

        assertThat(history()).containsExactly("01-01,02-01,y,v2", "01-01,null,x,v1", "02-01,null,z,v3");
        assertThat(merges.rows("SELECT name, _dlt_load_id FROM data.items ORDER BY ALL"))
                .containsExactly("x,1.5", "y,1.5", "z,2.5");
    }

    @Test
    void aVersionThatComesBackHoldsAgain() {
        merges.load(versions(since("2024-01-01"), NAMES, row("x", "v1")));
        merges.load(versions(since("2024-02-01"), NAMES, row("y", "v2")));
        merges.load(versions(since("2024-03-01"), NAMES, row("x", "v1")));

        assertThat(history()).containsExactly("01-01,02-01,x,v1", "02-01,03-01,y,v2", "03-01,null,x,v1");
    }

    @Test
    void withoutABoundaryTheyHoldSinceThePackageWasMade() {
        merges.load(versions(MergeSettings.of(MergeStrategy.SCD2), NAMES, row("x", "v1")));

        assertThat(merges.rows("SELECT epoch_us(valid_from) FROM data.items"))
                .containsExactly("" + (Packages.CREATED.getEpochSecond() * 1_000_000 + 678_901));
    }

    @Test
    void aBoundaryMayHaveATimeAndAZone() {
        merges.load(versions(since("2024-02-01T12:30:00.000001+02:00"), NAMES, row("x", "v1")));

        assertThat(merges.rows("SELECT valid_from::VARCHAR FROM data.items"))
                .containsExactly("2024-02-01 10:30:00.000001+00");
    }

    @Test
    void aBoundaryThatIsNoTimeEndsTheLoadInWords() {
        assertThatThrownBy(() -> merges.load(versions(since("soon"), NAMES, row("x", "v1"))))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("the boundary of merges into table items, soon");
    }

    @Test
    void whatStillHoldsMayHaveAnEnd() {
        MergeSettings first = settings(Optional.of("2024-01-01"), Optional.of("9999-12-31"), Optional.empty());
        MergeSettings second = settings(Optional.of("2024-02-01"), Optional.of("9999-12-31"), Optional.empty());
        merges.load(versions(first, NAMES, row("x", "v1"), row("y", "v2")));
        merges.load(versions(second, NAMES, row("x", "v1"), row("z", "v3")));

        assertThat(history()).containsExactly("01-01,02-01,y,v2", "01-01,12-31,x,v1", "02-01,12-31,z,v3");
    }

    /** Contract 13, point 12: keys are compared one by one. */
    @Test
    void aMergeKeyLimitsWhatEndsToTheKeysInTheBatch() {
        List<Column> columns = List.of(A, B, column("n", DataType.BIGINT));
        merges.load(versions(
                since("2024-01-01"),
                columns,
                row("x", "yz", 1, "v1"),
                row("xy", "z", 2, "v2"),
                row("q", "r", 3, "v3")));
        merges.load(versions(since("2024-02-01"), columns, row("xy", "z", 9, "v9")));

        assertThat(history())
                .containsExactly(
                        "01-01,02-01,xy,z,2,v2", "01-01,null,q,r,3,v3", "01-01,null,x,yz,1,v1", "02-01,null,xy,z,9,v9");
    }

    @Test
    void aScopeDoesSoInstead() {
        merges.load(versions(since("2024-01-01"), List.of(A), row("x", "v1"), row("y", "v2")));
        MergeSettings scoped = settings(Optional.of("2024-02-01"), Optional.empty(), Optional.of("a = 'x'"));
        merges.load(versions(scoped, List.of(A), row("y", "v3")));

        assertThat(history()).containsExactly("01-01,02-01,x,v1", "01-01,null,y,v2", "02-01,null,y,v3");
    }

    /** Contract 13, point 13. */
    @Test
    void oneVersionHoldsOnceThoughABatchHasItTwice() {
        merges.load(
                versions(since("2024-01-01"), NAMES, row("x", "v1"), row("x", "v1")),
                nested(
                        WriteDisposition.MERGE,
                        "items__l",
                        "items",
                        LINKED,
                        row(10, "v1", 0, "n1"),
                        row(11, "v1", 1, "n2"),
                        row(10, "v1", 0, "n1"),
                        row(11, "v1", 1, "n2")));
        merges.load(versions(since("2024-02-01"), NAMES, row("x", "v1"), row("x", "v1")));

        assertThat(history()).containsExactly("01-01,null,x,v1");
        assertThat(merges.rows("SELECT value, _dlt_id FROM data.items__l ORDER BY 1"))
                .containsExactly("10,n1", "11,n2");
    }

    @Test
    void nestedRowsStayAndAreSharedByAVersionThatComesBack() {
        LoadJob first = nested(WriteDisposition.MERGE, "items__l", "items", LINKED, row(10, "v1", 0, "n1"));
        LoadJob deep = nested(WriteDisposition.MERGE, "items__l__m", "items__l", LINKED, row(100, "n1", 0, "m1"));
        merges.load(versions(since("2024-01-01"), NAMES, row("x", "v1")), first, deep);
        merges.load(
                versions(since("2024-02-01"), NAMES, row("x", "v2")),
                nested(WriteDisposition.MERGE, "items__l", "items", LINKED, row(11, "v2", 0, "n2")),
                nested(WriteDisposition.MERGE, "items__l__m", "items__l", LINKED, row(110, "n2", 0, "m2")));
        merges.load(versions(since("2024-03-01"), NAMES, row("x", "v1")), first, deep);

        assertThat(merges.rows("SELECT value, _dlt_parent_id FROM data.items__l ORDER BY ALL"))
                .containsExactly("10,v1", "11,v2");
        assertThat(merges.rows("SELECT value, _dlt_parent_id FROM data.items__l__m ORDER BY ALL"))
                .containsExactly("100,n1", "110,n2");
    }

    /** The schema says of the deeper table that its parent is the root, where one of its rows has another. */
    @Test
    void nestedRowsFollowTheirParentInWhicheverTableItIs() {
        List<Column> columns = List.of(column("rv", DataType.TEXT, ColumnRole.ROW_VERSION));
        merges.load(versions(since("2024-01-01"), columns, row("a1", "r1")));
        merges.load(
                versions(since("2024-02-01"), columns, row("a1", "r2"), row("b1", "r3")),
                nested(
                        WriteDisposition.MERGE,
                        "items__a__b",
                        "items",
                        LINKED,
                        row(20, "l2", 0, "n2"),
                        row(30, "l3", 0, "n3"),
                        row(31, "r3", 0, "n4")),
                nested(
                        WriteDisposition.MERGE,
                        "items__a",
                        "items",
                        LINKED,
                        row(2, "r2", 0, "l2"),
                        row(3, "r3", 0, "l3")));

        assertThat(merges.rows("SELECT value FROM data.items__a")).containsExactly("3");
        assertThat(merges.rows("SELECT value FROM data.items__a__b ORDER BY 1")).containsExactly("30", "31");
    }

    @Test
    void aVersionColumnTellsVersionsApart() {
        List<Column> columns = List.of(column("rv", DataType.TEXT, ColumnRole.ROW_VERSION), column("n", DataType.TEXT));
        merges.load(versions(since("2024-01-01"), columns, row("a1", "x", "r1"), row("b1", "y", "r2")));
        merges.load(
                versions(since("2024-02-01"), columns, row("a1", "other", "r3"), row("b2", "y", "r4")),
                nested(
                        WriteDisposition.MERGE,
                        "items__l",
                        "items",
                        LINKED,
                        row(30, "r3", 0, "n3"),
                        row(40, "r4", 0, "n4")));

        assertThat(history()).containsExactly("01-01,02-01,b1,y,r2", "01-01,null,a1,x,r1", "02-01,null,b2,y,r4");
        assertThat(merges.rows("SELECT value FROM data.items__l")).containsExactly("40");
    }
}
