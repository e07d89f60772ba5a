package io.wadi.camel;

import io.wadi.extract.files.CsvOptions;
import io.wadi.model.Explanation;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The options {@code csv.} of whatever endpoint reads CSV. */
final class CsvReading {
    private static final List<String> KEYS = List.of("delimiter", "quote", "header", "columns", "nullText", "encoding");
    private static final List<String> TRUTH = List.of("true", "false");

    private CsvReading() {}

    /** @param said by their keys, without {@code csv.} */
    static CsvOptions of(Map<String, String> said, Problems problems) {
        said.keySet().stream()
                .filter(key -> !KEYS.contains(key))
                .sorted()
                .forEach(key -> problems.unknown("csv." + key, "csv.", KEYS));
        Optional<Character> delimiter = Optional.ofNullable(said.get("delimiter"))
                .flatMap(text ->
                        character("csv.delimiter", text.replace("\\t", "\t").replace("tab", "\t"), problems));
        String quote = said.getOrDefault("quote", "\"");
        Optional<Character> quotes =
                quote.equals("none") ? Optional.of((char) 0) : character("csv.quote", quote, problems);
        Optional<Boolean> header = Optional.ofNullable(said.get("header")).map(text -> {
            if (!TRUTH.contains(text)) {
                problems.wrong("csv.header", text, TRUTH);
            }
            return text.equals("true");
        });
        Optional<Charset> encoding =
                problems.read("csv.encoding", said.getOrDefault("encoding", ""), CsvReading::charset);
        if (delimiter.isPresent() && delimiter.equals(quotes)) {
            problems.add(Explanation.of("csv.delimiter and csv.quote are both '" + quote + "'"));
            return CsvOptions.DEFAULT;
        }
        return new CsvOptions(
                delimiter,
                quotes.orElse('"'),
                header,
                Stream.of(said.getOrDefault("columns", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                said.getOrDefault("nullText", ""),
                encoding);
    }

    private static Optional<Character> character(String option, String text, Problems problems) {
        if (text.length() != 1
                || text.charAt(0) > 0x7f
                || (text.isBlank() && !text.equals("\t") && !text.equals(" "))) {
            problems.wrong(
                    option, text, List.of("one character of ASCII", option.equals("csv.quote") ? "none" : "tab"));
            return Optional.empty();
        }
        return Optional.of(text.charAt(0));
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "there is no encoding '" + name + "'; utf-8, windows-1252, utf-16 are some", e);
        }
    }
}
