package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Cuts the records out of a JSON response as their bytes came, page by page while it streams, and picks single values
 * beside them on the way. Memory is one page and one record; a selection that has to be guessed needs what comes before it, too.
 */
public final class RecordReader {
    /** What a page holds before it is handed over, in bytes; a longer record is a page of its own. */
    static final int PAGE = 4 << 20;

    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final InputStream in;
    private final Selection selection;
    private final String what;
    private final Maker maker;
    private final int pageSize;
    private final PageBuffer buffer = new PageBuffer();
    private final Map<JsonPath, String> picked = new HashMap<>();
    private final Deque<Place> open = new ArrayDeque<>();
    private Optional<JsonParser> parser = Optional.empty();
    private Tape tape = new Tape(InputStream.nullInputStream());
    private Optional<Place> list = Optional.empty();
    private boolean found;
    private boolean ended;
    private Optional<String> other = Optional.empty();
    private long records;

    /** An object or list that is open, and leads to something. */
    private static final class Place {
        private final Fork fork;
        private final boolean list;
        private int elements;

        Place(Fork fork, boolean list) {
            this.fork = fork;
            this.list = list;
        }
    }

    /** @param what the response without its secrets, for messages: "page 7 of GET https://…" */
    public RecordReader(InputStream in, Selection selection, String what, Maker maker) {
        this(in, selection, what, maker, PAGE);
    }

    RecordReader(InputStream in, Selection selection, String what, Maker maker, int pageSize) {
        this.in = in;
        this.selection = selection;
        this.what = what;
        this.maker = maker;
        this.pageSize = pageSize;
    }

