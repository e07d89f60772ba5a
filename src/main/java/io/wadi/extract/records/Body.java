package io.wadi.extract.records;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.wadi.extract.files.StreamReading;
import io.wadi.extract.files.Utf8Text;
import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Selection;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.BaseStream;

/** What an endpoint left, as one of the things that records can be cut out of. Read once, lazily. */
public sealed interface Body {
    /**
     * The records, as pages.
     *
     * @param records where JSON has them
     * @param where the endpoint, for messages
     * @param warn takes what the user should know of the data
     */
    Pages pages(Optional<JsonPath> records, String where, Extraction extraction, Consumer<String> warn);

    /** Whether it is gone once it was read. */
    boolean once();

    /** JSON in UTF-8. */
    record Text(InputStream in, boolean once) implements Body {
        public Text {
            requireNonNull(in);
        }

        @Override
        public Pages pages(Optional<JsonPath> records, String where, Extraction extraction, Consumer<String> warn) {
            return new TextPages(in, records.map(Selection::of).orElseGet(Selection::auto), where);
        }
    }

    /** CSV or JSON lines. */
    record Lines(InputStream in, StreamReading reading, boolean once) implements Body {
        public Lines {
            requireNonNull(in);
            requireNonNull(reading);
        }

        @Override
        public Pages pages(Optional<JsonPath> records, String where, Extraction extraction, Consumer<String> warn) {
            return reading.open(in, where, extraction, warn);
        }
    }

    /** Values that Jackson can write, each a record; {@code owner} is closed at the end if that means anything to it. */
    record Values(Iterator<?> values, Object owner, boolean once) implements Body {
        public Values {
            requireNonNull(values);
        }

        @Override
        public Pages pages(Optional<JsonPath> records, String where, Extraction extraction, Consumer<String> warn) {
            if (records.filter(path -> !path.equals(JsonPath.ROOT)).isPresent()) {
                throw new TerminalFailure(Explanation.of(
                                where + " has dataSelector " + records.get() + ", but a list, not a response with one")
                        .fix("remove dataSelector: the elements of the list are the records"));
            }
            return new ValuePages(values, owner, where);
        }
    }

    /**
     * @param where the endpoint, for messages
     * @throws TerminalFailure when it is nothing that has records; names the type and never the content
     */
    static Body of(Object left, String where) {
        if (left instanceof InputStream in) {
            return new Text(in, true);
        } else if (left instanceof Reader characters) {
            return new Text(Utf8Text.of(characters), true);
        } else if (left instanceof byte[] bytes) {
            return text(bytes, where);
        } else if (left instanceof CharSequence text) {
            return text(text.toString().getBytes(StandardCharsets.UTF_8), where);
        } else if (left instanceof ArrayNode array) {
            return new Values(array.iterator(), array, false);
        } else if (left instanceof Iterator<?> iterator) {
            return new Values(iterator, iterator, true);
        } else if (left instanceof BaseStream<?, ?> stream) {
            return new Values(stream.iterator(), stream, true);
        } else if (left instanceof Object[] array) {
            return new Values(Arrays.asList(array).iterator(), array, false);
        } else if (left instanceof Iterable<?> list
                && !(left instanceof JsonNode)
                && !(left instanceof java.nio.file.Path)) {
            return new Values(list.iterator(), list, false);
        } else if (left instanceof Number || left instanceof Boolean || left instanceof Enum) {
            throw unreadable(left, where);
        }
        try {
            return text(ValuePages.JSON.writeValueAsBytes(left), where);
        } catch (JsonProcessingException e) {
            // Jackson's own words may quote the data.
            throw unreadable(left, where);
        }
    }

    /**
     * The same of CSV or JSON lines. An empty text has no records.
     *
     * @throws TerminalFailure when it is no text
     */
    static Body of(Object left, StreamReading reading, String where) {
        if (left instanceof InputStream in) {
            return new Lines(in, reading, true);
        } else if (left instanceof Reader characters) {
            return new Lines(Utf8Text.of(characters), reading.decoded(), true);
        } else if (left instanceof byte[] bytes) {
            return new Lines(new ByteArrayInputStream(bytes), reading, false);
        } else if (left instanceof CharSequence text) {
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            return new Lines(new ByteArrayInputStream(bytes), reading.decoded(), false);
        }
        String format = reading.format().name().toLowerCase(Locale.ROOT);
        throw new TerminalFailure(
                Explanation.of(where + " cannot be read as " + format + ": it is no text, nor bytes or a stream")
                        .fix("leave format out: lists, maps and iterators are records already"));
    }

    private static Text text(byte[] json, String where) {
        if (json.length == 0) {
            throw new TerminalFailure(
                    Explanation.of(where + " has an empty body").fix(FIX));
        }
        return new Text(new ByteArrayInputStream(json), false);
    }

    private static TerminalFailure unreadable(Object left, String where) {
        return new TerminalFailure(Explanation.of(
                        where + " cannot make records of a " + left.getClass().getName())
                .fix(FIX));
    }

    /** What to do about a body without records. */
    String FIX = "leave JSON as text, bytes or a stream, or maps, beans and records, or a list or an iterator of these";
}
