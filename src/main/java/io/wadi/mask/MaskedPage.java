package io.wadi.mask;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
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

    private final JsonPage page;
    private final Remains remains;
    /** Up to here the page's bytes have been copied or left out. */
    private int done;

    MaskedPage(JsonPage page, Remains remains) {
        super(page.length() + page.length() / 8);
        this.page = page;
        this.remains = remains;
        this.done = page.from();
    }

    JsonPage page() {
        if (done == page.from()) {
            return new JsonPage(page.bytes(), page.from(), page.to(), page.records(), page.origin(), Optional.empty());
        }
        copyTo(page.to());
        return new JsonPage(buf, 0, count, page.records(), page.origin(), Optional.empty());
    }

    /** Masks in a record, or in a value below a place; the parser is left at the value's last token. */
    void value(JsonParser json, Place place) throws IOException {
        within(json, place, true);
    }

    /** @param row whether a value that is no object is a row by itself */
    private void within(JsonParser json, Place place, boolean row) throws IOException {
        switch (json.currentToken()) {
            case START_OBJECT -> object(json, place);
            case START_ARRAY -> {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    within(json, place, true);
                }
            }
            default -> {
                Place value = place.child(ROW);
                Optional<Mask.Kind> kind = value.kind();
                // By name also where it is no row, for another record may have a list there.
                if (row || value.isNamed()) {
                    value.meet();
                    if (kind.isPresent()) {
                        mask(json, value, kind.get());
                    }
                }
            }
        }
    }

    private void object(JsonParser json, Place place) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Place at = place.child(json.currentName());
            Optional<Mask.Kind> kind = at.kind();
            at.meet();
            int name = kind.isPresent() ? start(json) : 0;
            json.nextToken();
            if (kind.isPresent() && kind.get() == Mask.Kind.DROP) {
                drop(json, name);
            } else if (kind.isPresent()) {
                mask(json, at, kind.get());
            } else if (at.leads()) {
                within(json, at, false);
            } else {
                json.skipChildren();
            }
        }
    }

    private void mask(JsonParser json, Place place, Mask.Kind kind) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return;
        }
        copyTo(start(json));
        boolean single = json.currentToken().isScalarValue();
        Optional<String> left = remains.of(kind, kind.looks(single) ? CanonicalText.of(json) : "", single);
        writeBytes(left.map(MaskedPage::quoted).orElse(NULL));
        if (left.isEmpty() && kind != Mask.Kind.NULL && kind != Mask.Kind.DROP) {
            place.lose();
        }
        json.skipChildren();
        done = end(json);
    }

    private static byte[] quoted(String text) {
        return ('"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"')
                .getBytes(StandardCharsets.UTF_8);
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
