package io.wadi.normalise;

import static io.wadi.testing.TypedPage.wide;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Schema;
import io.wadi.model.SchemaContract;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import io.wadi.testing.TypedPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of typed columns become tables by the rules of contract 3 and 10. */
class ColumnShredderTest {
    @Test
    void columnsComeFirstInTheSourcesOrderEvenWithoutAValue() {
        Tables tables = tables(TypedPage.at(1)
                .with(Column.required("Id", DataType.BIGINT), 1, 2)
                .with("shippedOn", DataType.DATE, null, null)
                .with(wide("amount", DataType.DECIMAL, 10, 2), "1.50", null)
                .with("note", DataType.TEXT, "2024-01-01T00:00:00Z", "é"));

        assertThat(tables.columns("t"))
                .containsExactly(
                        "id bigint",
                        "shipped_on date",
                        "amount decimal",
                        "note text",
                        "_dlt_load_id text",
                        "_dlt_id text");
        assertThat(tables.table("t").columns().get(0).nullable()).isFalse();
        assertThat(tables.table("t").columns().get(2)).isEqualTo(wide("amount", DataType.DECIMAL, 10, 2));
        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("id", 1L, "amount", "1.50", "note", "2024-01-01T00:00:00Z"),
                        Map.of("id", 2L, "note", "é"));
    }

    @Test
    void anEmptyPageAsksForItsTable() {
        Tables tables = tables(TypedPage.at(1).with("id", DataType.BIGINT));

        assertThat(tables.rows).isEmpty();
        assertThat(tables.columns("t")).containsExactly("id bigint", "_dlt_load_id text", "_dlt_id text");
        assertThat(tables.table("t").seenData()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(SchemaContract.Mode.class)
    void theFirstColumnsOfATableComeWhateverItsContractSays(SchemaContract.Mode mode) {
        Hints hints = Hints.NONE.withContracts(
                Optional.of(new SchemaContract(SchemaContract.Mode.EVOLVE, mode, mode)), Optional.empty());
        List<Page> pages = List.of(TypedPage.at(1)
                .with("id", DataType.BIGINT, 1)
                .with("name", DataType.TEXT, "a")
                .page());

        assertThat(Tables.of(hints, Schema.empty("s"), 1, pages).data("t"))
                .containsExactly(Map.of("id", 1L, "name", "a"));
    }

    @Test
    void rowIdsAreThoseOfTheSameRecordsInJson() {
        String lines = "{\"a\":1}\n{\"a\":2}\n{\"a\":3}\n";
        Tables json = Tables.of(Hints.NONE, lines);
        Tables typed = tables(
                TypedPage.at(1).with("a", DataType.BIGINT, 1, 2),
                TypedPage.at(3).with("a", DataType.BIGINT, 3));

        assertThat(typed.rows).isEqualTo(json.rows);
        assertThat(typed.columns("t")).isEqualTo(json.columns("t"));
    }

    @Test
    void aColumnOfAnotherTypeTakesWhatFitsAndTheRestIsAVariant() {
        Tables tables = tables(
                TypedPage.at(1).with("a", DataType.BIGINT, 1),
                TypedPage.at(2).with("a", DataType.TEXT, " 2 ", "x", null, "2024-01-01T00:00:00Z"),
                TypedPage.at(6).with("a", DataType.BOOL, 1).with("b", DataType.DATE, 19_000));

        assertThat(tables.columns("t"))
                .containsExactly(
                        "a bigint", "_dlt_load_id text", "_dlt_id text", "a__v_text text", "b date", "a__v_bool bool");
        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("a", 1L),
                        Map.of("a", 2L),
                        Map.of("a__v_text", "x"),
                        Map.of(),
                        Map.of("a__v_text", "2024-01-01T00:00:00Z"),
                        Map.of("a__v_bool", true, "b", 19_000L));
    }

    @Test
    void hintsGoBeforeTheSource() {
        Hints hints = Hints.NONE
                .with(Writing.of(WriteDisposition.APPEND))
                .withKeys(List.of("B"), List.of())
                .withColumns(Map.of(
                        "a",
                        new ColumnHint(
                                Optional.of(DataType.TEXT),
                                Optional.of(false),
                                OptionalInt.empty(),
                                OptionalInt.empty())));
        Column key = new Column("a", DataType.DECIMAL, true, OptionalInt.of(5), OptionalInt.of(2), true);
        Tables tables = Tables.of(
                hints,
                Schema.empty("s"),
                1,
                List.of(TypedPage.at(1)
                        .with(key, "1.50")
                        .with("b", DataType.BIGINT, 1)
                        .page()));

        assertThat(tables.table("t").columns().subList(0, 2))
                .containsExactly(
                        Column.required("a", DataType.TEXT),
                        new Column("b", DataType.BIGINT, false, OptionalInt.empty(), OptionalInt.empty(), true));
        assertThat(tables.values("t", "a")).containsExactly("1.50");
    }

    @Test
    void thePrimaryKeyOfTheSourceIsTheTablesUnlessAnotherIsNamed() {
        Column key = new Column("id", DataType.BIGINT, false, OptionalInt.empty(), OptionalInt.empty(), true);

        assertThat(tables(TypedPage.at(1).with(key, 7)).table("t").columns()).contains(key);
    }

    @Test
    void decimalsAreLookedAtWhereTheColumnIsNarrower() {
        Tables tables = tables(
                TypedPage.at(1).with(wide("a", DataType.DECIMAL, 4, 2), "1.50"),
                TypedPage.at(2).with("a", DataType.DECIMAL, "2.345", "123.4"));

        assertThat(tables.data("t"))
                .containsExactly(Map.of("a", "1.50"), Map.of("a", "2.35"), Map.of("a__v_decimal", "123.400000000"));
    }

    @Test
    void jsonStaysWholeAndItsNullIsNone() {
        Tables tables = tables(TypedPage.at(1).with("j", DataType.JSON, "{\"a\":[1]}", "null", "[]"));

        assertThat(tables.data("t")).containsExactly(Map.of("j", "{\"a\":[1]}"), Map.of(), Map.of("j", "[]"));
        assertThat(tables.rows).containsOnlyKeys("t");
    }

    @Test
    void whatIsNoNumberStaysInAColumnOfDoubles() {
        Tables tables = tables(TypedPage.at(1).with("a", DataType.DOUBLE, 1.5, Double.NaN, Double.NEGATIVE_INFINITY));

        assertThat(tables.data("t"))
                .containsExactly(Map.of("a", 1.5), Map.of("a", Double.NaN), Map.of("a", Double.NEGATIVE_INFINITY));
    }

    @Test
    void ofColumnsThatShareANameTheLastWinsAndTheUserIsTold() {
        Tables tables =
                tables(TypedPage.at(1).with("userId", DataType.BIGINT, 1, 2).with("user_id", DataType.BIGINT, 3, null));

        assertThat(tables.data("t")).containsExactly(Map.of("user_id", 3L), Map.of());
        assertThat(tables.warnings()).singleElement().asString().contains("userId, user_id", "t.user_id");
    }

    @Test
    void anIdThatTheSourceGivesIsKeptAndALoadIdIsNot() {
        Tables tables = tables(TypedPage.at(1)
                .with("_dlt_id", DataType.TEXT, "own", null)
                .with("_dlt_load_id", DataType.BIGINT, 1, 2)
                .with("a", DataType.BIGINT, 1, 2));

        assertThat(tables.columns("t")).containsExactly("_dlt_id text", "a bigint", "_dlt_load_id text");
        assertThat(tables.values("t", "_dlt_id")).hasSize(2).startsWith("own");
    }

    @Test
    void aNullWhereThereMayBeNoneNamesItsRow() {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class,
                () -> tables(TypedPage.at(5).with(Column.required("a", DataType.BIGINT), 1, null)));

        assertThat(failure).hasMessageContaining("t.a").hasMessageContaining("not nullable");
        assertThat(failure.explanation().at()).contains("table t, row 6");
    }

    @Test
    void jsonAndTypedPagesFeedOneTableInTheirOrder() {
        List<Page> pages = List.of(
                json("{\"a\":1,\"n\":[{\"x\":1}]}"),
                TypedPage.at(2)
                        .with("b", DataType.TEXT, "y")
                        .with("a", DataType.BIGINT, 2)
                        .page(),
                json("{\"a\":3,\"b\":\"z\"}"));

        for (int threads : new int[] {1, 4}) {
            Tables tables = Tables.of(Hints.NONE, Schema.empty("s"), threads, pages);
            assertThat(tables.columns("t")).containsExactly("a bigint", "_dlt_load_id text", "_dlt_id text", "b text");
            assertThat(tables.data("t"))
                    .containsExactly(Map.of("a", 1L), Map.of("a", 2L, "b", "y"), Map.of("a", 3L, "b", "z"));
            assertThat(tables.values("t", "_dlt_id")).doesNotHaveDuplicates();
        }
    }

    @Test
    void pagesMakeNoDifference() {
        TypedPage whole = TypedPage.at(1).with("a", DataType.TEXT).with("b", DataType.BIGINT);
        Object[] texts = new Object[50_000];
        Object[] numbers = new Object[50_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = i % 7 == 0 ? null : "text " + i;
            numbers[i] = i;
        }
        ColumnPage all = TypedPage.at(1)
                .with("a", DataType.TEXT, texts)
                .with("b", DataType.BIGINT, numbers)
                .page();
        Tables once = Tables.of(Hints.NONE, Schema.empty("s"), 1, List.of(all));
        Tables cut = Tables.of(
                Hints.NONE,
                Schema.empty("s"),
                2,
                List.of(whole.page(), all.slice(0, 1), all.slice(1, 20_481), all.slice(20_481, 50_000)));

        assertThat(cut.rows.get("t")).hasSize(50_000).isEqualTo(once.rows.get("t"));
    }

    private static Page json(String line) {
        return JsonPage.of(line.getBytes(StandardCharsets.UTF_8), 1, new Origin("f", "line", 1));
    }

    private static Tables tables(TypedPage... pages) {
        return Tables.of(
                Hints.NONE,
                Schema.empty("s"),
                1,
                List.of(pages).stream().map(TypedPage::page).toList());
    }
}
