package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ContractViolation;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Schema;
import io.wadi.model.SchemaContract;
import io.wadi.model.SchemaContract.Entity;
import io.wadi.model.SchemaContract.Mode;
import io.wadi.testing.TypedPage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a schema contract keeps out, and what it says of it (contract section 7). */
class ContractsTest {
    private static final Tables BEFORE =
            Tables.of(Hints.NONE, "{\"id\":1,\"a\":1,\"kids\":[{\"n\":1,\"subs\":[{\"s\":1}]}]}\n");

    private static SchemaContract contract(Mode tables, Mode columns, Mode type) {
        return new SchemaContract(tables, columns, type);
    }

    private static Hints own(SchemaContract contract) {
        return Hints.NONE.withContracts(Optional.of(contract), Optional.empty());
    }

    private static Tables after(Hints hints, String... lines) {
        return on(BEFORE, hints, 1, lines.length, lines);
    }

    /** @param pages over which the lines are spread */
    private static Tables on(Tables before, Hints hints, int threads, int pages, String... lines) {
        List<Page> made = new ArrayList<>();
        int size = Math.max(1, lines.length / pages);
        for (int from = 0; from < lines.length; from += size) {
            List<String> some = List.of(lines).subList(from, Math.min(lines.length, from + size));
            byte[] bytes = String.join("\n", some).getBytes(StandardCharsets.UTF_8);
            made.add(JsonPage.of(bytes, some.size(), new Origin("file.jsonl", "line", from + 1)));
        }
        return Tables.of(hints, base(before), threads, made);
    }

