package io.wadi.camel;

import io.wadi.config.Nearest;
import io.wadi.config.Said;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Gathers what is wrong with an endpoint, so that a person learns of all of it at once. */
final class Problems {
    private final String at;
    private final List<Explanation> found = new ArrayList<>();

    Problems(String at) {
        this.at = at;
    }

    void add(Explanation problem) {
        found.add(problem.at().isPresent() ? problem : problem.at(at));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** An enum's constant as a person writes it. */
    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static List<String> words(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Problems::word).toList();
    }

    static <E extends Enum<E>> Optional<E> constant(String word, E[] constants) {
        return Arrays.stream(constants)
                .filter(constant -> word(constant).equals(word))
                .findFirst();
    }

    /** The constant that a word means; a wrong one becomes a problem and the first constant. */
    <E extends Enum<E>> E word(String option, String word, E[] constants) {
        int index = words(constants).indexOf(word);
        if (index < 0) {
            wrong(option, word, words(constants));
        }
        return constants[Math.max(0, index)];
    }

    /** A word that is none of those allowed. */
    void wrong(String option, String value, List<String> allowed) {
        add(Explanation.of(option + " is '" + value + "'")
                .fix(Nearest.to(value, allowed)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("it is " + String.join(" or ", allowed))));
    }

    void wrong(Said said, List<String> allowed) {
        add(Explanation.of(said.option() + " is '" + said.value() + "'")
                .fix(Nearest.to(said.value(), allowed)
                        .map(word -> "did you mean " + word + "?")
                        .orElse("it is " + String.join(" or ", allowed)))
                .at(said.from()));
    }

    void unknown(Said said, String prefix, List<String> keys) {
        Problems one = new Problems(said.from());
        one.unknown(said.option(), prefix, keys);
        found.addAll(one.found);
    }

    /** All that was found, to be told elsewhere. */
    List<Explanation> found() {
        return List.copyOf(found);
    }

    /** An option under a prefix that has no such key. */
    void unknown(String option, String prefix, List<String> keys) {
        String key = option.substring(option.lastIndexOf('.') + 1);
        add(Explanation.of("unknown option " + option)
                .fix(Nearest.to(key, keys)
                        .map(near -> "did you mean " + prefix + near + "?")
                        .orElse("it has " + prefix + String.join(", " + prefix, keys))));
    }

    /** Reads an option; a failure becomes a problem and the option counts as absent. */
    <T> Optional<T> read(String option, String text, Function<String, T> reader) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(reader.apply(text));
        } catch (ConfigurationFailure e) {
            e.problems().forEach(this::add);
        } catch (IllegalArgumentException e) {
            add(Explanation.of(option + ": " + e.getMessage()));
        }
        return Optional.empty();
    }

    /** @throws ConfigurationFailure with all of them */
    void raise() {
        if (!found.isEmpty()) {
            throw new ConfigurationFailure(found);
        }
    }
}
