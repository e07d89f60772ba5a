package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.Extraction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a resource wants of the records of another, which it asks with.
 *
 * @param resource the other one
 * @param asked what requests are made of, by the name of the placeholder without its braces
 * @param copied what each record gets of its parent's, by the name that it has there
 * @param skip passes records over that have not all of it
 */
public record ParentRecords(String resource, Map<String, JsonPath> asked, Map<String, JsonPath> copied, boolean skip) {
    public ParentRecords {
        requireNonNull(resource);
        asked = Map.copyOf(asked);
        copied = Collections.unmodifiableMap(new LinkedHashMap<>(copied));
    }

    ParentReading open(Extraction extraction) {
        return new ParentReading(this, extraction.parents().open(resource));
    }
}