    private static Schema base(Tables tables) {
        return new Schema("s", tables.rows.keySet().stream().map(tables::table).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":2,\"o\":{\"newKey\":2}} | t | o__new_key | COLUMNS",
                "{\"id\":2,\"kids\":[{\"n\":1,\"x\":2}]} | t__kids | x | COLUMNS",
                "{\"id\":2,\"a\":\"x\"} | t | a__v_text | DATA_TYPE",
                "{\"id\":2,\"kids\":[{\"subs\":[{\"s\":true}]}]} | t__kids__subs | s__v_bool | DATA_TYPE",
                "{\"id\":2,\"tags\":[1]} | t__tags | '' | TABLES"
            })
    void freezeNamesWhatIsNewAndWhere(String line, String table, String column, Entity entity) {
        ContractViolation violation = catchThrowableOfType(
                ContractViolation.class,
                () -> after(own(SchemaContract.all(Mode.FREEZE)), "{\"id\":2}", "{\"id\":3}", line));

        assertThat(violation.table()).isEqualTo(table);
        assertThat(violation.column()).isEqualTo(column);
        assertThat(violation.entity()).isEqualTo(entity);
        assertThat(violation.mode()).isEqualTo(Mode.FREEZE);
        assertThat(violation.explanation().at()).contains("file.jsonl, line 3");
        assertThat(violation.explanation().fix().orElseThrow()).contains("contract.", "evolve");
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatFitsAndWhatIsNothingIsNoViolation(Mode mode) {
        Tables tables = after(
                own(SchemaContract.all(mode)),
                "{\"id\":\"2\",\"a\":3.0,\"new\":null,\"o\":{},\"l\":[],\"p\":{\"q\":null},\"_dlt_x\":1,\"kids\":[{\"n\":9,\"z\":null}]}");

        assertThat(tables.data("t")).containsExactly(Map.of("id", 2L, "a", 3L));
        assertThat(tables.values("t", "_dlt_x")).containsExactly(1L);
        assertThat(tables.data("t__kids")).containsExactly(Map.of("n", 9L));
        assertThat(tables.warnings()).isEmpty();
    }

    @Test
    void aDiscardedRowTakesAllBelowItAlongAndPlacesKeepCounting() {
        Tables tables = after(
                own(contract(Mode.EVOLVE, Mode.DISCARD_ROW, Mode.DISCARD_ROW)),
                "{\"kids\":[{\"n\":3},{\"subs\":[{\"s\":7}],\"new\":1},{\"n\":5,\"subs\":[{\"s\":\"x\"},{\"s\":9}]}],\"id\":2}",
                "{\"kids\":[{\"unheard\":4,\"subs\":[{\"of\":[1]}]}],\"fresh\":[{\"x\":1}],\"id\":3,\"new\":1}",
                "{\"id\":4,\"a\":8.5}",
                "{\"id\":5}");

        assertThat(tables.data("t")).containsExactly(Map.of("id", 2L), Map.of("id", 5L));
        assertThat(tables.data("t__kids")).containsExactly(Map.of("n", 3L), Map.of("n", 5L));
        assertThat(tables.values("t__kids", Column.LIST_INDEX)).containsExactly(0L, 2L);
        assertThat(tables.data("t__kids__subs")).containsExactly(Map.of("s", 9L));
        assertThat(tables.values("t__kids__subs", Column.LIST_INDEX)).containsExactly(1L);
        assertThat(tables.rows).doesNotContainKey("t__fresh");
        assertThat(tables.warnings())
                .containsExactly(
                        "table t: 1 row left out: column a is of another type, and the contract for data_type is discard_row",
                        "table t: 1 row left out: column new would be new, and the contract for columns is discard_row",
                        "table t__kids: 1 row left out: column new would be new, and the contract for columns is discard_row",
                        "table t__kids__subs: 1 row left out: column s is of another type, and the contract for data_type is"
                                + " discard_row");
    }

    @Test
    void aDiscardedValueIsNullAndItsObjectsListsAreAMatterOfTables() {
        Tables tables = after(
                own(contract(Mode.EVOLVE, Mode.DISCARD_VALUE, Mode.DISCARD_VALUE)),
                "{\"id\":2,\"a\":\"x\",\"o\":{\"x\":1,\"p\":{\"l\":[1,2]}}}",
                "{\"id\":3,\"a\":true,\"o\":{\"x\":\"y\"},\"kids\":[{\"only\":1}]}");

        assertThat(tables.data("t")).containsExactly(Map.of("id", 2L), Map.of("id", 3L));
        assertThat(tables.data("t__kids")).containsExactly(Map.of());
        assertThat(tables.data("t__o__p__l")).containsExactly(Map.of("value", 1L), Map.of("value", 2L));
        assertThat(tables.table("t").columns()).isEqualTo(BEFORE.table("t").columns());
        assertThat(tables.warnings())
                .hasSize(3)
                .contains("table t: 2 values left out: column o__x would be new, and the contract for columns is"
                        + " discard_value");
    }

    @ParameterizedTest
    @EnumSource(names = {"DISCARD_ROW", "DISCARD_VALUE"})
    void aTableThatIsNotToBeLosesItsRows(Mode mode) {
        Hints hints = own(contract(mode, Mode.EVOLVE, Mode.EVOLVE));
        Tables tables = after(
                hints,
                "{\"id\":2,\"tags\":[{\"deep\":[1]},2],\"kids\":[{\"n\":1,\"more\":[1]}]}",
                "{\"id\":3,\"tags\":[[]]}");

        assertThat(tables.rows).containsOnlyKeys("t", "t__kids");
        assertThat(tables.data("t")).hasSize(2);
        assertThat(tables.warnings().get(1)).startsWith("table t__tags: 3 rows left out: the table would be new");
        Tables none = Tables.of(hints, "{\"id\":1}\n{\"id\":2}\n");
        assertThat(none.rows).isEmpty();
        assertThat(none.warnings()).singleElement().asString().startsWith("table t: 2 rows left out");
    }

    @Test
    void aNewTablesFirstPackageIsFreeInItsColumnsButNotInTheirTypes() {
        Tables tables = Tables.of(
                own(contract(Mode.EVOLVE, Mode.DISCARD_VALUE, Mode.DISCARD_VALUE)),
                "{\"id\":1}\n{\"id\":2,\"b\":1}\n{\"b\":\"x\",\"c\":1}\n");

        assertThat(tables.data("t")).containsExactly(Map.of("id", 1L), Map.of("id", 2L, "b", 1L), Map.of("c", 1L));
    }

    @Test
    void theResourceGoesBeforeAnEarlierRunAndThatBeforeTheSource() {
        SchemaContract values = contract(Mode.EVOLVE, Mode.DISCARD_VALUE, Mode.EVOLVE);
        Hints bySource = Hints.NONE.withContracts(Optional.empty(), Optional.of(SchemaContract.all(Mode.FREEZE)));
        Tables said = after(own(values), "{\"id\":2,\"x\":1}");
        Tables kept = on(said, bySource, 1, 1, "{\"id\":2,\"x\":1}");
        Tables lifted = on(kept, own(SchemaContract.EVOLVE), 1, 1, "{\"id\":2,\"x\":1}");

        assertThat(said.table("t").contract()).contains(values);
        assertThat(kept.data("t")).containsExactly(Map.of("id", 2L));
        assertThat(lifted.data("t")).containsExactly(Map.of("id", 2L, "x", 1L));
        assertThat(catchThrowableOfType(ContractViolation.class, () -> after(bySource, "{\"x\":1}")))
                .hasMessageContaining("column x");
    }

    @Test
    void aHintedColumnIsNewToo() {
        Hints hints = own(contract(Mode.EVOLVE, Mode.FREEZE, Mode.EVOLVE))
                .withColumns(Map.of(
                        "x",
                        new ColumnHint(
                                Optional.of(DataType.BIGINT),
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty())));

        assertThat(catchThrowableOfType(ContractViolation.class, () -> after(hints, "{\"id\":2}"))
                        .column())
                .isEqualTo("x");
    }

    /** What is left out depends on the records alone. */
    @ParameterizedTest
    @CsvSource({"1, 3", "4, 1", "4, 60", "4, 300"})
    void pagesAndThreadsMakeNoDifference(int threads, int pages) {
        Hints hints = own(contract(Mode.DISCARD_ROW, Mode.DISCARD_ROW, Mode.DISCARD_VALUE));
        String[] lines = new String[300];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "{\"kids\":[{\"n\":" + (i % 5 == 0 ? "\"x\"" : i) + (i % 7 == 0 ? ",\"new\":1" : "")
                    + ",\"subs\":[{\"s\":1},{\"s\":2,\"v\":" + (i % 3 == 0 ? "null" : "3") + "}]}]"
                    + (i % 11 == 0 ? ",\"gone\":1" : "") + (i % 13 == 0 ? ",\"tags\":[1,2]" : "") + ",\"id\":" + i
                    + "}";
        }
        Tables one = on(BEFORE, hints, 1, 1, lines);
        Tables many = on(BEFORE, hints, threads, pages, lines);

        assertThat(many.rows).isEqualTo(one.rows);
        assertThat(many.warnings()).isEqualTo(one.warnings()).hasSize(5);
    }

