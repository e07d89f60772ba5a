package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.DataType;
import io.wadi.model.KeySet;
import io.wadi.model.LoadJob;
import io.wadi.model.MergeSettings;
import io.wadi.model.MergeStrategy;
import io.wadi.model.TerminalFailure;
import io.wadi.model.UnusableMerge;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a merged table whose keys the source no longer has, package by package. */
public class AbsentRowsTest {
    private static final List<Column> KEY = List.of(
            column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("b", DataType.TEXT, ColumnRole.PRIMARY_KEY));

    @TempDir
    private Path directory;

    private MergedItems merges;

    @BeforeEach
    void fourRows() {
        merges = open(directory);
        merges.load(
                Merges.items(
                        MergeSettings.NONE,
                        KEY,
                        row(1, "x", "r1"),
                        row(1, "y", "r2"),
                        row(2, "x", "r3"),
                        row(2, "y", "r4")),
                lists(element(10, "r1", 0), element(11, "r1", 1), element(20, "r2", 0), element(40, "r4", 0)));
    }

    /** A destination that is empty. */
    protected MergedItems open(Path folder) {
        return new Merges(folder.resolve("shop.duckdb"));
    }

    private static LoadJob keeping(LoadJob job, int most, Object[]... keys) {
        return new LoadJob(
                job.table(),
                job.disposition(),
                job.parts(),
                Optional.of(new KeySet(KEY, keys.length == 0 ? List.of() : List.of(MemoryPart.of(KEY, keys)), most)));
    }

    private static LoadJob nothing(MergeStrategy strategy) {
        return Merges.items(strategy, KEY);
    }

    @Test
    void whatIsNestedBelowGoesWithThem() {
        merges.load(
                keeping(
                        Merges.items(MergeSettings.NONE, KEY, row(3, "z", "s1")),
                        50,
                        row(1, "x"),
                        row(2, "x"),
                        row(3, "z"),
                        row(4, "never loaded")),
                lists(element(30, "s1", 0)));

        assertThat(merges.items()).containsExactly("1,x,r1", "2,x,r3", "3,z,s1");
        assertThat(merges.elements()).containsExactly("10,r1", "11,r1", "30,s1");
    }

    @Test
    void withoutNewRowsTooAndUnderUpsert() {
        merges.load(keeping(nothing(MergeStrategy.UPSERT), 50, row(1, "x"), row(1, "y"), row(2, "x")), lists());

        assertThat(merges.items()).containsExactly("1,x,r1", "1,y,r2", "2,x,r3");
        assertThat(merges.elements()).containsExactly("10,r1", "11,r1", "20,r2");
    }

    @Test
    void oneWithoutAKeyStays() {
        merges.load(Merges.items(MergeSettings.NONE, KEY, row(null, "x", "r5")));
        merges.load(keeping(nothing(MergeStrategy.DELETE_INSERT), 50, row(1, "x"), row(1, "y"), row(2, "x")));

        assertThat(merges.items()).containsExactly("1,x,r1", "1,y,r2", "2,x,r3", "null,x,r5");
    }

    @Test
    void aSourceThatGivesNoKeyEndsTheLoad() {
        assertThatThrownBy(() -> merges.load(keeping(nothing(MergeStrategy.UPSERT), 50)))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("gave no key");
        assertThat(merges.items()).hasSize(4);
    }

    @Test
    void asManyAsMayGoDoAndOneMoreEndsTheLoad() {
        assertThatThrownBy(() -> merges.load(keeping(
                        Merges.items(MergeSettings.NONE, KEY, row(1, "x", "s1")), 49, row(1, "x"), row(2, "x"))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("2 of 4 rows");
        assertThat(merges.items()).as("nothing was loaded").contains("1,x,r1").hasSize(4);
    }

    @Test
    void aStrategyThatKeepsThemIsRefused() {
        assertThatThrownBy(() -> merges.load(keeping(nothing(MergeStrategy.INSERT_ONLY), 50, row(1, "x"))))
                .isInstanceOf(UnusableMerge.class)
                .hasMessageContaining("insert-only");
    }
}
