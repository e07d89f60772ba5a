package io.wadi.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is searched for is found, however it is written; what is not there is not. */
class CanaryTest {
    private static final String ODD = "Kanarie \"7f3a93\"\\ ü😀/ß";

    static Stream<Function<String, String>> writings() {
        Stream<Function<String, String>> plain = Stream.of(
                text -> text,
                text -> text.replace("\\", "\\\\").replace("\"", "\\\""),
                text -> text.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/"),
                text -> "Kanarie \\\"7f3a93\\\"\\\\ \\u00fc\\ud83d\\ude00/\\u00df",
                text -> "Kanarie \\\"7f3a93\\\"\\\\ \\u00FC\\uD83D\\uDE00/\\u00DF",
                text -> URLEncoder.encode(text, StandardCharsets.UTF_8),
                text -> URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20"),
                text -> "Kanarie+%227f3a93%22%5c+%c3%bc%f0%9f%98%80%2f%c3%9f",
                text -> "4b616e61726965202237663361393322" + "5c20c3bcf09f98802fc39f");
        Stream<Function<String, String>> encoded = Stream.of("", "x", "xy", "xyz")
                .flatMap(before -> Stream.of("", "z", "zzzz")
                        .flatMap(after -> Stream.of(
                                        Base64.getEncoder(),
                                        Base64.getUrlEncoder(),
                                        Base64.getEncoder().withoutPadding())
                                .map(encoder -> text -> encoder.encodeToString(
                                        (before + text + after).getBytes(StandardCharsets.UTF_8)))));
        return Stream.concat(plain, encoded);
    }

    @ParameterizedTest
    @MethodSource("writings")
    void isFoundInEveryForm(Function<String, String> writing) {
        String hay = "…before " + writing.apply(ODD) + " after…";

        assertThat(new Canary(ODD).in(Canary.hay(hay))).as(hay).isPresent();
        assertThat(new Canary(ODD.replace('7', '8')).in(Canary.hay(hay)))
                .as(hay)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void isFoundInEveryEncoding(String charset) {
        assertThat(new Canary(ODD).in(Canary.hay(("a" + ODD + "b").getBytes(Charset.forName(charset)))))
                .isPresent();
    }

    @Test
    void numbersAreFoundInBinary() throws IOException {
        long number = 7391846250917L;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new DataOutputStream(bytes).writeLong(Long.reverseBytes(number));

        assertThat(new Canary(Long.toString(number)).in(Canary.hay(bytes.toByteArray())))
                .isPresent();
        assertThat(new Canary(Long.toString(number)).in("7.391846250917E12")).isPresent();
        assertThat(new Canary("7391846250918").in(Canary.hay(bytes.toByteArray())))
                .isEmpty();
    }
}
