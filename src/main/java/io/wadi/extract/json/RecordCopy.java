package io.wadi.extract.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;

/** Copies the value that a parser has come to into a page, as its bytes came. */
record RecordCopy(JsonParser json, Tape tape, PageBuffer buffer) {
    /** @param place of the record, for messages */
    void copy(JsonToken value, Optional<Addition> added, Supplier<String> place) throws IOException {
        if (value == JsonToken.START_OBJECT && added.isPresent()) {
            tape.mark(json.currentTokenLocation().getByteOffset());
            copyWith(added.get(), place);
        } else if (value.isStructStart()) {
            tape.mark(json.currentTokenLocation().getByteOffset());
            json.skipChildren();
            tape.copy(json.currentLocation().getByteOffset(), buffer);
        } else if (value == JsonToken.VALUE_STRING) {
            buffer.write('"');
            buffer.write(JsonStringEncoder.getInstance().quoteAsUTF8(json.getText()));
            buffer.write('"');
        } else {
            buffer.write(JsonStringEncoder.getInstance().encodeAsUTF8(json.getText()));
        }
        buffer.endRecord();
    }

    private void copyWith(Addition added, Supplier<String> place) throws IOException {
        boolean empty = true;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            if (added.has(json.currentName())) {
                throw new TerminalFailure(Explanation.of(place.get() + " has a field " + json.currentName()
                                + " of its own, which is to be its parent's")
                        .fix("leave it out of parentFields"));
            }
            empty = false;
            json.nextToken();
            json.skipChildren();
        }
        tape.copy(json.currentTokenLocation().getByteOffset(), buffer);
        if (!empty) {
            buffer.write(',');
        }
        buffer.write(added.text());
        buffer.write('}');
    }
}
