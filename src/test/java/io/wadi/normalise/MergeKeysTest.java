package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the stations before the load prepare for a merge: keys, their roles, and root ids in nested rows. */
class MergeKeysTest {
    private static final String NESTED = "{\"id\":1,\"a\":[{\"b\":[1]}]}\n";
    private static final ColumnHint NULLABLE =
            new ColumnHint(Optional.empty(), Optional.of(true), OptionalInt.empty(), OptionalInt.empty());

    private static Hints hints(
            WriteDisposition disposition, List<String> primary, List<String> merge, Map<String, ColumnHint> columns) {
        return Hints.NONE.with(Writing.of(disposition)).withKeys(primary, merge).withColumns(columns);
    }

    private static Hints merge(String... key) {
        return hints(WriteDisposition.MERGE, List.of(key), List.of(), Map.of());
    }

    private static Tables on(Tables before, Hints hints, String lines) {
        Schema base =
                new Schema("s", before.rows.keySet().stream().map(before::table).toList());
        int records = (int) lines.lines().count();
        JsonPage page =
                JsonPage.of(lines.getBytes(StandardCharsets.UTF_8), records, new Origin("file.jsonl", "line", 1));
        return Tables.of(hints, base, 1, List.of(page));
    }

    private static Set<ColumnRole> roles(Tables tables, String column) {
        return tables.table("t").columns().stream()
                .filter(c -> c.name().equals(column))
                .findFirst()
                .orElseThrow()
                .roles();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"v\":1}", "{\"orderId\":null,\"v\":1}", "{\"orderId\":\"none\",\"v\":1}", "[{}]", "7"})
    void aRecordWithoutItsKeyIsNamed(String broken) {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class,
                () -> Tables.of(merge("orderId"), "{\"orderId\":1,\"v\":1}\n", "{\"orderId\":2}\n" + broken + "\n"));

        assertThat(failure).hasMessageContaining("order_id");
        assertThat(failure.explanation().at()).contains("file.jsonl, line 3");
        assertThat(failure.explanation().fix().orElseThrow()).contains("column.order_id.nullable: true");
    }

    @Test
    void soIsTheVeryFirst() {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class, () -> Tables.of(merge("a", "b"), "{\"a\":1}\n{\"a\":1,\"b\":2}\n"));

        assertThat(failure).hasMessageContaining("no value for b");
        assertThat(failure.explanation().at()).contains("file.jsonl, line 1");
    }

    @Test
    void soIsOneWhoseColumnIsNullableFromBefore() {
        Tables before = Tables.of(Hints.NONE, "{\"id\":1}\n{\"id\":null}\n");

        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class, () -> on(before, merge("id"), "{\"id\":2}\n{\"id\":null}\n"));

        assertThat(failure.explanation().at()).contains("file.jsonl, line 2");
    }

    @Test
    void aKeyThatIsSaidToBeNullableMayBeMissing() {
        Hints hints = hints(WriteDisposition.MERGE, List.of("id"), List.of(), Map.of("id", NULLABLE));

        assertThat(Tables.of(hints, "{\"id\":1}\n{\"v\":1}\n{\"id\":null}\n")
                        .rows
                        .get("t"))
                .hasSize(3);
    }

    @Test
    void rolesAreKeptUntilTheyAreDeclaredAnew() {
        ColumnHint sorted = ColumnHint.NONE.with(Set.of(ColumnRole.DEDUP_DESC));
        Tables first = Tables.of(
                hints(WriteDisposition.MERGE, List.of("id"), List.of("day"), Map.of("lsn", sorted)),
                "{\"id\":1,\"day\":1,\"lsn\":1}\n");
        ColumnHint other = ColumnHint.NONE.with(Set.of(ColumnRole.DEDUP_ASC));
        Tables second = on(
                first,
                hints(WriteDisposition.MERGE, List.of("day"), List.of(), Map.of("id", other)),
                "{\"id\":1,\"day\":1,\"lsn\":1}\n");

        assertThat(roles(first, "id")).containsExactly(ColumnRole.PRIMARY_KEY);
        assertThat(roles(first, "lsn")).containsExactly(ColumnRole.DEDUP_DESC);
        assertThat(roles(second, "id")).containsExactly(ColumnRole.DEDUP_ASC);
        assertThat(roles(second, "day")).containsExactlyInAnyOrder(ColumnRole.PRIMARY_KEY, ColumnRole.MERGE_KEY);
        assertThat(roles(second, "lsn")).isEmpty();
    }

    @Test
    void nestedRowsOfAMergeKnowTheirRoot() {
        Tables tables = Tables.of(merge("id"), NESTED);

        assertThat(tables.values("t__a__b", Column.ROOT_ID)).isEqualTo(tables.values("t", Column.ROW_ID));
        assertThat(Tables.of(Hints.NONE, NESTED).columns("t__a__b")).doesNotContain("_dlt_root_id text");
    }

    /** Contract 2.1, c. */
    @Test
    void whatOnceKeptRootIdsGoesOnDoingSo() {
        Tables appended = on(Tables.of(merge("id"), NESTED), Hints.NONE, "{\"id\":2,\"a\":[{\"b\":[1]}],\"c\":[1]}\n");

        for (String table : List.of("t__a", "t__a__b", "t__c")) {
            assertThat(appended.values(table, Column.ROOT_ID)).isEqualTo(appended.values("t", Column.ROW_ID));
        }
    }

    @Test
    void tablesFromBeforeTheMergeGetTheColumnWhetherTheyGetRowsOrNot() {
        Tables before = Tables.of(Hints.NONE, NESTED);
        Tables after = on(before, merge("id"), "{\"id\":1,\"a\":[{}]}\n");

        assertThat(after.values("t__a", Column.ROOT_ID)).isEqualTo(after.values("t", Column.ROW_ID));
        Table unvisited = after.table("t__a__b");
        assertThat(unvisited.columns().get(unvisited.columns().size() - 1).name())
                .isEqualTo(Column.ROOT_ID);
    }

    @Test
    void rowsThatReplaceNoneAreTold() {
        assertThat(Tables.of(merge(), NESTED).warnings())
                .singleElement()
                .asString()
                .contains("table t ", "neither primaryKey nor mergeKey");
        assertThat(Tables.of(merge("id"), NESTED).warnings()).isEmpty();
        assertThat(Tables.of(hints(WriteDisposition.MERGE, List.of(), List.of("id"), Map.of()), NESTED)
                        .warnings())
                .isEmpty();
        assertThat(Tables.of(hints(WriteDisposition.APPEND, List.of(), List.of(), Map.of()), NESTED)
                        .warnings())
                .isEmpty();
    }
}
