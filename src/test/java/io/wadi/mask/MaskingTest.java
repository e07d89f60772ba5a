package io.wadi.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import io.wadi.model.Origin;
import io.wadi.model.TerminalFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MaskingTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    @Test
    void withoutRulesThePageIsLeftAlone() {
        JsonPage page = page("this is not even JSON");
        assertThat(new Masking(List.of(), Optional.empty()).apply(page)).isSameAs(page);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a      | {\"a\":\"x\",\"b\":\"x\"}           | {\"a\":\"***\",\"b\":\"x\"}",
                "a      | {\"b\":{\"a\":\"x\"}}               | {\"b\":{\"a\":\"x\"}}",
                "a      | {\"A\":1,\"a \":1,\"\":1}           | {\"A\":1,\"a \":1,\"\":1}",
                "a      | {\"a\":{\"x\":[1]},\"b\":1}         | {\"a\":\"***\",\"b\":1}",
                "a      | {\"a\":[1,{}] , \"b\":1}            | {\"a\":\"***\" , \"b\":1}",
                "a      | {\"a\":null}                        | {\"a\":null}",
                "a      | {\"a\":-1.5e3}                      | {\"a\":\"***\"}",
                "a      | {\"a\":true,\"a\":\"y\",\"\\u0061\":2} | {\"a\":\"***\",\"a\":\"***\",\"\\u0061\":\"***\"}",
                "a.b    | {\"a\":{\"b\":1,\"c\":1},\"b\":1}   | {\"a\":{\"b\":\"***\",\"c\":1},\"b\":1}",
                "a.b    | {\"a\":[{\"b\":1},{\"c\":1},[{\"b\":2}],3]} | {\"a\":[{\"b\":\"***\"},{\"c\":1},[{\"b\":\"***\"}],3]}",
                "a.b    | {\"a.b\":1,\"a\":\"b\"}             | {\"a.b\":\"***\",\"a\":\"b\"}",
                "a.b.c  | {\"a\":{\"b.c\":1},\"a.b\":{\"c\":2}} | {\"a\":{\"b.c\":\"***\"},\"a.b\":{\"c\":\"***\"}}",
                "$.a    | {\"a\":1}                           | {\"a\":\"***\"}",
                "a[*].b | {\"a\":[{\"b\":1}]}                 | {\"a\":[{\"b\":\"***\"}]}",
                "a      | [{\"a\":1},[{\"a\":2}]]             | [{\"a\":\"***\"},[{\"a\":\"***\"}]]",
                "é.日   | {\"é\":{\"日\":\"x\",\"本\":\"é\"}} | {\"é\":{\"日\":\"***\",\"本\":\"é\"}}",
                "value  | \"x\"                               | \"***\"",
                "value  | [1,\"x\",null]                      | [\"***\",\"***\",null]",
                "a.value| {\"a\":[\"x\"],\"b\":[\"x\"]}       | {\"a\":[\"***\"],\"b\":[\"x\"]}",
            })
    void redactsWhatThePathNames(String path, String record, String masked) {
        assertThat(masked(Kind.REDACT, path, record)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a   | {\"a\":1}                       | {}",
                "a   | { \"a\" : 1 }                   | { }",
                "a   | {\"a\":1,\"b\":2}               | {\"b\":2}",
                "a   | {\"b\":2,\"a\":{\"x\":[1]}}     | {\"b\":2}",
                "a   | {\"b\":2 , \"a\":null , \"c\":3} | {\"b\":2 ,  \"c\":3}",
                "a   | {\"a\":1,\"a\":2}               | {}",
                "a   | {\"a\":1,\"b\":2,\"a\":3}       | {\"b\":2}",
                "a   | {\"b\":\",\",\"a\":3}           | {\"b\":\",\"}",
                "a.b | {\"a\":{\"b\":1}}               | {\"a\":{}}",
                "a.b | {\"a\":[{\"b\":\"x\"},{\"b\":1,\"c\":2},{\"c\":2,\"b\":1}]} | {\"a\":[{},{\"c\":2},{\"c\":2}]}",
                "value | 12 | null",
            })
    void dropsKeyAndValue(String path, String record, String masked) {
        assertThat(masked(Kind.DROP, path, record)).isEqualTo(masked);
    }

    static Stream<Arguments> hashed() {
        return Stream.of(
                Arguments.of("\"a@b.c\"", "a@b.c"),
                Arguments.of("\"\\u0061@b.c\"", "a@b.c"),
                Arguments.of("\"é\\n😀\\ud83d\\ude00\"", "é\n😀😀"),
                Arguments.of("\"\"", ""),
                Arguments.of("12", "12"),
                Arguments.of("\"12\"", "12"),
                Arguments.of("12.0", "12"),
                Arguments.of("1.2e1", "12"),
                Arguments.of("-0", "0"),
                Arguments.of("100", "100"),
                Arguments.of("1e2", "100"),
                Arguments.of("0.10", "0.1"),
                Arguments.of("1e400", "1" + "0".repeat(400)),
                Arguments.of("1e999999999", "1E+999999999"),
                Arguments.of("1e-99999999999", "1e-99999999999"),
                Arguments.of("9".repeat(500), "9".repeat(500)),
                Arguments.of("true", "true"),
                Arguments.of("{ \"b\":[1.0,null], \"a\":\"\\u0041\" }", "{\"a\":\"A\",\"b\":[1,null]}"),
                Arguments.of("[]", "[]"));
    }

    @ParameterizedTest
    @MethodSource("hashed")
    void hashesEqualValuesEqually(String value, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        String hex = HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(hex).hasSize(Masking.HASH_LENGTH);
        assertThat(masked(Kind.HASH, "a.b", "{\"a\":{\"b\":" + value + "},\"c\":1}"))
                .isEqualTo("{\"a\":{\"b\":\"" + hex + "\"},\"c\":1}");
    }

    @Test
    void aNullStaysNullAndAnotherKeyGivesOtherHashes() {
        assertThat(masked(Kind.HASH, "a", "{\"a\":null}")).isEqualTo("{\"a\":null}");
        JsonPage page = page("{\"a\":\"x\"}");
        List<Mask> rules = List.of(new Mask("a", Kind.HASH));
        assertThat(text(new Masking(rules, Optional.of(KEY)).apply(page)))
                .isNotEqualTo(text(new Masking(rules, Optional.of(new byte[] {1})).apply(page)));
    }

    @Test
    void theOuterOfTwoRulesMasksTheWhole() {
        Masking masking =
                new Masking(List.of(new Mask("a.b", Kind.HASH), new Mask("a", Kind.REDACT)), Optional.of(KEY));
        assertThat(text(masking.apply(page("{\"a\":{\"b\":1}}")))).isEqualTo("{\"a\":\"***\"}");
    }

    @Test
    void nothingElseOfAPageChanges() {
        String records =
                "{\"n\":[1e400,-0.0,1.10,123456789012345678901234567890,1E+2],\"t\":\"\\u00e9\\/é\\ud800\",\"a\":\"x\"}"
                        + " \r\n\t 12 13.50\n\"a\"\n[]{}true\n{\"a\":1} 7";
        byte[] bytes = ("{\"a\":\"before\"}" + records + "{\"a\":").getBytes(StandardCharsets.UTF_8);
        JsonPage page = new JsonPage(
                bytes,
                14,
                bytes.length - 5,
                9,
                new Origin("ev.jsonl", "line", 7),
                Optional.of(new FileRange(Path.of("ev.jsonl"), 0, bytes.length)));
        JsonPage masked = masking(Kind.REDACT, "a").apply(page);
        assertThat(text(masked))
                .isEqualTo(records.replace("\"a\":\"x\"", "\"a\":\"***\"").replace("\"a\":1", "\"a\":\"***\""));
        assertThat(masked.records()).isEqualTo(9);
        assertThat(masked.origin()).isEqualTo(page.origin());
        assertThat(masked.range()).isEmpty();
    }

    @Test
    void aPageWithNothingToMaskKeepsItsBytesButNotItsFile() {
        byte[] bytes = "{\"b\":1}".getBytes(StandardCharsets.UTF_8);
        FileRange range = new FileRange(Path.of("ev.jsonl"), 0, bytes.length);
        JsonPage masked = masking(Kind.HASH, "a")
                .apply(new JsonPage(bytes, 0, bytes.length, 1, new Origin("f", "line", 1), Optional.of(range)));
        assertThat(masked.bytes()).isSameAs(bytes);
        assertThat(masked.range()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":\"canary\"} {\"a\":canary}",
                "{\"a\":1} {\"a\":\"canary",
                "{\"a\":1} {\"a\":\"canary\"",
                "{\"a\":1} {\"a\":\"canary\" \"b\":1}",
                "{\"a\":1} {\"a\":\"canary\\x\"}",
                "{\"a\":1} {\"a\":\"canary\",}",
                "{\"a\":1} {\"a\":{\"canary\"}}",
                "{\"a\":1} {\"a\":12canary}",
                "{\"a\":1} {\"b\":\"canary\u0001\"}",
                "{\"a\":1} \"canary",
                "{\"a\":1} {\"a\":12",
                "{\"a\":1} canary",
            })
    void aCanaryIsInNoFailure(String records) {
        for (Kind kind : Kind.values()) {
            byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
            JsonPage page = new JsonPage(bytes, 0, bytes.length, 2, new Origin("f", "line", 4), Optional.empty());
            TerminalFailure failure = catchThrowableOfType(
                    TerminalFailure.class, () -> masking(kind, "a").apply(page));
            assertThat(failure.explanation().at()).contains("f, line 5");
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString() + failure.explanation()).doesNotContain("canary");
        }
    }

    @Test
    void aCanaryIsNowhereInTheArrayOfAPage() {
        String record =
                "{\"a\":\"canary\",\"l\":[{\"b\":\"canary\"},{\"b\":{\"c\":\"canary\"}}],\"d.e\":\"canary\",\"n\":1}\n";
        List<Mask> rules = List.of(new Mask("a", Kind.DROP), new Mask("l.b", Kind.HASH), new Mask("d.e", Kind.REDACT));
        JsonPage masked = new Masking(rules, Optional.of(KEY)).apply(page(record.repeat(50)));
        assertThat(new String(masked.bytes(), StandardCharsets.ISO_8859_1)).doesNotContain("canary");
        assertThat(text(masked)).contains("\"n\":1").doesNotContain("\"a\"");
    }

    @Test
    void nestingThatIsTooDeepIsSaid() {
        assertThatThrownBy(() -> masking(Kind.DROP, "a").apply(page("[".repeat(1001))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("JSON nested too deep");
    }

    @Test
    void everyProblemIsNamedAtOnce() {
        List<Mask> rules = List.of(
                new Mask("a", Kind.HASH),
                new Mask("b.c", Kind.HASH),
                new Mask("a", Kind.REDACT),
                new Mask("f", Kind.DROP),
                new Mask("f", Kind.DROP));
        ConfigurationFailure failure =
                catchThrowableOfType(ConfigurationFailure.class, () -> new Masking(rules, Optional.of(new byte[0])));
        assertThat(failure.problems())
                .extracting(Explanation::what)
                .containsExactly(
                        "mask.a is given twice, and differently",
                        "no key to hash with, which is asked for by mask.a, mask.b.c");
        assertThat(failure.problems().get(1).fix().orElse(""))
                .contains("wadi.mask.key")
                .contains("WADI_MASK_KEY");
    }

    @Test
    void redactingAndDroppingNeedNoKey() {
        List<Mask> rules = List.of(new Mask("a", Kind.REDACT), new Mask("b", Kind.DROP));
        assertThat(text(new Masking(rules, Optional.empty()).apply(page("{\"a\":1,\"b\":2}"))))
                .isEqualTo("{\"a\":\"***\"}");
    }

    private static String masked(Kind kind, String path, String record) {
        return text(masking(kind, path).apply(page(record)));
    }

    private static Masking masking(Kind kind, String path) {
        return new Masking(List.of(new Mask(path, kind)), Optional.of(KEY));
    }

    private static JsonPage page(String records) {
        return JsonPage.of(records.getBytes(StandardCharsets.UTF_8), 1, new Origin("GET /p", "record", 1));
    }

    private static String text(JsonPage page) {
        return new String(Arrays.copyOfRange(page.bytes(), page.from(), page.to()), StandardCharsets.UTF_8);
    }
}
