package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request, without its credentials.
 *
 * @param url as far as it is fixed; it may have a query of its own, already encoded
 * @param query names and values as they are meant, encoded when sent
 */
public record RestRequest(
        Method method, String url, Map<String, String> query, Map<String, String> headers, Optional<JsonBody> body) {
    /**
     * What tells whether the same was asked before. Bodies are remembered by their hash: there may be very many.
     *
     * @param body empty where there is none
     */
    public record Identity(URI uri, String body) {}

    public RestRequest {
        requireNonNull(method);
        requireNonNull(url);
        requireNonNull(body);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** A GET. */
    public RestRequest(String url, Map<String, String> query, Map<String, String> headers) {
        this(Method.GET, url, query, headers, Optional.empty());
    }

    public static RestRequest of(String url) {
        return new RestRequest(url, Map.of(), Map.of());
    }

    /** The same request with a parameter of the query set. */
    public RestRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new RestRequest(method, url, more, headers, body);
    }

    public RestRequest with(JsonBody other) {
        return new RestRequest(method, url, query, headers, Optional.of(other));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The request that a link asks for: the link says the whole query. */
    public RestRequest linked(URI link) {
        return new RestRequest(method, link.toString(), Map.of(), headers, body);
    }

    /** @throws IllegalArgumentException when the url is none */
    public URI uri() {
        StringBuilder text = new StringBuilder(url);
        char separator = url.indexOf('?') < 0 ? '?' : '&';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            text.append(separator)
                    .append(encode(parameter.getKey()))
                    .append('=')
                    .append(encode(parameter.getValue()));
            separator = '&';
        }
        return URI.create(text.toString());
    }

    public Identity identity() {
        return new Identity(uri(), body.map(json -> hash(json.toString())).orElse(""));
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A blank is sent as %20, which every server understands, and not as the plus of a form. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
