package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the request for the next page follows from the last one and its answer (contract section 9). All state is in the request. */
public sealed interface Paginator {
    /** The request of the first page. */
    default RestRequest first(RestRequest request) {
        return request;
    }

    /** The values that {@link #next} reads from a response. */
    default Set<JsonPath> picks() {
        return Set.of();
    }

    /** Empty after the last page. */
    Optional<RestRequest> next(RestRequest last, Answer answer);

    /** Whether it goes on by itself, so that a server that ignores its parameter would be asked for ever. */
    default boolean counts() {
        return false;
    }

    /** Found out from the first response; then it is one of the others. */
    record Auto() implements Paginator {
        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return Optional.empty();
        }
    }

    /** The response is all there is. */
    record SinglePage() implements Paginator {
        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return Optional.empty();
        }
    }

    /** The body has the address of the next page. */
    record JsonLink(JsonPath path) implements Paginator {
        public JsonLink {
            requireNonNull(path);
        }

        @Override
        public Set<JsonPath> picks() {
            return Set.of(path);
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return answer.text(path).map(link -> last.linked(Link.resolve(answer.uri(), link)));
        }
    }

    /** A Link header (RFC 8288) has the address of the next page. */
    record HeaderLink(String relation) implements Paginator {
        public HeaderLink {
            requireNonNull(relation);
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            List<String> headers = answer.headers().getOrDefault("Link", List.of());
            return Link.find(headers, relation).map(link -> last.linked(Link.resolve(answer.uri(), link)));
        }
    }

    /** The body has a token that a parameter of the next request repeats. */
    record Cursor(JsonPath path, String parameter, Stops stops) implements Paginator {
        public Cursor {
            requireNonNull(path);
            requireNonNull(parameter);
        }

        @Override
        public Set<JsonPath> picks() {
            return Stream.concat(Stream.of(path), stops.picks()).collect(Collectors.toSet());
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return stops.last(answer) ? Optional.empty() : answer.text(path).map(token -> last.with(parameter, token));
        }
    }

    /** A header has a token that a parameter of the next request repeats. */
    record HeaderCursor(String header, String parameter) implements Paginator {
        public HeaderCursor {
            requireNonNull(header);
            requireNonNull(parameter);
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return answer.headers().getOrDefault(header, List.of()).stream()
                    .filter(token -> !token.isBlank())
                    .findFirst()
                    .map(token -> last.with(parameter, token));
        }
    }

    /** Pages have numbers; {@code stops} knows how many there are. */
    record PageNumber(String parameter, int base, Stops stops) implements Paginator {
        public PageNumber {
            requireNonNull(parameter);
        }

        @Override
        public RestRequest first(RestRequest request) {
            return request.with(parameter, Integer.toString(base));
        }

        @Override
        public Set<JsonPath> picks() {
            return stops.picks().collect(Collectors.toSet());
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            long page = last.parameter(parameter).map(Long::parseLong).orElse((long) base);
            long next = page + 1;
            return stops.last(answer) || stops.reached(answer, next - base, next)
                    ? Optional.empty()
                    : Optional.of(last.with(parameter, Long.toString(next)));
        }

        @Override
        public boolean counts() {
            return true;
        }
    }

    /** Pages begin at a number of records; {@code stops} knows how many records there are. */
    record Offset(String parameter, String limitParameter, int base, int limit, Stops stops) implements Paginator {
        public Offset {
            requireNonNull(parameter);
            requireNonNull(limitParameter);
            if (limit < 1) {
                throw new IllegalArgumentException("a page of " + limit + " records");
            }
        }

        @Override
        public RestRequest first(RestRequest request) {
            return request.with(parameter, Integer.toString(base)).with(limitParameter, Integer.toString(limit));
        }

        @Override
        public Set<JsonPath> picks() {
            return stops.picks().collect(Collectors.toSet());
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            long next = Long.parseLong(last.parameter(parameter).orElseThrow()) + limit;
            return stops.last(answer) || stops.reached(answer, next, next)
                    ? Optional.empty()
                    : Optional.of(last.with(parameter, Long.toString(next)));
        }

        @Override
        public boolean counts() {
            return true;
        }
    }
}
