package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Merges.column;
import static io.wadi.load.duckdb.Merges.element;
import static io.wadi.load.duckdb.Merges.lists;
import static io.wadi.load.duckdb.Merges.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Column;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.LoadJob;
import io.wadi.model.MergeSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rows take part in a delete-insert, and which it deletes, by conditions (contract 4.3). */
class MergeConditionsTest {
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

    private static MergeSettings filtered(String sourceFilter) {
        return new MergeSettings(
                Optional.empty(),
                Optional.of(sourceFilter),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    private static MergeSettings scoped(String destinationScope) {
        return new MergeSettings(
                Optional.empty(),
                Optional.empty(),
                Optional.of(destinationScope),
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void theSourceFilterLeavesNewRowsOutWithWhatIsNestedBelowThem() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("v", DataType.BIGINT));
        merges.load(
                merge(columns, row(1, 1, "r1"), row(2, 2, "r2"), row(3, 3, "r3")),
                lists(element(10, "r1", 0), element(20, "r2", 0)));
        merges.load(
                Merges.items(
                        filtered("v > 10 -- {{}}"),
                        columns,
                        row(1, 11, "s1"),
                        row(2, 5, "s2"),
                        row(3, null, "s3"),
                        row(4, 40, "s4")),
                lists(element(11, "s1", 0), element(22, "s2", 0), element(44, "s4", 0)));

        assertThat(merges.items()).containsExactly("1,11,s1", "2,2,r2", "3,3,r3", "4,40,s4");
        assertThat(merges.elements()).containsExactly("11,s1", "20,r2", "44,s4");
    }

    @Test
    void theDestinationScopeSaysInPlaceOfTheKeysWhatGoes() {
        List<Column> columns =
                List.of(column("a", DataType.BIGINT, ColumnRole.PRIMARY_KEY), column("g", DataType.TEXT));
        merges.load(
                merge(columns, row(1, "x", "r1"), row(2, "y", "r2"), row(3, "x", "r3")),
                lists(element(10, "r1", 0), element(20, "r2", 0)));
        merges.load(
                Merges.items(scoped("{table}.g IN (SELECT n.g FROM {staging_table} n)"), columns, row(2, "x", "s2")),
                lists(element(22, "s2", 0)));

        assertThat(merges.items()).containsExactly("2,x,s2", "2,y,r2");
        assertThat(merges.elements()).containsExactly("20,r2", "22,s2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g = '{tabel}'", "g = '{'", "nothing_like_it > 1", "g = 'x' AND"})
    void aConditionThatIsNoneEndsTheLoadInWords(String scope) {
        List<Column> columns = List.of(column("g", DataType.TEXT));
        LoadJob job = Merges.items(scoped(scope), columns, row("x", "r1"));

        assertThatThrownBy(() -> merges.load(job))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("the destination scope of merges into table items")
                .hasMessageContaining(scope);
        assertThat(merges.rows("SELECT table_name FROM duckdb_tables() WHERE table_name = 'items'"))
                .isEmpty();
    }

    @Test
    void aBatchWithoutRowsDeletesNothing() {
        List<Column> columns = List.of(column("g", DataType.TEXT));
        merges.load(merge(columns, row("x", "r1")));
        merges.load(Merges.items(scoped("TRUE"), columns));

        assertThat(merges.items()).containsExactly("x,r1");
    }
}
