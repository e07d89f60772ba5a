package io.wadi.extract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {
    @Test
    void readsNames() {
        assertThat(JsonPath.parse("$")).isEqualTo(JsonPath.ROOT);
        assertThat(JsonPath.parse("$[*]")).isEqualTo(JsonPath.ROOT);
        assertThat(JsonPath.parse("$.a.b-c").names()).isEqualTo(List.of("a", "b-c"));
        assertThat(JsonPath.parse("a.b[*]").names()).isEqualTo(List.of("a", "b"));
        assertThat(JsonPath.parse("$['odata.next']['x y'].z").names()).isEqualTo(List.of("odata.next", "x y", "z"));
        assertThat(JsonPath.parse("$[\"it's\"]").names()).isEqualTo(List.of("it's"));
    }

    @Test
    void writesWhatItReads() {
        assertThat(JsonPath.parse("a['b.c'].d")).hasToString("$.a['b.c'].d");
        assertThat(JsonPath.parse(JsonPath.parse("a['b.c'].d").toString())).isEqualTo(JsonPath.parse("a['b.c'].d"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$[1]", "$.a[0].b", "$.a[*].b", "$.a.*.b", "$.*", "$[0][12]['x.y'][*].z", "$[*][0]"})
    void readsElementsAndAllThatThereAre(String text) {
        assertThat(JsonPath.parse(text)).hasToString(text);
        assertThat(JsonPath.parse(JsonPath.parse(text).toString())).isEqualTo(JsonPath.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$..a             | searches at any depth with '..'",
                "$.a[?(@.x)]      | has a filter",
                "$.a[1:3].b       | has a range of elements",
                "$.a[-1]          | counts from the end",
                "$.a[0,1]         | names several at once",
                "$['a','b']       | names several at once",
                "$.a[             | is not a path like",
            })
    void saysWhyItCannotFollow(String text, String why) {
        assertThatThrownBy(() -> JsonPath.parse(text)).hasMessageStartingWith("'" + text + "' " + why);
    }

    @Test
    void aSingleValueIsAtOnePlace() {
        assertThat(JsonPath.ofValue("$[0].pages")).hasToString("$[0].pages");
        assertThatThrownBy(() -> JsonPath.ofValue("$.a[*].pages"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'$.a[*].pages' leads to many places, and one value is wanted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "$..a", "$.a[?(@.x)]", "$.a.", "$.a[x]", "$.a[-1]", "$.a["})
    void refusesWhatItCannotFollow(String text) {
        assertThatThrownBy(() -> JsonPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
