package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.Hints;
import io.wadi.model.TerminalFailure;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are valid, and strange. */
class OddRecordsTest {
    private static final String SYSTEM = "_dlt_load_id text";

    @Test
    void numbersNoDoubleHoldsAreNullAndTellNoType() {
        Tables tables = Tables.of(Hints.NONE, """
                {"id":1,"x":1e400}
                {"id":2,"x":-1e400,"_dlt_id":1e999}
                {"id":3,"x":"text"}
                {"id":4,"x":1e400}
                {"id":1e400,"x":null}
                """);

        assertThat(tables.columns("t")).containsExactly("id bigint", SYSTEM, "_dlt_id text", "x text");
        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("id", 1L), Map.of("id", 2L), Map.of("id", 3L, "x", "text"), Map.of("id", 4L), Map.of());
        assertThat(tables.values("t", "_dlt_id")).doesNotHaveDuplicates().hasSize(5);
    }

    @Test
    void numbersThatNoDoubleHoldsStayNullBesideACollision() {
        Tables tables = Tables.of(Hints.NONE, """
                {"userId":1,"user_id":2,"x":1e400,"z":-0.0}
                {"userId":1,"user_id":2,"x":1e400,"z":-0.0}
                """);

        assertThat(tables.data("t")).allSatisfy(row -> assertThat(row).containsOnlyKeys("user_id", "z"));
    }

    @Test
    void aThirdSpellingOfAKeyMayComeBesideTheFirst() {
        Tables tables = Tables.of(Hints.NONE, """
                {"aB":null,"l":[{"aB":[]}]}
                {"a_b":null,"l":[{"a_b":[]}]}
                {"aB":1,"a-b":2,"l":[{"aB":[1],"a-b":[2]}]}
                """);

        assertThat(tables.values("t", "a_b")).containsExactly(2L);
        assertThat(tables.values("t__l__a_b", "value")).containsExactly(2L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'\\ud800':1}", "{'x':1,'a\\ud83d':null}", "{'a':{'\\udc00x':[]}}", "{'l':[{'\\ud800':1}]}"})
    void aKeyThatIsHalfACharacterIsRefusedWithItsLine(String record) {
        assertThatThrownBy(() -> Tables.of(Hints.NONE, "{\"a\":1}\n" + record.replace('\'', '"') + "\n"))
                .isInstanceOfSatisfying(
                        TerminalFailure.class,
                        refused -> assertThat(refused.explanation().toString())
                                .contains("a key holds half a surrogate pair")
                                .contains("file.jsonl, line 2"));
    }

    @Test
    void aKeyMayBeCalledLikeAVariantOfAnother() {
        Tables tables = Tables.of(Hints.NONE, """
                {"a":true}
                {"a":"x","a__v_text":"own"}
                {"a__v_text":"own","a":"x"}
                {"a":"x","a__v_text":null}
                {"a__v_text":null,"a":"x"}
                """);

        assertThat(tables.values("t", "a__v_text")).containsExactly("own", "x", "x", "x");
    }

    @Test
    void minusZeroAndLargeIntegersKeepTheirValue() {
        Tables tables = Tables.of(Hints.NONE, """
                {"d":-0.0,"i":-0,"w":1000000000000000000000000000000}
                {"d":0,"i":9223372036854775807,"w":5}
                {"d":1e22,"i":9223372036854775808,"w":-99999999999999999999999999999999999999}
                {"t":123456789012345678901234567890123456789}
                """);

        assertThat(tables.columns("t"))
                .containsExactly("d double", "i bigint", "w wei", SYSTEM, "_dlt_id text", "i__v_bigint wei", "t text");
        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("d", -0.0, "i", 0L, "w", "1000000000000000000000000000000"),
                        Map.of("d", 0.0, "i", Long.MAX_VALUE, "w", "5"),
                        Map.of(
                                "d", 1e22,
                                "i__v_bigint", "9223372036854775808",
                                "w", "-99999999999999999999999999999999999999"),
                        Map.of("t", "123456789012345678901234567890123456789"));
    }

    /** As Python reads JSON, and dlt with it: the last of them counts, and nothing of the others. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'a':1,'a':2}",
                "{'a':null,'a':2}",
                "{'a':'text','a':2}",
                "{'a':{'b':1},'a':2}",
                "{'a':[1,2],'a':2}",
                "{'a':{'b':{'c':1}},'a':2}",
            })
    void ofAKeyThatComesTwiceTheLastCounts(String record) {
        String line = record.replace('\'', '"') + "\n";
        Tables tables = Tables.of(Hints.NONE, line + line, line);

        assertThat(tables.data("t")).containsOnly(Map.of("a", 2L)).hasSize(3);
        assertThat(tables.rows).containsOnlyKeys("t");
    }

    @Test
    void ofAnObjectOrListThatComesTwiceTheLastCounts() {
        String lines = """
                {"o":{"b":1},"o":{"c":2},"l":[1,2],"l":[3]}
                {"o":{"b":1,"c":1}}
                {"o":{"b":1},"o":{"c":2},"l":[1,2],"l":[3]}
                """;
        Tables tables = Tables.of(Hints.NONE, lines, lines);

        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("o__c", 2L),
                        Map.of("o__b", 1L, "o__c", 1L),
                        Map.of("o__c", 2L),
                        Map.of("o__c", 2L),
                        Map.of("o__b", 1L, "o__c", 1L),
                        Map.of("o__c", 2L));
        assertThat(tables.values("t__l", "value")).containsOnly(3L).hasSize(4);
        assertThat(tables.values("t__l", "_dlt_id")).doesNotHaveDuplicates();
    }

    @Test
    void anEmptyKeyHasANameOfItsOwn() {
        Tables tables =
                Tables.of(Hints.NONE, "{\"\":1,\" \":null,\"o\":{\"\":true},\"l\":{\"\":[{\"\":2.5}]},\"__\":\"x\"}\n");

        assertThat(tables.rows.get("t__l___empty")).hasSize(1);
        assertThat(tables.data("t__l___empty")).containsExactly(Map.of("_empty", 2.5));
        assertThat(tables.data("t").get(0)).containsEntry("o___empty", true).containsEntry("_empty", "x");
        assertThat(tables.warnings()).anyMatch(w -> w.contains("t._empty"));
    }

    @Test
    void rowsKeepTheIdsThatTheSourceGaveThem() {
        Tables tables = Tables.of(Hints.NONE, """
                {"n":1,"_dlt_id":"root-1","l":[{"_dlt_id":"mine","k":[1]},{"k":[2]}]}
                {"n":2,"_dlt_id":null,"l":[{"_dlt_id":null}]}
                {"n":3,"_dlt_id":7}
                {"n":4}
                """);

        assertThat(tables.columns("t")).containsExactly("n bigint", "_dlt_id text", SYSTEM);
        List<Object> roots = tables.values("t", "_dlt_id");
        assertThat(roots).hasSize(4).doesNotHaveDuplicates().contains("root-1", "7");
        assertThat(roots.get(1).toString()).hasSize(14);
        assertThat(roots.get(3).toString()).hasSize(14);
        List<Object> nested = tables.values("t__l", "_dlt_id");
        assertThat(nested).hasSize(3).doesNotHaveDuplicates().startsWith("mine");
        assertThat(tables.values("t__l", "_dlt_parent_id")).containsExactly("root-1", "root-1", roots.get(1));
        assertThat(tables.values("t__l", "_dlt_list_idx")).containsExactly(0L, 1L, 0L);
        assertThat(tables.values("t__l__k", "_dlt_parent_id")).containsExactly("mine", nested.get(1));
    }

    @Test
    void systemColumnsGivenByTheDataDoNotReplaceOurs() {
        Tables tables = Tables.of(
                Hints.NONE,
                "{\"_dlt_load_id\":\"theirs\",\"_dlt_parent_id\":\"p\",\"l\":[{\"_dlt_parent_id\":\"x\",\"_dlt_list_idx\":9}]}\n");

        assertThat(tables.table("t").columns().stream().filter(c -> c.name().equals("_dlt_parent_id")))
                .allMatch(c -> c.nullable());
        assertThat(tables.values("t", "_dlt_parent_id")).containsExactly("p");
        assertThat(tables.values("t__l", "_dlt_parent_id")).isEqualTo(tables.values("t", "_dlt_id"));
        assertThat(tables.values("t__l", "_dlt_list_idx")).containsExactly(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "{\"a\":null}", "{\"a\":{}}", "{\"a\":[]}", "[{}]", "[null]"})
    void aRowOfNothingIsARow(String nothing) {
        Tables tables = Tables.of(Hints.NONE, nothing + "\n" + nothing + "\n", nothing + "\n");

        assertThat(tables.columns("t")).containsExactly(SYSTEM, "_dlt_id text");
        assertThat(tables.values("t", "_dlt_id")).hasSize(3).doesNotHaveDuplicates();
        assertThat(tables.table("t").seenData()).isTrue();
    }

    @Test
    void aListAsARecordIsARecordForEachOfItsElements() {
        Tables tables = Tables.of(Hints.NONE, "[{\"a\":1},{\"a\":2}]\n[]\n[3,[4,5]]\n\"text\"\ntrue\n");

        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("a", 1L),
                        Map.of("a", 2L),
                        Map.of("value", 3L),
                        Map.of(),
                        Map.of("value__v_text", "text"),
                        Map.of("value__v_bool", true));
        assertThat(tables.values("t__list", "value")).containsExactly(4L, 5L);
        assertThat(tables.values("t", "_dlt_id")).doesNotHaveDuplicates();
    }

    @Test
    void fiveThousandColumnsAreNotTooMany() {
        String wide =
                IntStream.range(0, 5_000).mapToObj(i -> "\"c" + i + "\":" + i).collect(Collectors.joining(","));
        String reversed = IntStream.range(0, 5_000)
                .map(i -> 4_999 - i)
                .mapToObj(i -> "\"c" + i + "\":" + i)
                .collect(Collectors.joining(","));

        Tables tables = Tables.of(Hints.NONE, "{" + wide + "}\n{" + reversed + "}\n", "{\"c4999\":0}\n");

        assertThat(tables.table("t").columns()).hasSize(5_002);
        assertThat(tables.data("t").get(0))
                .hasSize(5_000)
                .isEqualTo(tables.data("t").get(1));
        assertThat(tables.data("t").get(2)).isEqualTo(Map.of("c4999", 0L));
    }

    @Test
    void ofKeysThatShareAColumnTheLastCountsAndTheUserIsTold() {
        Tables tables = Tables.of(Hints.NONE, """
                {"user_id":9}
                {"user_id":9,"userId":null}
                {"userId":null,"user_id":9}
                {"a":{"b":1},"a__b":2}
                {"a__b":2,"a":{"b":1}}
                {"tagIds":[1,2],"tag_ids":[3]}
                {"tag_ids":[3],"tagIds":[1,2]}
                """);

        assertThat(tables.data("t"))
                .containsExactly(
                        Map.of("user_id", 9L),
                        Map.of(),
                        Map.of("user_id", 9L),
                        Map.of("a__b", 1L),
                        Map.of("a__b", 1L),
                        Map.of(),
                        Map.of());
        assertThat(tables.values("t__tag_ids", "value")).containsExactly(3L, 1L, 2L);
        assertThat(tables.values("t__tag_ids", "_dlt_id")).doesNotHaveDuplicates();
        assertThat(tables.warnings())
                .anyMatch(w -> w.contains("keys user_id, userId "))
                .anyMatch(w -> w.contains("column t.a__b"))
                .anyMatch(w -> w.contains("tagIds, tag_ids"));
    }
}
