package io.wadi.testing;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A text that is planted in records and must be nowhere afterwards, in any form that programs give a text. */
public final class Canary {
    private static final int ALIGNMENTS = 3;

    private final String text;
    private final Set<String> forms;

    /** @param text long enough to stand nowhere by chance */
    public Canary(String text) {
        this.text = text;
        this.forms = forms(text);
    }

    public String text() {
        return text;
    }

    /** Every byte a character, as {@link #in} searches. */
    public static String hay(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    public static String hay(String somewhere) {
        return bytes(somewhere, StandardCharsets.UTF_8);
    }

    /** Where it is found first, with what stands around it. */
    public Optional<String> in(String bytes) {
        for (String form : forms) {
            int at = bytes.indexOf(form);
            if (at >= 0) {
                return Optional.of("'" + text + "' as " + printable(form) + " in ..."
                        + printable(bytes.substring(
                                Math.max(0, at - 200), Math.min(bytes.length(), at + form.length() + 60)))
                        + "...");
            }
        }
        return Optional.empty();
    }

    /** Every form, as bytes that are each a character. */
    private static Set<String> forms(String text) {
        Set<String> forms = new LinkedHashSet<>();
        for (String plain : List.of(text, json(text), ascii(text, "\\u%04X"), ascii(text, "\\u%04x"))) {
            forms.add(bytes(plain, StandardCharsets.UTF_8));
            forms.add(bytes(plain.replace("/", "\\/"), StandardCharsets.UTF_8));
            forms.addAll(base64(plain));
        }
        forms.add(bytes(text, StandardCharsets.UTF_16LE));
        forms.add(bytes(text, StandardCharsets.UTF_16BE));
        String url = URLEncoder.encode(text, StandardCharsets.UTF_8);
        for (String encoded : List.of(url, url.replace("+", "%20"), url.replace("%40", "@"))) {
            forms.add(encoded);
            forms.add(lowerPercents(encoded));
        }
        String hex = HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
        forms.add(hex);
        forms.add(hex.toUpperCase(Locale.ROOT));
        if (text.matches("\\d{10,18}")) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                byte[] number = ByteBuffer.allocate(Long.BYTES)
                        .order(order)
                        .putLong(Long.parseLong(text))
                        .array();
                forms.add(new String(number, StandardCharsets.ISO_8859_1));
            }
            forms.add(Double.toString(Double.parseDouble(text)));
        }
        return forms;
    }

    /** Wherever in what is encoded it begins: without the characters that its neighbours change. */
    private static List<String> base64(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>();
        for (int before = 0; before < ALIGNMENTS; before++) {
            byte[] shifted = ByteBuffer.allocate(before + utf8.length)
                    .position(before)
                    .put(utf8)
                    .array();
            String encoded = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String sure = encoded.substring((before * 8 + 5) / 6, (before + utf8.length) * 8 / 6);
            forms.add(sure);
            forms.add(sure.replace('+', '-').replace('/', '_'));
        }
        return forms;
    }

    private static String json(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }

    /** JSON in which nothing is beyond ASCII. */
    private static String ascii(String text, String form) {
        StringBuilder escaped = new StringBuilder();
        json(text)
                .chars()
                .forEach(
                        c -> escaped.append(c < 0x80 ? String.valueOf((char) c) : String.format(Locale.ROOT, form, c)));
        return escaped.toString();
    }

    private static String lowerPercents(String url) {
        StringBuilder lower = new StringBuilder(url);
        for (int at = url.indexOf('%'); at >= 0; at = url.indexOf('%', at + 1)) {
            lower.replace(at, at + 3, url.substring(at, at + 3).toLowerCase(Locale.ROOT));
        }
        return lower.toString();
    }

    private static String bytes(String text, Charset charset) {
        return new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
    }

    private static String printable(String bytes) {
        return bytes.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
