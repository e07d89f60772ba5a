package io.wadi.server;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What is sent back. */
public sealed interface Answer {
    /** @param type the body's */
    record Document(int status, String type, Map<String, String> headers, JsonNode body) implements Answer {
        public Document {
            requireNonNull(type);
            headers = Map.copyOf(headers);
            requireNonNull(body);
        }

        public Document header(String name, String value) {
            return new Document(status, type, Map.of(name, value), body);
        }
    }

    /** Something for a browser; its headers go before those that each answer has. */
    final class Page implements Answer {
        private final int status;
        private final Map<String, String> headers;
        private final byte[] body;

        public Page(int status, Map<String, String> headers, byte[] body) {
            this.status = status;
            this.headers = Map.copyOf(headers);
            this.body = body.clone();
        }

        public int status() {
            return status;
        }

        public Map<String, String> headers() {
            return headers;
        }

        public byte[] body() {
            return body.clone();
        }

        /** The same with one more header. */
        public Page header(String name, String value) {
            Map<String, String> all = new HashMap<>(headers);
            all.put(name, value);
            return new Page(status, all, body);
        }
    }

    /** What happens in a run, as it happens. */
    record Events(String run, Position from) implements Answer {
        public Events {
            requireNonNull(run);
            requireNonNull(from);
        }
    }

    /** There is nothing more to say: status 204, upon which a browser asks no more. */
    record Nothing() implements Answer {}

    static Document ok(JsonNode body) {
        return json(200, body);
    }

    static Document json(int status, JsonNode body) {
        return new Document(status, "application/json", Map.of(), body);
    }
}
