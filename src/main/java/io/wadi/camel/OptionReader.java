package io.wadi.camel;

import io.wadi.config.Said;
import io.wadi.model.Explanation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads what is said by the kind of its option; what cannot be read becomes a problem, and counts as not said. */
final class OptionReader {
    private final Map<String, Said> said;
    private final Problems problems;

    OptionReader(Map<String, Said> said, Problems problems) {
        this.said = said;
        this.problems = problems;
    }

    Map<String, Said> said() {
        return said;
    }

    Optional<String> text(String option) {
        return Optional.ofNullable(said.get(option)).map(Said::value).filter(text -> !text.isBlank());
    }

    Optional<List<String>> names(String option) {
        return text(option).map(OptionReader::list);
    }

    /** What stands between commas. */
    static List<String> list(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    Optional<Boolean> bool(String option) {
        return word(option, List.of("true", "false"), word -> Optional.of(word.equals("true")));
    }

    OptionalInt number(String option) {
        Optional<String> text = text(option);
        if (text.isPresent() && !text.get().matches("\\d{1,9}")) {
            wrong(option, List.of("a whole number, 0 or more"));
            return OptionalInt.empty();
        }
        return text.stream().mapToInt(Integer::parseInt).findFirst();
    }

    /** @param meaning of each of the words */
    <T> Optional<T> word(String option, List<String> words, Function<String, Optional<T>> meaning) {
        Optional<String> text = text(option);
        if (text.isPresent() && !words.contains(text.get())) {
            wrong(option, words);
            return Optional.empty();
        }
        return text.flatMap(meaning);
    }

    void wrong(String option, List<String> allowed) {
        Optional.ofNullable(said.get(option)).ifPresent(s -> problems.wrong(s, allowed));
    }

    /** Tells of every key under {@code prefix} that is none of these. */
    void only(String prefix, List<String> keys) {
        said.forEach((option, s) -> {
            if (option.startsWith(prefix) && !keys.contains(option.substring(prefix.length()))) {
                unknown(option, prefix, keys);
            }
        });
    }

    /** @param prefix what stands before the key, as in the option without what names its resource */
    void unknown(String option, String prefix, List<String> keys) {
        Optional.ofNullable(said.get(option)).ifPresent(s -> {
            String before = s.option().substring(0, Math.max(0, s.option().length() - option.length()));
            problems.unknown(s, before + prefix, keys);
        });
    }

    void problem(Said about, Explanation problem) {
        problems.add(problem.at(about.from()));
    }
}
