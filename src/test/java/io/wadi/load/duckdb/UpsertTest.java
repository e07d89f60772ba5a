package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Merges.ROOTED;
import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.items;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.nested;
import static io.wadi.load.duckdb.Merges.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Upsert, insert-only and cdc (contract 4.4), package by package; a row's id is made from its key. */
class UpsertTest {
    private static final Column A = column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY);
    private static final Column V = column("v", DataType.TEXT);
    private static final Column GONE = column("gone", DataType.BOOL, ColumnRole.HARD_DELETE);
    private static final Column DAY = column("day", DataType.TEXT, ColumnRole.MERGE_KEY);

    @TempDir
    private Path directory;

    private Merges merges;

    @BeforeEach
    void anEmptyFile() {
        merges = new Merges(directory.resolve("shop.duckdb"));
    }

    private List<String> loadIds() {
        return merges.rows("SELECT a, _dlt_load_id FROM data.items ORDER BY ALL");
    }

    @Test
    void anUpsertWritesAllColumnsOfKnownKeysAndInsertsNewOnes() {
        merges.load(items(MergeStrategy.UPSERT, List.of(A, V), row(1, "x", "k1"), row(2, "y", "k2")));
        merges.load(items(MergeStrategy.UPSERT, List.of(A, V), row(1, null, "k1"), row(3, "z", "k3")));

        assertThat(merges.items()).containsExactly("1,null,k1", "2,y,k2", "3,z,k3");
        assertThat(loadIds()).containsExactly("1,2.5", "2,1.5", "3,2.5");
    }

    @Test
    void itsListsReplaceThoseThatWereThere() {
        merges.load(
                items(MergeStrategy.UPSERT, List.of(A), row(1, "k1"), row(2, "k2")),
                lists(element(10, "k1", 0), element(11, "k1", 1), element(20, "k2", 0)),
                nested(
                        WriteDisposition.MERGE,
                        "items__l__m",
                        "items__l",
                        ROOTED,
                        row(100, "k1-0", 0, "m1", "k1"),
                        row(110, "k1-1", 0, "m2", "k1"),
                        row(200, "k2-0", 0, "m3", "k2")));
        merges.load(
                items(MergeStrategy.UPSERT, List.of(A), row(1, "k1"), row(3, "k3")),
                lists(element(12, "k1", 0), element(30, "k3", 0)),
                nested(WriteDisposition.MERGE, "items__l__m", "items__l", ROOTED));

        assertThat(merges.elements()).containsExactly("12,k1", "20,k2", "30,k3");
        assertThat(merges.rows("SELECT value FROM data.items__l__m")).containsExactly("200");
    }

    @Test
    void whatWasNestedBelowARowWithAnotherIdGoes() {
        merges.load(items(MergeStrategy.DELETE_INSERT, List.of(A), row(1, "r1")), lists(element(10, "r1", 0)));
        merges.load(items(MergeStrategy.UPSERT, List.of(A), row(1, "k1")), lists(element(11, "k1", 0)));

        assertThat(merges.items()).containsExactly("1,k1");
        assertThat(merges.elements()).containsExactly("11,k1");
    }

    /** Contract 13, point 11. */
    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "CDC", "INSERT_ONLY"})
    void ofRowsWithOneKeyTheLastStaysWithItsList(MergeStrategy strategy) {
        merges.load(
                items(strategy, List.of(A, V), row(1, "x", "k1"), row(2, "y", "k2"), row(1, "z", "k1")),
                lists(element(10, "k1", 0), element(11, "k1", 1), element(20, "k2", 0), element(12, "k1", 0)));
        assertThat(merges.items()).containsExactly("1,z,k1", "2,y,k2");
        assertThat(merges.elements()).containsExactly("12,k1", "20,k2");

        merges.load(items(strategy, List.of(A, V), row(1, "p", "k1"), row(1, "q", "k1"), row(2, "y", "k2")));
        assertThat(merges.items())
                .containsExactly(strategy == MergeStrategy.INSERT_ONLY ? "1,z,k1" : "1,q,k1", "2,y,k2");
    }

    /** Contract 13, point 10. */
    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "CDC"})
    void aMarkDeletesAndIsNotInserted(MergeStrategy strategy) {
        merges.load(
                items(strategy, List.of(A, GONE), row(1, null, "k1"), row(2, false, "k2"), row(3, true, "k3")),
                lists(element(10, "k1", 0), element(20, "k2", 0), element(30, "k3", 0)));
        assertThat(merges.items()).containsExactly("1,null,k1", "2,false,k2");
        assertThat(merges.elements()).containsExactly("10,k1", "20,k2");

        merges.load(
                items(strategy, List.of(A, GONE), row(1, true, "k1"), row(2, null, "k2"), row(9, true, "k9")),
                lists(element(10, "k1", 0), element(21, "k2", 0)));
        assertThat(merges.items()).containsExactly("2,null,k2");
        assertThat(merges.elements()).containsExactly("21,k2");
    }

    private static MergeSettings skipping() {
        return new MergeSettings(
                Optional.of(MergeStrategy.UPSERT),
                Optional.empty(),
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void rowsThatWouldNotChangeAreLeftAloneButNotTheirLists() {
        merges.load(
                items(skipping(), List.of(A, V), row(1, "x", "k1"), row(2, "y", "k2"), row(3, null, "k3")),
                lists(element(10, "k1", 0)));
        merges.load(
                items(skipping(), List.of(A, V), row(1, "x", "k1"), row(2, null, "k2"), row(3, null, "k3")),
                lists(element(11, "k1", 0)));

        assertThat(loadIds()).containsExactly("1,1.5", "2,2.5", "3,1.5");
        assertThat(merges.elements()).containsExactly("11,k1");
    }

    @Test
    void aVersionColumnAloneSaysWhetherTheyChange() {
        Column version = column("version", DataType.BIGINT, ColumnRole.ROW_VERSION);
        merges.load(items(skipping(), List.of(A, V, version), row(1, "x", 1, "k1"), row(2, "y", 1, "k2")));
        merges.load(items(skipping(), List.of(A, V, version), row(1, "other", 1, "k1"), row(2, "y", 2, "k2")));

        assertThat(merges.items()).containsExactly("1,x,1,k1", "2,y,2,k2");
        assertThat(loadIds()).containsExactly("1,1.5", "2,2.5");
    }

    /** Contract 13, point 10: nor are elements added to lists of keys that are known. */
    @Test
    void insertOnlyInsertsNewKeysThatAreNotMarked() {
        merges.load(
                items(MergeStrategy.INSERT_ONLY, List.of(A, V, GONE), row(1, "x", null, "k1")),
                lists(element(10, "k1", 0)));
        merges.load(
                items(
                        MergeStrategy.INSERT_ONLY,
                        List.of(A, V, GONE),
                        row(1, "other", true, "k1"),
                        row(2, "y", true, "k2"),
                        row(3, "z", false, "k3")),
                lists(element(10, "k1", 0), element(11, "k1", 1), element(20, "k2", 0), element(30, "k3", 0)));

        assertThat(merges.items()).containsExactly("1,x,null,k1", "3,z,false,k3");
        assertThat(merges.elements()).containsExactly("10,k1", "30,k3");
    }

    @Test
    void cdcDeletesWhatTheBatchDoesNotHave() {
        merges.load(
                items(MergeStrategy.CDC, List.of(A, V), row(1, "x", "k1"), row(2, "y", "k2")),
                lists(element(10, "k1", 0), element(20, "k2", 0)));
        merges.load(items(MergeStrategy.CDC, List.of(A, V), row(2, "z", "k2"), row(3, "w", "k3")));
        assertThat(merges.items()).containsExactly("2,z,k2", "3,w,k3");

        merges.load(items(MergeStrategy.CDC, List.of(A, V)));
        assertThat(merges.items()).containsExactly("2,z,k2", "3,w,k3");
    }

    @Test
    void whatIsNestedBelowGoesWithIt() {
        merges.load(
                items(MergeStrategy.CDC, List.of(A), row(1, "k1"), row(2, "k2")),
                lists(element(10, "k1", 0), element(20, "k2", 0)));
        merges.load(items(MergeStrategy.CDC, List.of(A), row(2, "k2")), lists(element(21, "k2", 0)));

        assertThat(merges.elements()).containsExactly("21,k2");
    }

    @Test
    void aMergeKeyLimitsThatToTheValuesInTheBatch() {
        merges.load(items(
                MergeStrategy.CDC,
                List.of(A, DAY),
                row(1, "mon", "k1"),
                row(2, "mon", "k2"),
                row(3, "tue", "k3"),
                row(4, null, "k4")));
        merges.load(items(MergeStrategy.CDC, List.of(A, DAY), row(2, "mon", "k2"), row(9, null, "k9")));

        assertThat(merges.items()).containsExactly("2,mon,k2", "3,tue,k3", "4,null,k4", "9,null,k9");
    }

    @Test
    void aScopeDoesSoInstead() {
        MergeSettings scoped = new MergeSettings(
                Optional.of(MergeStrategy.CDC),
                Optional.empty(),
                Optional.of("day = 'tue'"),
                false,
                false,
                Optional.empty(),
                Optional.empty());
        merges.load(items(
                MergeStrategy.CDC, List.of(A, DAY), row(1, "mon", "k1"), row(2, "tue", "k2"), row(3, "tue", "k3")));
        merges.load(items(scoped, List.of(A, DAY), row(3, "mon", "k3")));

        assertThat(merges.items()).containsExactly("1,mon,k1", "3,mon,k3");
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "CDC", "INSERT_ONLY"})
    void theSourceFilterLeavesNewRowsOut(MergeStrategy strategy) {
        MergeSettings filtered = new MergeSettings(
                Optional.of(strategy),
                Optional.of("v <> 'no'"),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
        merges.load(
                items(filtered, List.of(A, V), row(1, "yes", "k1"), row(2, "no", "k2")),
                lists(element(10, "k1", 0), element(20, "k2", 0)));

        assertThat(merges.items()).containsExactly("1,yes,k1");
        assertThat(merges.elements()).containsExactly("10,k1");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"DELETE_INSERT", "SCD2"})
    void withoutAPrimaryKeyNothingIsLoaded(MergeStrategy strategy) {
        assertThatThrownBy(() -> merges.load(items(strategy, List.of(V), row("x", "r1"))))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageStartingWith("merge strategy " + strategy.word() + " needs a primary key");
        assertThat(merges.rows("SELECT table_name FROM duckdb_tables() WHERE table_name = 'items'"))
                .isEmpty();
    }
}
