package io.wadi.mask;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.DataType;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import io.wadi.model.Mask.Kind;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Value;
import io.wadi.testing.TypedPage;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each kind leaves of a value, the same in JSON and in typed columns. */
class MaskKindsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "partial            | \"ada@example.org\"            | \"***@example.org\"",
                "partial            | \"a.b+c@mail.example.org\"     | \"***@mail.example.org\"",
                "partial            | \"a@b\"                        | \"***\"",
                "partial            | \"ask ada@example.org now\"    | \"*** now\"",
                "partial            | \"a@b@example.org\"            | \"***.org\"",
                "partial            | \"4111111111111111\"           | \"***1111\"",
                "partial            | 4111111111111111                 | \"***1111\"",
                "partial            | \"12345678901\"                | \"***\"",
                "partial            | \"123456789012\"               | \"***9012\"",
                "partial            | \"\"                           | \"***\"",
                "partial            | 17                               | \"***\"",
                "partial            | true                             | \"***\"",
                "partial            | \"12345678😀9\\\"😀\"       | \"***😀9\\\"😀\"",
                "partial            | [\"4111111111111111\"]         | \"***\"",
                "partial            | {\"b\":\"ada@example.org\"}  | \"***\"",
                "null               | \"x\"                          | null",
                "null               | {\"b\":[1]}                    | null",
                "null               | null                             | null",
                "keep               | \"x\"                          | \"x\"",
                "truncate-date      | \"1980-05-17\"                 | \"1980-05-01\"",
                "truncate-date:year | \"1980-05-17\"                 | \"1980-01-01\"",
                "truncate-date      | \"1980-05-17T10:11:12.5Z\"     | \"1980-05-01T00:00:00Z\"",
                "truncate-date      | \"1980-05-17 10:11:12\"        | \"1980-05-01 00:00:00\"",
                "truncate-date      | \"1980-05-17T10:11\"           | \"1980-05-01T00:00:00\"",
                "truncate-date      | \"1980-05-01T00:30:00+02:00\"  | \"1980-04-01T00:00:00Z\"",
                "truncate-date:year | \"1979-12-31T22:00:00-0300\"   | \"1980-01-01T00:00:00Z\"",
                "truncate-date      | \"1980-05-17T10:11:12+02\"     | \"1980-05-01T00:00:00Z\"",
                "truncate-date      | \"1980-02-30\"                 | null",
                "truncate-date      | \"17/05/1980\"                 | null",
                "truncate-date      | \"1980-05-17 Ada\"             | null",
                "truncate-date      | 19800517                         | null",
                "truncate-date      | [\"1980-05-17\"]               | null",
                "truncate-date      | \"1980-05-17T25:00:00Z\"       | null",
            })
    void leavesTheSameInJsonAndInJsonColumns(String word, String value, String left) {
        Masking masking = masking(Kind.of(word).orElseThrow());
        assertThat(json(masking, "{\"a\":" + value + ",\"n\":1}")).isEqualTo("{\"a\":" + left + ",\"n\":1}");

        ColumnPage page =
                columns(masking, TypedPage.at(1).with("a", DataType.JSON, value.equals("null") ? "null" : value));
        Optional<String> cell = page.value(0, 0).map(Value::plain).map(MaskKindsTest::text);
        assertThat(cell)
                .isEqualTo(
                        Optional.of(left).filter(text -> !text.equals("null")).map(MaskKindsTest::text));
    }

    @Test
    void typedDatesKeepTheirTypeAndWhatIsNoDateIsNullAndCounted() {
        Masking masking = new Masking(
                List.of(
                        new Mask("d", Kind.TRUNCATE_MONTH),
                        new Mask("t", Kind.TRUNCATE_YEAR),
                        new Mask("n", Kind.TRUNCATE_MONTH),
                        new Mask("s", Kind.TRUNCATE_MONTH)),
                Optional.empty());
        ColumnPage page = columns(
                masking,
                TypedPage.at(1)
                        .with("d", DataType.DATE, 59, -1)
                        .with("t", DataType.TIMESTAMP, -1, 40L * 86_400_000_000L)
                        .with("n", DataType.BIGINT, 19800517, null)
                        .with("s", DataType.TEXT, "1980-05-17", "17 May"));

        assertThat(page.columns())
                .extracting(Column::type)
                .containsExactly(DataType.DATE, DataType.TIMESTAMP, DataType.BIGINT, DataType.TEXT);
        assertThat(row(page, 0)).containsExactly("1970-03-01", "1969-01-01T00:00:00Z", "null", "1980-05-01");
        assertThat(row(page, 1)).containsExactly("1969-12-01", "1970-01-01T00:00:00Z", "null", "null");
        assertThat(masking.warnings("people"))
                .containsExactly(
                        "mask.n of resource people met 1 values that are no ISO dates; they became null",
                        "mask.s of resource people met 1 values that are no ISO dates; they became null");
    }

    @Test
    void typedNumbersAreCutAsTheirDigits() {
        ColumnPage page =
                columns(masking(Kind.PARTIAL), TypedPage.at(1).with("a", DataType.BIGINT, 4111111111111111L, 5, null));

        assertThat(page.columns()).containsExactly(Column.nullable("a", DataType.TEXT));
        assertThat(List.of(row(page, 0), row(page, 1), row(page, 2)))
                .containsExactly(List.of("***1111"), List.of("***"), List.of("null"));
    }

    @Test
    void nullsKeepTheColumnAndItsTypeAndMayBeThere() {
        Column key = Column.required("a", DataType.BIGINT);
        ColumnPage page = columns(masking(Kind.NULL), TypedPage.at(1).with(key, 4, 5));

        assertThat(page.columns()).containsExactly(Column.nullable("a", DataType.BIGINT));
        assertThat(row(page, 1)).containsExactly("null");
    }

    @Test
    void whatMetNothingIsSaidOnceRecordsCame() {
        Masking masking = new Masking(
                List.of(
                        new Mask("contcat.email", Kind.REDACT),
                        new Mask("contact.email", Kind.REDACT),
                        new Mask("*.phone", Kind.DROP),
                        new Mask("contact.fax", Kind.KEEP),
                        new Mask("**.iban", Kind.DROP, Mask.Scope.PROJECT, "privacy.yaml:3"),
                        new Mask("**.tax", Kind.DROP, Mask.Scope.RESOURCE, "privacy.yaml:9")),
                Optional.empty());
        assertThat(masking.warnings("people")).isEmpty();

        json(masking, "{\"contact\":{\"email\":null,\"phone\":1}}");

        assertThat(masking.warnings("people"))
                .containsExactly(
                        "mask.contcat.email met no field in 1 records of resource people: is it spelt as the source"
                                + " spells it?",
                        "mask.contact.fax met no field in 1 records of resource people: is it spelt as the source spells"
                                + " it?",
                        "privacy.yaml:9 met no field in 1 records of resource people: is it spelt as the source spells"
                                + " it?");
    }

    private static String text(String json) {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1).replace("\\\"", "\"") : json;
    }

    private static List<String> row(ColumnPage page, int row) {
        return java.util.stream.IntStream.range(0, page.columns().size())
                .mapToObj(column -> page.value(column, row).map(Value::plain).orElse("null"))
                .toList();
    }

    private static Masking masking(Kind kind) {
        return new Masking(List.of(new Mask("a", kind)), Optional.empty());
    }

    private static String json(Masking masking, String record) {
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        JsonPage page = masking.apply(JsonPage.of(bytes, 1, new Origin("f", "line", 1)));
        return new String(Arrays.copyOfRange(page.bytes(), page.from(), page.to()), StandardCharsets.UTF_8);
    }

    private static ColumnPage columns(Masking masking, TypedPage page) {
        return (ColumnPage) masking.apply((Page) page.page());
    }
}
