package io.wadi.mask;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.model.JsonPage;
import io.wadi.model.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A page while it is masked: the bytes between masked values are copied as they are, so that no number or text can change
 * that nobody asked to change, and none becomes an object.
 */
final class MaskedPage extends ByteArrayOutputStream {
    private static final String ROW = "value";
    private static final byte[] NULL = ascii("null");
    private static final byte[] REDACTED = ascii('"' + Masking.REDACTED + '"');

    private final JsonPage page;
    private final Optional<KeyedHash> hash;
    /** Up to here the page's bytes have been copied or left out. */
    private int done;

    MaskedPage(JsonPage page, Optional<KeyedHash> hash) {
        super(page.length() + page.length() / 8);
        this.page = page;
        this.hash = hash;
        this.done = page.from();
    }

    JsonPage page() {
        if (done == page.from()) {
            return new JsonPage(page.bytes(), page.from(), page.to(), page.records(), page.origin(), Optional.empty());
        }
        copyTo(page.to());
        return new JsonPage(buf, 0, count, page.records(), page.origin(), Optional.empty());
    }

    /** Masks in the value that the parser has come to; it is left at the value's last token. */
    void value(JsonParser json, Place place) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json, place);
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    value(json, place);
                }
            }
            default -> {
                Optional<Mask.Kind> row = place.child(ROW).flatMap(Place::kind);
                if (row.isPresent()) {
                    mask(json, row.get());
                }
            }
        }
    }

    private void object(JsonParser json, Place place) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Optional<Place> at = place.child(json.currentName());
            Optional<Mask.Kind> kind = at.flatMap(Place::kind);
            int name = kind.isPresent() ? start(json) : 0;
            json.nextToken();
            if (kind.isPresent() && kind.get() == Mask.Kind.DROP) {
                drop(json, name);
            } else if (kind.isPresent()) {
                mask(json, kind.get());
            } else if (at.isPresent()) {
                value(json, at.get());
            } else {
                json.skipChildren();
            }
        }
    }

    private void mask(JsonParser json, Mask.Kind kind) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        copyTo(start(json));
        switch (kind) {
            case HASH -> {
                String text = CanonicalText.of(json);
                writeBytes(ascii('"' + hash.orElseThrow().of(text) + '"'));
            }
            case REDACT -> writeBytes(REDACTED);
            case DROP -> writeBytes(NULL);
        }
        json.skipChildren();
        done = end(json);
    }

    /** Leaves out a key, its value and one comma: the one that follows, or else the one before. */
    private void drop(JsonParser json, int name) throws IOException {
        copyTo(name);
        json.skipChildren();
        int next = end(json);
        while (next < page.to() && isSpace(page.bytes()[next])) {
            next++;
        }
        if (next < page.to() && page.bytes()[next] == ',') {
            done = next + 1;
            return;
        }
        done = next;
        int last = count - 1;
        while (isSpace(buf[last])) {
            last--;
        }
        if (buf[last] == ',') {
            count = last;
        }
    }

    private void copyTo(int index) {
        write(page.bytes(), done, index - done);
        done = index;
    }

    private int start(JsonParser json) {
        return page.from() + (int) json.currentTokenLocation().getByteOffset();
    }

    /** Where the current scalar or the structure that just ended does. */
    private int end(JsonParser json) throws IOException {
        if (json.currentToken().isNumeric()) {
            // Between records the parser has gone on beyond a number's last digit.
            return start(json) + json.getTextLength();
        }
        json.finishToken();
        return page.from() + (int) json.currentLocation().getByteOffset();
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
