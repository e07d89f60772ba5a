package io.wadi.normalise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.wadi.model.JsonPage;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The first line of a page that is not exactly one JSON value. The parser sees values and not lines: it finds its error, or
 * one value too many or few, only behind the line that is to blame.
 *
 * @param index counted from 0, blank lines left out
 */
record WrongLine(int index, String why) {
    private static final String UNIT = "line";
    private static final Pattern LIMIT =
            Pattern.compile("(.*) \\((\\d+)\\) exceeds the maximum allowed \\((\\d+),.*", Pattern.DOTALL);

    /** Without Jackson's note of where in its input a bracket was opened: that is no place of the source's. */
    String reason() {
        int note = why.indexOf(" (start marker");
        return note < 0 ? why : why.substring(0, note);
    }

    /** The parser's words without the data that they quote, and without its own classes and settings. */
    static String reason(JsonProcessingException e) {
        if (e instanceof StreamConstraintsException) {
            return LIMIT.matcher(e.getOriginalMessage()).replaceFirst("$1 ($2) is more than $3");
        }
        return e.getOriginalMessage()
                .replaceFirst("(?s)^Non-standard token '(.*?)'.*", "$1 is no value of JSON")
                .replaceFirst("(?s)^Unrecognized token '.*?': was expecting", "Unrecognized token, expected");
    }

    /** Empty when no line is to blame, or when the page's records are not lines. */
    static Optional<WrongLine> of(JsonPage page) {
        if (!page.origin().unit().equals(UNIT)) {
            return Optional.empty();
        }
        int index = 0;
        int end;
        for (int from = page.from(); from < page.to(); from = end + 1) {
            end = from;
            boolean blank = true;
            while (end < page.to() && page.bytes()[end] != '\n') {
                blank &= page.bytes()[end++] <= ' ' && page.bytes()[end - 1] >= 0;
            }
            Optional<String> why = blank ? Optional.empty() : why(page.bytes(), from, end);
            if (why.isPresent()) {
                return Optional.of(new WrongLine(index, why.get()));
            }
            index += blank ? 0 : 1;
        }
        return Optional.empty();
    }

    private static Optional<String> why(byte[] bytes, int from, int to) {
        try {
            Utf8Parser parser = Utf8Parser.over(bytes, from, to);
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null ? Optional.empty() : Optional.of("the line holds more than one value");
        } catch (JsonProcessingException e) {
            return Optional.of(reason(e));
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
