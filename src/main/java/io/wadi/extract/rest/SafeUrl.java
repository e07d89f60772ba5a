package io.wadi.extract.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An address as it may stand in messages, logs and origins: without user, fragment, and values that look secret.
 *
 * @param alsoSecret the parameter that the credentials go in, if they do
 * @param discreet leaves out all values that may be of a record, for a link to the next page may quote one
 */
record SafeUrl(Optional<String> alsoSecret, boolean discreet) {
    /** Names of parameters that carry secrets; those of presigned addresses included. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(token|secret|passw|pwd|signature|credential|api[-_.]?key|access[-_.]?key|auth|session).*|key|sig");

    /** Values that can be of nobody, whoever made the address. */
    private static final Pattern HARMLESS = Pattern.compile("\\d{0,6}|true|false");

    private static final int LONGEST = 300;

    /** For addresses that nobody has to prove anything to. */
    static final SafeUrl PLAIN = new SafeUrl(Optional.empty(), false);

    /** Where it is not known whether records are masked. */
    static final SafeUrl DISCREET = new SafeUrl(Optional.empty(), true);

    String of(URI uri) {
        StringBuilder text = new StringBuilder();
        text.append(uri.getScheme()).append("://").append(String.valueOf(uri.getHost()));
        if (uri.getPort() >= 0) {
            text.append(':').append(uri.getPort());
        }
        text.append(uri.getRawPath());
        Optional.ofNullable(uri.getRawQuery())
                .ifPresent(query -> text.append('?')
                        .append(Arrays.stream(query.split("&")).map(this::safe).collect(Collectors.joining("&"))));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text.toString();
    }

    /** Whether a link, whole or without its host, or a token can lie on disk as it is. */
    boolean mayKeep(String told) {
        if (!told.contains("://") && !told.contains("?")) {
            return !discreet || told.matches("\\d{1,18}");
        }
        try {
            URI uri = new URI(told);
            return uri.getRawUserInfo() == null
                    && Optional.ofNullable(uri.getRawQuery()).stream()
                            .flatMap(query -> Arrays.stream(query.split("&")))
                            .allMatch(pair -> safe(pair).equals(pair));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private String safe(String pair) {
        int equals = pair.indexOf('=');
        String name = pair.substring(0, Math.max(0, equals));
        boolean secret = SECRET.matcher(URLDecoder.decode(name, StandardCharsets.UTF_8))
                        .matches()
                || alsoSecret.map(RestRequest::encode).filter(name::equals).isPresent();
        boolean ofRecord =
                discreet && !HARMLESS.matcher(pair.substring(equals + 1)).matches();
        return secret || ofRecord ? pair.substring(0, equals + 1) + "***" : pair;
    }
}
