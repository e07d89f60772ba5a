package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a response says of the page after it.
 *
 * @param uri where it came from in the end, which links may be relative to
 * @param headers by name, whatever its case
 * @param picked the values at the paginator's paths
 */
record Answer(URI uri, Map<String, List<String>> headers, Map<JsonPath, String> picked, long records) {
    Answer {
        requireNonNull(uri);
        picked = Map.copyOf(picked);
    }

    /** The value at a path, unless it is absent, null or blank. */
    Optional<String> text(JsonPath path) {
        return Optional.ofNullable(picked.get(path)).filter(text -> !text.isBlank());
    }
}
