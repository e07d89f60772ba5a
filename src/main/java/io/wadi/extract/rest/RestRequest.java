package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One GET, without its credentials.
 *
 * @param url as far as it is fixed; it may have a query of its own, already encoded
 * @param query names and values as they are meant, encoded when sent
 */
public record RestRequest(String url, Map<String, String> query, Map<String, String> headers) {
    public RestRequest {
        requireNonNull(url);
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    public static RestRequest of(String url) {
        return new RestRequest(url, Map.of(), Map.of());
    }

    /** The same request with a parameter of the query set. */
    public RestRequest with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(parameter, value);
        return new RestRequest(url, more, headers);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** The request that a link asks for: the link says the whole query. */
    public RestRequest linked(URI link) {
        return new RestRequest(link.toString(), Map.of(), headers);
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

    /** A blank is sent as %20, which every server understands, and not as the plus of a form. */
    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
