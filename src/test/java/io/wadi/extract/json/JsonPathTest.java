package io.wadi.extract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
    @ValueSource(strings = {"", " ", "$.a[0]", "$..a", "$.a[?(@.x)]", "$.a.", "$.*", "$.a[*].b", "$.a["})
    void refusesWhatItCannotFollow(String text) {
        assertThatThrownBy(() -> JsonPath.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
