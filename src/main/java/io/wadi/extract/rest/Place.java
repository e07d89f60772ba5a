package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import java.util.Optional;

/** Where a paginator writes into a request. */
public sealed interface Place {
    RestRequest set(RestRequest request, String text);

    RestRequest set(RestRequest request, long number);

    /** What stands there. */
    Optional<String> get(RestRequest request);

    static Place parameter(String name) {
        return new Parameter(name);
    }

    /** A parameter of the query. */
    record Parameter(String name) implements Place {
        public Parameter {
            if (name.isEmpty()) {
                throw new IllegalArgumentException("a parameter has a name");
            }
        }

        @Override
        public RestRequest set(RestRequest request, String text) {
            return request.with(name, text);
        }

        @Override
        public RestRequest set(RestRequest request, long number) {
            return request.with(name, Long.toString(number));
        }

        @Override
        public Optional<String> get(RestRequest request) {
            return request.parameter(name);
        }
    }

    /** A value of the body. What stands there already says whether it is a string or a number. */
    record InBody(JsonPath path) implements Place {
        public InBody {
            requireNonNull(path);
            if (path.pointer().matches()) {
                throw new IllegalArgumentException("a place in the body has a name, such as $.page");
            }
        }

        @Override
        public RestRequest set(RestRequest request, String text) {
            return set(request, text, false);
        }

        @Override
        public RestRequest set(RestRequest request, long number) {
            return set(request, Long.toString(number), true);
        }

        private RestRequest set(RestRequest request, String value, boolean number) {
            return request.with(request.body().orElse(JsonBody.EMPTY).with(path, value, number));
        }

        @Override
        public Optional<String> get(RestRequest request) {
            return request.body().flatMap(body -> body.text(path));
        }
    }
}
