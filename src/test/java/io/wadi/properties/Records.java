package io.wadi.properties;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Records as JSON texts of one line each, made to be as odd as JSON allows. */
final class Records {
    private static final int DEPTH = 4;

    /** Keys that meet in one column, that have no name, that systems use, that must be quoted or shortened. */
    private static final List<String> KEYS = List.of(
            "id",
            "a",
            "A",
            "aB",
            "a_b",
            "a__b",
            "a___b",
            "b",
            "_a",
            "a_",
            "",
            " ",
            "__",
            "\u00a0",
            "value",
            "list",
            "a__v_text",
            "a__list",
            "_dlt_id",
            "_dlt_load_id",
            "_dlt_parent_id",
            "_dlt_root_id",
            "_dlt_list_idx",
            "_dlt_new",
            "_wadi_new",
            "select",
            "1",
            "caf\u00e9",
            "\u65e5\u672c",
            "\ud83d\ude00",
            "\ud83d",
            "\udc00x",
            "\u0000",
            "\u0661\u0662",
            "\ud835\udfcf",
            "a\"b",
            "a\\b",
            "a.b",
            "long".repeat(40),
            "Long".repeat(40));

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "-0.0",
            "1",
            "1.0",
            "0.1",
            "1e-400",
            "1e400",
            "-1e400",
            "1E+2",
            "4.9e-324",
            "123456789.123456789123456789",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "18446744073709551616",
            "9".repeat(38),
            "1" + "0".repeat(38),
            "-" + "7".repeat(500));

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "1",
            "1.5",
            "1e5",
            "0x1F",
            "true",
            "True",
            "inf",
            "NaN",
            "null",
            "2024-01-15T10:20:30Z",
            "2024-01-15T10:20:30.1234567+02:00",
            "2024-01-15",
            "10:20:30",
            "9999-12-31T23:59:59-12:00",
            "0001-01-01T00:00:00+14:00",
            "{\"a\":1}",
            "[1]",
            "aGk=",
            "\u0000",
            "a\u0000b",
            "\ud83d\ude00",
            "\ud83d",
            "\udc00",
            "\uf026",
            "\uf0271",
            "\ufeff",
            "'; DROP TABLE t; --",
            "x".repeat(5_000));

    private Records() {}

    /** Up to so many records. */
    static Arbitrary<List<String>> upTo(int most) {
        return record().list().ofMinSize(1).ofMaxSize(most);
    }

    static String blankBeforeColons(String record) {
        StringBuilder blanks = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < record.length(); i++) {
            char c = record.charAt(i);
            if (c == ':' && !quoted) {
                blanks.append(' ');
            }
            quoted ^= c == '"';
            blanks.append(c);
            if (c == '\\') {
                blanks.append(record.charAt(++i));
            }
        }
        return blanks.toString();
    }

    /** Nested as deep as is allowed, or deeper. */
    static Arbitrary<List<String>> deepUpTo(int most) {
        Arbitrary<String> deep = Combinators.combine(
                        Arbitraries.integers().between(1, 1_100), Arbitraries.of(true, false), scalar())
                .as((levels, lists, core) -> lists
                        ? "{\"a\":" + "[".repeat(levels) + core + "]".repeat(levels) + "}"
                        : "{\"a\":".repeat(levels) + core + "}".repeat(levels));
        return deep.list().ofMinSize(1).ofMaxSize(most);
    }

    private static Arbitrary<String> record() {
        return Arbitraries.frequencyOf(Tuple.of(12, object(DEPTH)), Tuple.of(1, value(DEPTH)));
    }

    private static Arbitrary<String> value(int depth) {
        return depth == 0
                ? scalar()
                : Arbitraries.frequencyOf(
                        Tuple.of(6, scalar()), Tuple.of(2, list(depth - 1)), Tuple.of(2, object(depth - 1)));
    }

    private static Arbitrary<String> list(int depth) {
        return Arbitraries.lazy(() -> value(depth))
                .list()
                .ofMaxSize(4)
                .map(values -> values.stream().collect(Collectors.joining(",", "[", "]")));
    }

    /** A key may come twice. */
    private static Arbitrary<String> object(int depth) {
        return Combinators.combine(text(KEYS).filter(Records::isWholeText), Arbitraries.lazy(() -> value(depth)))
                .as((key, value) -> key + ": " + value)
                .list()
                .ofMaxSize(5)
                .map(members -> members.stream().collect(Collectors.joining(" ,", "{", "}")));
    }

    /** Keys with half a surrogate pair are refused: in one record of a few, or there would be little else to see. */
    private static boolean isWholeText(String key) {
        return !key.contains("\\ud") || key.startsWith("\"\\ud83d\\ude");
    }

    /** Up to so many records, of which one may have keys that are half a surrogate pair. */
    static Arbitrary<List<String>> halfUpTo(int most) {
        Arbitrary<String> half = Combinators.combine(Arbitraries.of("\\ud83d", "\\udc00x", "a\\ud800"), value(1))
                .as((key, value) -> "{\"id\": 1, \"" + key + "\": " + value + "}");
        return Combinators.combine(upTo(most), half, upTo(most)).as((before, odd, after) -> {
            List<String> all = new ArrayList<>(before);
            all.add(odd);
            all.addAll(after);
            return all;
        });
    }

    private static Arbitrary<String> scalar() {
        return Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.of("null", "true", "false")),
                Tuple.of(2, Arbitraries.of(NUMBERS)),
                Tuple.of(1, Arbitraries.longs().map(String::valueOf)),
                Tuple.of(1, Arbitraries.bigIntegers().map(String::valueOf)),
                Tuple.of(1, Arbitraries.doubles().map(String::valueOf)),
                Tuple.of(3, text(TEXTS)));
    }

    private static Arbitrary<String> text(List<String> known) {
        return Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.of(known)),
                        Tuple.of(1, Arbitraries.strings().all().ofMaxLength(6)))
                .map(Records::quoted);
    }

    /** As it is where JSON and UTF-8 allow. */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            boolean escaped = c < ' ' || c == '"' || c == '\\' || (c >= 0xd800 && c <= 0xdfff);
            json.append(escaped ? String.format(Locale.ROOT, "\\u%04x", c) : Character.toString(c));
        });
        return json.append('"').toString();
    }
}