    @Test
    void typedColumnsObeyAsWell() {
        Page page = TypedPage.at(1)
                .with("id", DataType.BIGINT, 1, 2, 3, 4)
                .with("a", DataType.TEXT, "7", "x", null, "8")
                .with("new", DataType.BIGINT, null, null, null, 5)
                .page();
        Tables values = Tables.of(
                own(contract(Mode.FREEZE, Mode.DISCARD_VALUE, Mode.DISCARD_VALUE)), base(BEFORE), 1, List.of(page));
        Tables rows = Tables.of(
                own(contract(Mode.FREEZE, Mode.DISCARD_ROW, Mode.DISCARD_ROW)), base(BEFORE), 1, List.of(page));
        Tables all = Tables.of(Hints.NONE, base(BEFORE), 1, List.of(page));

        assertThat(values.data("t"))
                .containsExactly(
                        Map.of("id", 1L, "a", 7L), Map.of("id", 2L), Map.of("id", 3L), Map.of("id", 4L, "a", 8L));
        assertThat(rows.data("t")).containsExactly(Map.of("id", 1L, "a", 7L), Map.of("id", 3L));
        assertThat(rows.values("t", Column.ROW_ID))
                .containsExactly(
                        all.values("t", Column.ROW_ID).get(0),
                        all.values("t", Column.ROW_ID).get(2));
        assertThat(rows.warnings()).hasSize(2).isNotEqualTo(values.warnings());
        ContractViolation violation = catchThrowableOfType(
                ContractViolation.class,
                () -> Tables.of(own(contract(Mode.EVOLVE, Mode.EVOLVE, Mode.FREEZE)), base(BEFORE), 1, List.of(page)));
        assertThat(violation.column()).isEqualTo("a__v_text");
        assertThat(violation.explanation().at().orElseThrow()).endsWith("2");
    }
}
