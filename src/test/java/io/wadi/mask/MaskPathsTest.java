package io.wadi.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.DataType;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import io.wadi.model.Mask.Scope;
import io.wadi.model.Origin;
import io.wadi.testing.TypedPage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields a path means, and which of several paths is in force. */
class MaskPathsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "*.email      | {\"email\":1,\"a\":{\"email\":1,\"b\":{\"email\":1}},\"l\":[{\"email\":1}]} | {\"email\":1,\"a\":{\"email\":\"***\",\"b\":{\"email\":1}},\"l\":[{\"email\":\"***\"}]}",
                "**.email     | {\"email\":1,\"a\":[{\"email\":1,\"b\":{\"email\":1}}],\"c\":1} | {\"email\":\"***\",\"a\":[{\"email\":\"***\",\"b\":{\"email\":\"***\"}}],\"c\":1}",
                "a.**.c       | {\"c\":1,\"a\":{\"c\":1,\"x\":{\"y\":{\"c\":1}}}} | {\"c\":1,\"a\":{\"c\":\"***\",\"x\":{\"y\":{\"c\":\"***\"}}}}",
                "a.**         | {\"a\":{\"b\":{\"c\":1},\"d\":1},\"e\":1} | {\"a\":{\"b\":\"***\",\"d\":\"***\"},\"e\":1}",
                "a.*          | {\"a\":[\"x\",{\"b\":1}],\"e\":1}           | {\"a\":[\"***\",{\"b\":\"***\"}],\"e\":1}",
                "a.*          | {\"a\":\"x\"}                                   | {\"a\":\"x\"}",
                "**           | {\"a\":\"x\",\"b\":{\"c\":1}}               | {\"a\":\"***\",\"b\":\"***\"}",
                "*_mail       | {\"e_mail\":1,\"mail\":1,\"e_mails\":1,\"_mail\":1} | {\"e_mail\":\"***\",\"mail\":1,\"e_mails\":1,\"_mail\":\"***\"}",
                "**.*na*me*   | {\"name\":1,\"nam\":1,\"a\":{\"xnaxmex\":1}} | {\"name\":\"***\",\"nam\":1,\"a\":{\"xnaxmex\":\"***\"}}",
                "*.b          | {\"a.b\":1,\"a.b.c\":1}                         | {\"a.b\":\"***\",\"a.b.c\":1}",
                "**.b         | {\"a.b\":1,\"x\":{\"y.b\":1}}                 | {\"a.b\":\"***\",\"x\":{\"y.b\":\"***\"}}",
                "\"a.b\"    | {\"a.b\":1,\"a\":{\"b\":1}}                   | {\"a.b\":\"***\",\"a\":{\"b\":1}}",
                "\"a.b\".c  | {\"a.b\":{\"c\":1},\"a\":{\"b.c\":1}}       | {\"a.b\":{\"c\":\"***\"},\"a\":{\"b.c\":1}}",
                "x.\"*\"    | {\"x\":{\"*\":1,\"a\":1}}                     | {\"x\":{\"*\":\"***\",\"a\":1}}",
                "\"a\"\"b\" | {\"a\\\"b\":1,\"ab\":1}                    | {\"a\\\"b\":\"***\",\"ab\":1}",
                "\"a\"[*].b | {\"a\":[{\"b\":1}]}                             | {\"a\":[{\"b\":\"***\"}]}",
                "a[].b        | {\"a\":[{\"b\":1}]}                             | {\"a\":[{\"b\":\"***\"}]}",
                "Email        | {\"email\":1,\"Email\":1}                       | {\"email\":1,\"Email\":\"***\"}",
            })
    void masksWhatThePathMeans(String path, String record, String masked) {
        assertThat(masked(record, new Mask(path, Kind.REDACT))).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``        | the path has an empty key in its path",
                "a..b      | a..b has an empty key in its path",
                "a.        | a. has an empty key in its path",
                "a.**b     | a.**b has ** beside other characters; it stands between points alone",
                "\"a.b    | \"a.b has a quote that is not closed",
                "\"a\"b  | \"a\"b goes on after a quote without a point",
            })
    void saysWhatIsNoPath(String path, String problem) {
        assertThatThrownBy(() -> new Mask(path, Kind.DROP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(problem);
    }

    @Test
    void anEndpointKeepsOneFieldAndNeverMany() {
        assertThatThrownBy(() -> new Mask("**", Kind.KEEP)).hasMessage("keep is for one field, and ** is of many");
        assertThat(masked("{\"a\":1,\"b\":1}", new Mask("*", Kind.REDACT), new Mask("a", Kind.KEEP)))
                .isEqualTo("{\"a\":1,\"b\":\"***\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "a.b, *.b",
        "a.b, a.*",
        "a.b, **.b",
        "*.b, **.b",
        "**.a.b, **.b",
        "a.**.b, **.b",
        "*bc*.b, *.b",
        "a.*, **.a.b",
    })
    void theMoreSpecificPathIsInForceWhateverItsKind(String strong, String weak) {
        String record = "{\"a\":{\"b\":1},\"abc\":{\"b\":1}}";
        String alone = masked(record, new Mask(strong, Kind.PARTIAL));
        for (List<Mask> rules : List.of(
                List.of(new Mask(strong, Kind.PARTIAL), new Mask(weak, Kind.NULL)),
                List.of(new Mask(weak, Kind.NULL), new Mask(strong, Kind.PARTIAL)))) {
            String both = masked(record, rules.toArray(Mask[]::new));
            assertThat(alone).contains("***");
            Stream.of("\"a\":{\"b\":\"***\"}", "\"abc\":{\"b\":\"***\"}")
                    .filter(alone::contains)
                    .forEach(part -> assertThat(both).contains(part));
        }
    }

    @Test
    void equallySpecificPathsLeaveLess() {
        assertThat(masked("{\"a\":{\"b\":1}}", new Mask("a.*", Kind.NULL), new Mask("*.b", Kind.REDACT)))
                .isEqualTo("{\"a\":{\"b\":null}}");
    }

    @Test
    void aPolicyIsMadeStricterOrSetAsideByName() {
        Mask policy = new Mask("**.b", Kind.REDACT, Scope.PROJECT, "privacy.yaml:1");
        assertThat(masked("{\"b\":1}", policy)).isEqualTo("{\"b\":\"***\"}");
        assertThat(masked("{\"b\":1}", policy, new Mask("b", Kind.DROP))).isEqualTo("{}");
        assertThat(masked("{\"b\":1}", policy, new Mask("b", Kind.PARTIAL))).isEqualTo("{\"b\":\"***\"}");
        assertThat(masked("{\"b\":\"1980-05-17\"}", policy, new Mask("b", Kind.TRUNCATE_YEAR)))
                .isEqualTo("{\"b\":\"***\"}");
        assertThat(masked("{\"b\":1,\"a\":{\"b\":1}}", policy, new Mask("b", Kind.KEEP)))
                .isEqualTo("{\"b\":1,\"a\":{\"b\":\"***\"}}");
    }

    @Test
    void withinAPolicyWhatSpeaksOfLessIsStronger() {
        Mask all = new Mask("b", Kind.NULL, Scope.PROJECT, "1");
        Mask source = new Mask("**.b", Kind.REDACT, Scope.SOURCE, "2");
        Mask resource = new Mask("**", Kind.KEEP, Scope.RESOURCE, "3");
        assertThat(masked("{\"b\":1}", all, source)).isEqualTo("{\"b\":\"***\"}");
        assertThat(masked("{\"b\":1}", all, source, resource)).isEqualTo("{\"b\":1}");
    }

    @Test
    void aFieldThatIsKeptMayHoldOthersThatAreNot() {
        assertThat(masked(
                        "{\"a\":{\"b\":1,\"c\":1}}",
                        new Mask("a", Kind.REDACT, Scope.PROJECT, "1"),
                        new Mask("**.b", Kind.REDACT, Scope.PROJECT, "2"),
                        new Mask("a", Kind.KEEP)))
                .isEqualTo("{\"a\":{\"b\":\"***\",\"c\":1}}");
    }

    @Test
    void columnsAreMeantByTheirNames() {
        Masking masking = new Masking(List.of(new Mask("**.email", Kind.DROP)), Optional.empty());
        assertThat(((io.wadi.model.ColumnPage) masking.apply((io.wadi.model.Page) TypedPage.at(1)
                                .with("email", DataType.TEXT, "x")
                                .with("user.email", DataType.TEXT, "x")
                                .with("j", DataType.JSON, "{\"a\":{\"email\":1}}")
                                .page()))
                        .value(0, 0)
                        .orElseThrow()
                        .plain())
                .isEqualTo("{\"a\":{}}");
    }

    @Test
    void keysThatAreDataAreNotAllRemembered() {
        Masking masking = new Masking(List.of(new Mask("*.email", Kind.REDACT)), Optional.empty());
        for (int i = 0; i < 30_000; i += 10_000) {
            StringBuilder record = new StringBuilder("{");
            for (int key = i; key < i + 10_000; key++) {
                record.append("\"k").append(key).append("\":{\"email\":1},");
            }
            assertThat(masked(masking, record.append("\"z\":1}").toString())).doesNotContain("\"email\":1");
        }
    }

    private static String masked(String record, Mask... rules) {
        return masked(new Masking(List.of(rules), Optional.empty()), record);
    }

    private static String masked(Masking masking, String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        JsonPage page = masking.apply(JsonPage.of(bytes, 1, new Origin("f", "line", 1)));
        return new String(Arrays.copyOfRange(page.bytes(), page.from(), page.to()), StandardCharsets.UTF_8);
    }
}