    /**
     * The next page; empty once the response was read to its end.
     *
     * @throws TransientFailure when the response breaks off
     * @throws TerminalFailure when it is not JSON, or the records are elsewhere
     */
    public Optional<JsonPage> next() {
        try {
            JsonParser json = parser.isPresent() ? parser.get() : start();
            while (!ended && buffer.size() < pageSize) {
                step(json);
            }
        } catch (JsonEOFException e) {
            throw maker.incomplete(
                    what + " ends early, at byte " + e.getLocation().getByteOffset() + " with its JSON still open");
        } catch (JsonProcessingException e) {
            // Jackson's own words may quote the data.
            throw maker.notJson(
                    what, "there is a syntax error at byte " + e.getLocation().getByteOffset());
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of(what + " broke off: " + e.getClass().getSimpleName()), e);
        }
        if (buffer.records() == 0) {
            return Optional.empty();
        }
        long first = records - buffer.records() + 1;
        return Optional.of(buffer.page(new Origin(what, "record", first)));
    }

    /** The values picked, as text; complete when {@link #next} was empty. Null and absent ones are missing. */
    public Map<JsonPath, String> picked() {
        return Map.copyOf(picked);
    }

    /** The number of records so far. */
    public long records() {
        return records;
    }

    /** Whether there was anything where the records should be; complete when {@link #next} was empty. */
    public boolean hasPlace() {
        return found;
    }

    /** A hash of the bytes of all records; asked for once, at the end. */
    public byte[] fingerprint() {
        return buffer.fingerprint();
    }

    private JsonParser start() throws IOException {
        InputStream response = utf8(new BufferedInputStream(in));
        JsonPath place = JsonPath.ROOT;
        if (selection.records().isPresent()) {
            place = selection.records().get();
        } else if (firstOf(response) == '{') {
            Searched searched = new Searched(response, what);
            place = searched.find();
            response = searched.again();
        }
        tape = new Tape(response);
        JsonParser json = JSON.createParser(tape);
        parser = Optional.of(json);
        JsonToken root = json.nextToken();
        if (root == null) {
            throw maker.incomplete(what + " is empty where JSON was expected");
        }
        visit(Fork.of(Optional.of(place), selection.picks()), root, json);
        return json;
    }

    /** Passes a byte order mark over; records are copied as bytes, so that other encodings would spoil pages. */
    private InputStream utf8(InputStream response) throws IOException {
        response.mark(3);
        byte[] head = response.readNBytes(3);
        boolean marked = head.length == 3 && (head[0] & 0xff) == 0xef && (head[1] & 0xff) == 0xbb;
        if (!marked) {
            response.reset();
        }
        if (head.length > 1 && (head[0] == 0 || head[1] == 0 || (head[0] & 0xfe) == 0xfe)) {
            throw maker.notJson(what, "it is not in UTF-8");
        }
        return response;
    }

    private static int firstOf(InputStream response) throws IOException {
        int first;
        do {
            response.mark(1);
            first = response.read();
        } while (first >= 0 && first <= ' ');
        response.reset();
        return first;
    }

    private void step(JsonParser json) throws IOException {
        if (list.isPresent()) {
            JsonToken element = json.nextToken();
            if (element == JsonToken.END_ARRAY) {
                list = Optional.empty();
            } else {
                int from = buffer.size();
                record(element, json);
                pickWithin(next(list.get()), from);
            }
        } else if (open.isEmpty()) {
            end(json);
        } else if (open.element().list) {
            element(open.element(), json);
        } else if (json.nextToken() == JsonToken.FIELD_NAME) {
            Optional<Fork> field = open.element().fork.child(json.currentName());
            follow(field, json.nextToken(), json);
        } else {
            open.remove();
        }
    }

    private void element(Place list, JsonParser json) throws IOException {
        JsonToken value = json.nextToken();
        if (value != JsonToken.END_ARRAY) {
            follow(next(list), value, json);
            return;
        }
        open.remove();
        if (list.fork.misses(list.elements)) {
            other = other.or(() -> Optional.of("a list of " + list.elements));
        }
    }

    private Optional<Fork> next(Place list) {
        if (!list.fork.hasElements()) {
            return Optional.empty();
        }
        picked.keySet().removeAll(list.fork.ofLast());
        return list.fork.element(list.elements++);
    }

    private void follow(Optional<Fork> place, JsonToken value, JsonParser json) throws IOException {
        if (place.isPresent()) {
            visit(place.get(), value, json);
        } else {
            pass(value, json);
        }
    }

    private void visit(Fork place, JsonToken value, JsonParser json) throws IOException {
        Fork fork = value == JsonToken.START_ARRAY ? place : place.unlisted();
        if (fork.isRecords()) {
            found = true;
            if (value == JsonToken.START_ARRAY) {
                list = Optional.of(new Place(fork, true));
            } else if (value != JsonToken.VALUE_NULL) {
                int from = buffer.size();
                record(value, json);
                pickWithin(Optional.of(fork).filter(Fork::hasNames), from);
            }
        } else if (value == JsonToken.START_OBJECT && fork.hasNames()) {
            open.push(new Place(fork, false));
        } else if (value == JsonToken.START_ARRAY && fork.hasElements()) {
            open.push(new Place(fork, true));
        } else if (fork.pick().isPresent() && value.isScalarValue()) {
            if (value != JsonToken.VALUE_NULL) {
                picked.put(fork.pick().get(), json.getText());
            }
        } else {
            pass(value, json);
        }
    }

    /** Values to pick are inside the record that was read last. */
    private void pickWithin(Optional<Fork> fork, int from) throws IOException {
        if (fork.isEmpty()) {
            return;
        }
        byte[] record = buffer.tail(from);
        try (JsonParser json = JSON.createParser(record)) {
            json.nextToken();
            new Picking(json, record, 0)
                    .value(fork.get())
                    .forEach((path, value) -> value.text().ifPresent(text -> picked.put(path, text)));
        }
    }

    private void record(JsonToken value, JsonParser json) throws IOException {
        records++;
        new RecordCopy(json, tape, buffer).copy(value, selection.added(), () -> what + ", record " + records);
    }

    /** Skips a value, but remembers a list with something in it: a misspelt selection should not pass as no records. */
    private void pass(JsonToken value, JsonParser json) throws IOException {
        String name = String.valueOf(json.currentName());
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        JsonToken element = json.nextToken();
        if (element != JsonToken.END_ARRAY) {
            other = other.or(() -> Optional.of("a list named " + name));
        }
        while (element != JsonToken.END_ARRAY) {
            json.skipChildren();
            element = json.nextToken();
        }
    }

    private void end(JsonParser json) throws IOException {
        if (json.nextToken() != null) {
            throw maker.notJson(
                    what,
                    "something follows its end at byte "
                            + json.currentTokenLocation().getByteOffset());
        }
        ended = true;
        if (!found && other.isPresent()) {
            throw new TerminalFailure(Explanation.of(what + " has nothing at "
                            + selection.records().map(JsonPath::toString).orElse("$") + ", but " + other.get())
                    .fix("correct dataSelector"));
        }
    }
}
