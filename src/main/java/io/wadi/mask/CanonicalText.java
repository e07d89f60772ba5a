package io.wadi.mask;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.wadi.model.Value;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The one text of a value that is hashed, however the source wrote it. */
final class CanonicalText {
    /** Numbers with more digits or zeros than this stay as they were written: working on them takes for ever. */
    private static final int MOST_DIGITS = 400;

    private CanonicalText() {}

    /** Reads the parser's current value; it is left at the value's last token. */
    static String of(JsonParser json) throws IOException {
        return json.currentToken() == JsonToken.VALUE_STRING ? json.getText() : text(json);
    }

    /** The text of a value that has a type of its own; where JSON can say the same, it is the same text. */
    static String of(Value value) throws IOException {
        return switch (value.type()) {
            case JSON -> {
                try (JsonParser json = Masking.JSON.createParser(value.plain())) {
                    json.nextToken();
                    yield of(json);
                }
            }
            case DECIMAL, DOUBLE -> number(value.plain());
            case TEXT, BOOL, BIGINT, WEI, TIMESTAMP, DATE, TIME, BINARY -> value.plain();
        };
    }

    private static String text(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> quoted(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getText());
            default -> json.getText();
        };
    }

    private static String object(JsonParser json) throws IOException {
        Map<String, String> members = new TreeMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            members.put(key, text(json));
        }
        StringJoiner object = new StringJoiner(",", "{", "}");
        members.forEach((key, value) -> object.add(quoted(key) + ":" + value));
        return object.toString();
    }

    private static String array(JsonParser json) throws IOException {
        StringJoiner array = new StringJoiner(",", "[", "]");
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(text(json));
        }
        return array.toString();
    }

    private static String quoted(String text) {
        return '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private static String number(String written) {
        if (written.length() > MOST_DIGITS) {
            return written;
        }
        try {
            BigDecimal number = new BigDecimal(written).stripTrailingZeros();
            return Math.abs(number.scale()) > MOST_DIGITS ? number.toString() : number.toPlainString();
        } catch (NumberFormatException e) {
            // An exponent of more than nine digits, or no number at all.
            return written;
        }
    }
}
