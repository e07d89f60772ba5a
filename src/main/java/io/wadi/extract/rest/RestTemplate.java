package io.wadi.extract.rest;

import io.wadi.extract.window.Placeholders;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request with placeholders in it. */
public record RestTemplate(String url, Map<String, String> query, Map<String, String> headers) {
    public RestTemplate {
        query = new LinkedHashMap<>(query);
        headers = new LinkedHashMap<>(headers);
    }

    /** Fills them in. Parameters and headers that have no value are left out: a first run asks for everything. */
    RestRequest fill(Placeholders placeholders) {
        String address = placeholders
                .fill(url, RestRequest::encode)
                .orElseThrow(() -> new ConfigurationFailure(
                        Explanation.of("url '" + url + "' has no value for its placeholder in a first run")
                                .fix("say where to begin: cursor.initial")));
        return new RestRequest(address, fill(query, placeholders), fill(headers, placeholders));
    }

    private static Map<String, String> fill(Map<String, String> texts, Placeholders placeholders) {
        Map<String, String> filled = new LinkedHashMap<>();
        texts.forEach(
                (name, text) -> placeholders.fill(text, value -> value).ifPresent(value -> filled.put(name, value)));
        return filled;
    }
}
