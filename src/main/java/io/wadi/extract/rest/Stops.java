package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * When a paginator stops.
 *
 * @param total where the number of pages, or of records, stands
 * @param hasMore where it says whether there is more
 * @param maximum the highest page number or offset that is asked for
 * @param afterEmptyPage whether a page without records is the last
 */
public record Stops(Optional<JsonPath> total, Optional<JsonPath> hasMore, OptionalInt maximum, boolean afterEmptyPage) {
    public static final Stops AFTER_EMPTY_PAGE =
            new Stops(Optional.empty(), Optional.empty(), OptionalInt.empty(), true);

    public Stops {
        requireNonNull(total);
        requireNonNull(hasMore);
        requireNonNull(maximum);
    }

    Stream<JsonPath> picks() {
        return Stream.concat(total.stream(), hasMore.stream());
    }

    /** Whether the answer says by itself that it is the last. */
    boolean last(Answer answer) {
        return !hasMore.map(path -> isMore(path, answer)).orElse(true) || (afterEmptyPage && answer.records() == 0);
    }

    private static boolean isMore(JsonPath path, Answer answer) {
        return answer.text(path)
                .filter(word -> !word.equalsIgnoreCase("false") && !word.equals("0"))
                .isPresent();
    }

    /** Whether it has no records, and says that there is more all the same. */
    boolean emptyWithMore(Answer answer) {
        return afterEmptyPage
                && answer.records() == 0
                && hasMore.filter(path -> isMore(path, answer)).isPresent();
    }

    /** The same for an API that may have empty pages in between. */
    Stops pastEmptyPages() {
        return new Stops(total, hasMore, maximum, false);
    }

    /**
     * @param done pages, or records, that were read
     * @param next the page number, or offset, that would be asked for
     */
    boolean reached(Answer answer, long done, long next) {
        boolean all = total(answer).map(number -> done >= number).orElse(false);
        return all || (maximum.isPresent() && next > maximum.getAsInt());
    }

    /**
     * Why an answer after which nothing is asked for cannot be trusted to be the last, for a person. A first page without
     * records is believed: there may be none, whatever a total counts.
     *
     * @param first whether no page came before it
     * @param done pages, or records, that were read
     */
    Optional<String> doubt(Answer answer, boolean first, long done) {
        if (first && answer.records() == 0) {
            return Optional.empty();
        }
        return missing(answer, first)
                .or(() -> total(answer)
                        .filter(number -> last(answer) && maximum.isEmpty() && done < number)
                        .map(number -> (answer.records() == 0 ? "has no records" : "is the last by " + at(hasMore))
                                + ", but by " + at(total) + " there are more"));
    }

    /** A word whether there is more that is not even on the first page is looked for in the wrong place. */
    Optional<String> missing(Answer answer, boolean first) {
        return hasMore.filter(path ->
                        first && answer.records() > 0 && answer.text(path).isEmpty())
                .map(path -> "has nothing at hasMorePath " + path);
    }

    private static String at(Optional<JsonPath> path) {
        return path.map(JsonPath::toString).orElse("");
    }

    /** Whether the answer tells how much there is. */
    boolean foresees(Answer answer) {
        return total(answer).isPresent();
    }

    private Optional<Double> total(Answer answer) {
        return total.flatMap(answer::text).flatMap(Stops::number);
    }

    /** What is no number counts as absent: an empty page still ends the reading. */
    private static Optional<Double> number(String text) {
        try {
            return Optional.of(Double.valueOf(text));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
