package io.wadi.extract.rest;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Hides secrets in what servers repeat of a request, and in what runs log, in the forms that programs give a text. */
public final class Redaction {
    public static final Redaction NONE = new Redaction(List.of());

    private static final String HIDDEN = "***";
    /** Letters and digits in a row look the same in most forms; shorter ones may be words. */
    private static final int RUN = 6;

    private static final int ALIGNMENTS = 3;

    private final Optional<Pattern> forms;

    public Redaction(Collection<String> secrets) {
        Set<String> all = new LinkedHashSet<>();
        secrets.stream().filter(secret -> !secret.isEmpty()).forEach(secret -> all.addAll(forms(secret)));
        this.forms = all.isEmpty()
                ? Optional.empty()
                : Optional.of(Pattern.compile(
                        all.stream()
                                .filter(form -> !form.isEmpty())
                                .sorted(Comparator.comparingInt(String::length).reversed())
                                .map(Pattern::quote)
                                .collect(Collectors.joining("|")),
                        Pattern.CASE_INSENSITIVE));
    }

    public String of(String text) {
        return forms.map(all -> all.matcher(text).replaceAll(HIDDEN)).orElse(text);
    }

    private static List<String> forms(String secret) {
        List<String> forms = new ArrayList<>();
        String url = RestRequest.encode(secret);
        String form = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        String json = new String(JsonStringEncoder.getInstance().quoteAsString(secret));
        forms.addAll(List.of(secret, url, form, form.replace("+", "%20"), json, json.replace("/", "\\/")));
        for (String encoded : List.of(secret, url, form)) {
            base64(encoded).forEach(base64 -> forms.addAll(List.of(base64, RestRequest.encode(base64))));
        }
        for (String run : secret.split("[^A-Za-z0-9]+", -1)) {
            if (run.length() >= RUN) {
                forms.add(run);
            }
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
            String sure = encoded.substring(
                    (before * 8 + 5) / 6, Math.max((before * 8 + 5) / 6, (before + utf8.length) * 8 / 6));
            if (sure.length() >= RUN) {
                forms.add(sure);
                forms.add(sure.replace('+', '-').replace('/', '_'));
            }
        }
        return forms;
    }
}
