package io.wadi.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import io.wadi.testing.TypedPage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Masks on typed columns: what a database gives is hidden as what an API gives is. */
class MaskedColumnsTest {
    private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);

    static List<Arguments> sameValues() {
        return List.of(
                Arguments.of(DataType.TEXT, "a@b.c", "\"a@b.c\""),
                Arguments.of(DataType.BIGINT, 12, "12.0"),
                Arguments.of(DataType.DECIMAL, "1.50", "1.5"),
                Arguments.of(DataType.DOUBLE, 1e22, "10000000000000000000000"),
                Arguments.of(DataType.BOOL, 1, "true"),
                Arguments.of(DataType.WEI, "7", "\"7\""),
                Arguments.of(DataType.TIMESTAMP, 1_500_000, "\"1970-01-01T00:00:01.500Z\""),
                Arguments.of(DataType.DATE, 1, "\"1970-01-02\""),
                Arguments.of(DataType.TIME, 60_000_000, "\"00:01:00\""),
                Arguments.of(DataType.BINARY, "hi", "\"aGk=\""),
                Arguments.of(DataType.JSON, "{\"b\":1.0,\"a\":2}", "{\"a\":2,\"b\":1}"),
                Arguments.of(DataType.JSON, "\"a@b.c\"", "\"a@b.c\""));
    }

    @ParameterizedTest
    @MethodSource("sameValues")
    void theSameValueHasTheSameTokenInJson(DataType type, Object value, String json) {
        Masking masking = masking("a", Kind.HASH);
        byte[] record = ("{\"a\":" + json + "}").getBytes(StandardCharsets.UTF_8);
        JsonPage fromJson = masking.apply(JsonPage.of(record, 1, new Origin("f", "line", 1)));
        String expected = new String(fromJson.bytes(), fromJson.from(), fromJson.length(), StandardCharsets.UTF_8);

        ColumnPage masked = apply(masking, TypedPage.at(1).with("a", type, value, null));

        assertThat(masked.columns()).containsExactly(Column.nullable("a", DataType.TEXT));
        String token = ((Value.Text) masked.value(0, 0).orElseThrow()).value();
        assertThat(expected).isEqualTo("{\"a\":\"" + token + "\"}");
        assertThat(masked.value(0, 1)).as("a null stays null").isEmpty();
    }

    @Test
    void redactingMakesTextAndDroppingTakesTheColumn() {
        Column key = new Column("k", DataType.BIGINT, false, OptionalInt.of(32), OptionalInt.empty(), true);
        ColumnPage page = TypedPage.at(1)
                .with(key, 1)
                .with("d", DataType.DATE, 1)
                .with("n", DataType.BIGINT, 5)
                .page();
        ColumnPage masked = (ColumnPage) new Masking(
                        List.of(new Mask("k", Kind.REDACT), new Mask("d", Kind.DROP)), Optional.empty())
                .apply((Page) page);

        assertThat(masked.columns())
                .containsExactly(
                        new Column("k", DataType.TEXT, false, OptionalInt.empty(), OptionalInt.empty(), true),
                        Column.nullable("n", DataType.BIGINT));
        assertThat(masked.value(0, 0)).contains(new Value.Text("***"));
        assertThat(masked.rows().vectors().get(1))
                .isSameAs(page.rows().vectors().get(2));
        assertThat(masked.origin()).isEqualTo(page.origin());
    }

    @Test
    void rulesReachIntoJsonColumnsAndNowhereElse() {
        ColumnPage masked = apply(
                masking("p.email", Kind.DROP),
                TypedPage.at(1)
                        .with("p", DataType.JSON, "{\"email\":\"x\",\"a\":1}", null, "[{\"email\":\"x\"}]")
                        .with("q", DataType.TEXT, "{\"email\":1}", "b", "c"));

        assertThat(masked.value(0, 0)).contains(new Value.Json("{\"a\":1}"));
        assertThat(masked.value(0, 1)).isEmpty();
        assertThat(masked.value(0, 2)).contains(new Value.Json("[{}]"));
        assertThat(masked.value(1, 0)).contains(new Value.Text("{\"email\":1}"));
    }

    @Test
    void brokenJsonNamesItsRowAndShowsNothing() {
        for (String path : List.of("p.email", "p")) {
            TerminalFailure failure = catchThrowableOfType(
                    TerminalFailure.class,
                    () -> apply(masking(path, Kind.HASH), TypedPage.at(4).with("p", DataType.JSON, "{}", "{\"canary")));

            assertThat(failure.explanation().at()).contains("table t, row 5");
            assertThat(failure.explanation().toString()).doesNotContain("canary");
        }
    }

    @Test
    void withoutRulesThePageIsLeftAlone() {
        Page page = TypedPage.at(1).with("a", DataType.BIGINT, 1).page();

        assertThat(new Masking(List.of(), Optional.empty()).apply(page)).isSameAs(page);
    }

    private static ColumnPage apply(Masking masking, TypedPage page) {
        return (ColumnPage) masking.apply((Page) page.page());
    }

    private static Masking masking(String path, Kind kind) {
        return new Masking(List.of(new Mask(path, kind)), Optional.of(KEY));
    }
}
