package io.wadi.extract.files;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * What is said of CSV files; what is not said is found out from the beginning of each.
 *
 * @param quote 0 when nothing is quoted
 * @param header whether the first record has the names
 * @param names in place of the header's, or where there is none; empty when they are not said
 * @param nullText what a cell without a value holds, quoted or not
 */
public record CsvOptions(
        Optional<Character> delimiter,
        char quote,
        Optional<Boolean> header,
        List<String> names,
        String nullText,
        Optional<Charset> encoding) {
    public static final CsvOptions DEFAULT =
            new CsvOptions(Optional.empty(), '"', Optional.empty(), List.of(), "", Optional.empty());

    public CsvOptions {
        requireNonNull(header);
        names = List.copyOf(names);
        requireNonNull(nullText);
        requireNonNull(encoding);
        if (quote > 0x7f || delimiter.filter(c -> c > 0x7f || c == quote).isPresent()) {
            throw new IllegalArgumentException("delimiter and quote are two different characters of ASCII");
        }
    }
}
