package io.wadi.normalise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** JSON as orjson writes it: compact, and for hashing with sorted keys (contract 2.2). */
public final class CanonicalJson {
    private static final String SYSTEM_PREFIX = "_dlt";
    private static final int MAX_DIGITS = "18446744073709551615".length();
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(1024)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser in;
    /** Sorted for hashing; as orjson reads it otherwise, which is stricter. */
    private final boolean sorted;

    private CanonicalJson(JsonParser in, boolean sorted) {
        this.in = in;
        this.sorted = sorted;
    }

    /**
     * A JSON value for hashing. What no JSON number can be is null.
     *
     * @throws IllegalArgumentException when the bytes are not one JSON value
     */
    public static String sorted(byte[] utf8, int from, int to) {
        return read(utf8, from, to, "");
    }

    /** A record for its row hash: without the system's own keys at its top. */
    static String row(byte[] utf8, int from, int to) {
        return read(utf8, from, to, SYSTEM_PREFIX);
    }

    /** The rows that a record is, each for its row hash: of a list its elements; what is no object stands under a key. */
    static List<String> rows(byte[] utf8, int from, int to) {
        List<String> rows = new ArrayList<>();
        try (JsonParser in = JSON.createParser(utf8, from, to - from)) {
            CanonicalJson json = new CanonicalJson(in, true);
            if (in.nextToken() == JsonToken.START_ARRAY) {
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    rows.add(json.row());
                }
            } else {
                rows.add(json.row());
            }
            return rows;
        } catch (IOException e) {
            throw new IllegalArgumentException("not one JSON value: " + e.getMessage(), e);
        }
    }

    private String row() throws IOException {
        return switch (in.currentToken()) {
            case START_OBJECT -> value(SYSTEM_PREFIX);
            case START_ARRAY -> "{\"list\":" + value("") + "}";
            default -> "{\"value\":" + value("") + "}";
        };
    }

    /** The parser's current value, which is no object or list. */
    static String scalar(JsonParser in) throws IOException {
        return new CanonicalJson(in, true).value("");
    }

    /** A text that is JSON, made compact; its last value where a key comes twice. Empty when it is not JSON. */
    static Optional<String> compact(String text) {
        try (JsonParser in = JSON.createParser(text)) {
            String compact = new CanonicalJson(in, false).document("");
            return isUnicode(compact) ? Optional.of(compact) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String read(byte[] utf8, int from, int to, String hidden) {
        try (JsonParser in = JSON.createParser(utf8, from, to - from)) {
            return new CanonicalJson(in, true).document(hidden);
        } catch (IOException e) {
            throw new IllegalArgumentException("not one JSON value: " + e.getMessage(), e);
        }
    }

    /** An object of values that are canonical already. */
    static String object(Map<String, String> members) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        members.forEach((key, value) -> object.add(string(key) + ":" + value));
        return object.toString();
    }

    /** Keys in the order of their code points, which is also that of their UTF-8 bytes. */
    static int compareKeys(String a, String b) {
        int same = 0;
        int least = Math.min(a.length(), b.length());
        while (same < least && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        if (same == least) {
            return Integer.compare(a.length(), b.length());
        }
        char x = a.charAt(same);
        char y = b.charAt(same);
        if (Character.isSurrogate(x) == Character.isSurrogate(y)) {
            return Character.compare(x, y);
        }
        return Character.isSurrogate(x) ? 1 : -1;
    }

    /** A text in quotes. */
    static String string(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20) {
                        quoted.append(c < 0x10 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }

    static String real(double value) {
        return Double.isFinite(value) ? ShortestDouble.text(value, -4, 1) : "null";
    }

    private String document(String hidden) throws IOException {
        in.nextToken();
        String value = value(hidden);
        if (in.nextToken() != null) {
            throw new IOException("more than one value");
        }
        return value;
    }

    private String value(String hidden) throws IOException {
        JsonToken token = in.currentToken();
        if (token == null) {
            throw new IOException("no value");
        }
        return switch (token) {
            case START_OBJECT -> object(hidden);
            case START_ARRAY -> array();
            case VALUE_STRING -> string(in.getText());
            case VALUE_NUMBER_INT -> whole();
            case VALUE_NUMBER_FLOAT -> finite(Double.parseDouble(in.getText()));
            default -> in.getText();
        };
    }

    private String object(String hidden) throws IOException {
        Map<String, String> members = sorted ? new TreeMap<>(CanonicalJson::compareKeys) : new LinkedHashMap<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
            String key = in.currentName();
            in.nextToken();
            if (!hidden.isEmpty() && key.startsWith(hidden)) {
                in.skipChildren();
            } else {
                members.put(key, value(""));
            }
        }
        return object(members);
    }

    private String array() throws IOException {
        StringJoiner array = new StringJoiner(",", "[", "]");
        while (in.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(""));
        }
        return array.toString();
    }

    private String whole() throws IOException {
        String digits = in.getText();
        if (digits.length() < 19) {
            return digits.equals("-0") ? "0" : digits;
        }
        if (sorted) {
            return digits;
        }
        // orjson reads what neither 64 signed nor unsigned bits hold as a double.
        return digits.length() <= MAX_DIGITS && fits(new BigInteger(digits))
                ? digits
                : finite(Double.parseDouble(digits));
    }

    private static boolean fits(BigInteger value) {
        return value.signum() < 0 ? value.bitLength() < Long.SIZE : value.bitLength() <= Long.SIZE;
    }

    private String finite(double value) throws IOException {
        if (!sorted && Double.isInfinite(value)) {
            throw new IOException("a number that no double holds");
        }
        return real(value);
    }

    /** Not so for half of a surrogate pair, which an escape can smuggle in. */
    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }
}
