package io.wadi.extract.sql;

import java.util.Collection;
import java.util.Optional;

/** What somebody probably meant by a word that is none of those there are. */
@FunctionalInterface
public interface Guess {
    Optional<String> nearest(String word, Collection<String> words);

    /** What to do about a word that is not there. */
    default String advice(String word, Collection<String> words) {
        return nearest(word, words)
                .map(near -> "did you mean " + near + "?")
                .orElse(words.isEmpty() ? "there are none" : "there are " + String.join(", ", words));
    }
}
