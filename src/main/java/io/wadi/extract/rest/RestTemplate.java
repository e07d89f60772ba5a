package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.window.Placeholders;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A request with placeholders in it. */
public record RestTemplate(
        Method method, String url, Map<String, String> query, Map<String, String> headers, Optional<JsonBody> body) {
    public RestTemplate {
        requireNonNull(method);
        requireNonNull(body);
        query = new LinkedHashMap<>(query);
        headers = new LinkedHashMap<>(headers);
    }

    /** A GET. */
    public RestTemplate(String url, Map<String, String> query, Map<String, String> headers) {
        this(Method.GET, url, query, headers, Optional.empty());
    }

    /** Fills them in. What has no value is left out, but for the url: a first run asks for everything. */
    RestRequest fill(Placeholders placeholders) {
        String address = placeholders
                .fill(url, RestRequest::encode)
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("url '" + url + "' has no value for its placeholder in a first run")
                                .fix("say where to begin: cursor.initial")));
        return new RestRequest(
                method,
                address,
                fill(query, placeholders),
                fill(headers, placeholders),
                body.map(json -> json.map(text ->
                        placeholders.scalar(text).map(value -> JsonBody.scalar(value.text(), value.number())))));
    }

    private static Map<String, String> fill(Map<String, String> texts, Placeholders placeholders) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach(
                (name, text) -> placeholders.fill(text, value -> value).ifPresent(value -> filled.put(name, value)));
        return filled;
    }
}
