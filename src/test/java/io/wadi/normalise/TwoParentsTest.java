package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Origin;
import io.wadi.model.Schema;
import io.wadi.model.Writing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that stand in several places and fill one table. */
class TwoParentsTest {
    private static final String BY_OBJECT = "{\"a\":{\"l\":[1]}}\n";
    private static final String BY_LIST = "{\"a\":[{\"x\":0},{\"l\":[2]}]}\n";
    private static final Hints MERGE =
            Hints.NONE.with(Writing.merge(MergeStrategy.DELETE_INSERT)).withKeys(List.of(), List.of());

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachRowIsTiedToTheRowThatHoldsIt(boolean onePage) {
        Tables tables =
                onePage ? Tables.of(MERGE, BY_OBJECT + BY_LIST) : Tables.of(MERGE, BY_OBJECT, BY_LIST, BY_OBJECT);

        assertThat(tables.table("t__a__l").parent()).contains("t");
        assertLinked(tables, "t__a__l", 0, tables.rows.get("t").get(0), 0, 0);
        assertLinked(tables, "t__a__l", 1, tables.rows.get("t__a").get(1), 0, 1);
    }

    @Test
    void theFirstParentStaysThatOfTheTable() {
        Tables first = Tables.of(MERGE, BY_LIST + BY_OBJECT);
        assertThat(first.table("t__a__l").parent()).contains("t__a");
        assertLinked(first, "t__a__l", 0, first.rows.get("t__a").get(1), 0, 0);
        assertLinked(first, "t__a__l", 1, first.rows.get("t").get(1), 0, 1);

        Schema base = new Schema("s", List.of(first.table("t"), first.table("t__a"), first.table("t__a__l")));
        Tables later = Tables.of(MERGE, base, 1, pages(BY_OBJECT));
        assertThat(later.table("t__a__l").parent()).contains("t__a");
        assertLinked(later, "t__a__l", 0, later.rows.get("t").get(0), 0, 0);
    }

    @Test
    void rowsMayBeginBeforeThoseOfATableThatHoldsOthersOfThem() {
        Tables tables = Tables.of(MERGE, "{\"a__l\":[1],\"a\":[{\"l\":[2,3]}]}\n");

        assertLinked(tables, "t__a__l", 0, tables.rows.get("t").get(0), 0, 0);
        assertLinked(tables, "t__a__l", 1, tables.rows.get("t__a").get(0), 0, 0);
        assertLinked(tables, "t__a__l", 2, tables.rows.get("t__a").get(0), 1, 0);
    }

    /** Two places, though one column's name: dlt keeps both lists. */
    @Test
    void aListUnderOneKeyDoesNotReplaceThatUnderTwo() {
        Tables tables = Tables.of(Hints.NONE, "{\"a__l\":[1],\"a\":{\"l\":[2,3]}}\n");

        assertThat(tables.values("t__a__l", "value")).containsExactly(1L, 2L, 3L);
        assertThat(tables.warnings()).isEmpty();
    }

    @Test
    void howDeepARowOpensDependsOnTheRowThatHoldsIt() {
        Hints two = Hints.NONE.withMaxNesting(OptionalInt.of(2));
        String under = "{\"a\":{\"l\":[{\"o\":{\"p\":1}}]}}\n";
        String deep = "{\"a\":[{\"l\":[{\"o\":{\"p\":2}}]}]}\n";

        Tables tables = Tables.of(two, under, deep, under);
        assertThat(tables.data("t__a__l"))
                .extracting(row -> row.toString())
                // Once the column is there as json, it is for all rows.
                .containsExactly("{o__p=1}", "{o={\"p\":2}}", "{o={\"p\":1}}");
    }

    /** Pages that were shredded before it was known that a column holds json are not true any more. */
    @Test
    void thatIsTheSameWithMoreThreads() {
        Hints two = Hints.NONE.withMaxNesting(OptionalInt.of(2));
        String under = "{\"a\":{\"l\":[{\"o\":{\"p\":1}}]}}\n";
        String deep = "{\"a\":[{\"l\":[{\"o\":{\"p\":2}}]}]}\n";

        List<JsonPage> all = pages(under, under, deep, under, under, under);
        assertThat(Tables.of(two, Schema.empty("s"), 3, all).rows)
                .isEqualTo(Tables.of(two, Schema.empty("s"), 1, all).rows);
    }

    private static List<JsonPage> pages(String... lines) {
        List<JsonPage> pages = new ArrayList<>();
        for (String line : lines) {
            pages.add(JsonPage.of(
                    line.getBytes(StandardCharsets.UTF_8), 1, new Origin("file.jsonl", "line", pages.size() + 1)));
        }
        return pages;
    }

    private static void assertLinked(
            Tables tables, String table, int row, Map<String, Object> parent, long index, int root) {
        byte[] parentId = String.valueOf(parent.get(Column.ROW_ID)).getBytes(StandardCharsets.US_ASCII);
        byte[] id = new byte[RowIds.LENGTH];
        new RowIds().nested(parentId, 0, parentId.length, table.getBytes(StandardCharsets.US_ASCII), index, id, 0);
        assertThat(tables.rows.get(table).get(row))
                .containsEntry(
                        Column.PARENT_ID,
                        Optional.ofNullable(parent.get(Column.ROW_ID)).orElseThrow())
                .containsEntry(Column.LIST_INDEX, index)
                .containsEntry(Column.ROW_ID, new String(id, StandardCharsets.US_ASCII))
                .containsEntry(Column.ROOT_ID, tables.values("t", Column.ROW_ID).get(root));
    }
}
