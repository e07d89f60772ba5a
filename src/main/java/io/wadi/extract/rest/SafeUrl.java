package io.wadi.extract.rest;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An address as it may stand in messages, logs and origins: without user, fragment, and values that look secret. */
final class SafeUrl {
    /** Names of parameters that carry secrets; those of presigned addresses included. */
    private static final Pattern SECRET = Pattern.compile(
            "(?i).*(token|secret|passw|pwd|signature|credential|api[-_.]?key|access[-_.]?key|auth|session).*|key|sig");

    private static final int LONGEST = 300;

    private SafeUrl() {}

    /** @param alsoSecret the parameter that the credentials go in, if they do */
    static String of(URI uri, Optional<String> alsoSecret) {
        StringBuilder text = new StringBuilder();
        text.append(uri.getScheme()).append("://").append(String.valueOf(uri.getHost()));
        if (uri.getPort() >= 0) {
            text.append(':').append(uri.getPort());
        }
        text.append(uri.getRawPath());
        Optional.ofNullable(uri.getRawQuery())
                .ifPresent(query -> text.append('?')
                        .append(Arrays.stream(query.split("&"))
                                .map(pair -> safe(pair, alsoSecret))
                                .collect(Collectors.joining("&"))));
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text.toString();
    }

    private static String safe(String pair, Optional<String> alsoSecret) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        boolean secret = SECRET.matcher(name).matches()
                || alsoSecret.map(RestRequest::encode).filter(name::equals).isPresent();
        return secret && equals >= 0 ? name + "=***" : pair;
    }
}
