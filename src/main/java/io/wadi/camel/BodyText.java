package io.wadi.camel;

import io.wadi.extract.rest.JsonBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Exchange;

/**
 * A body of JSON, each string of which a run may change by itself: what it fills in can never break the JSON.
 *
 * @param strings by what they say
 */
record BodyText(JsonBody json, Map<String, RunText> strings) {
    static BodyText of(JsonBody json, Function<String, RunText> reading) {
        Map<String, RunText> strings = new LinkedHashMap<>();
        json.strings().forEach(text -> strings.computeIfAbsent(text, reading));
        return new BodyText(json, strings);
    }

    JsonBody in(Exchange exchange) {
        return json.texts(text -> Optional.ofNullable(strings.get(text)).flatMap(run -> run.in(exchange)));
    }
}
