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

    /** The request after an empty page that says itself that there is more: one such page may stand in the middle. */
    default Optional<RestRequest> pastEmptyPage(RestRequest last, Answer answer) {
        return Optional.empty();
    }

    /**
     * Why an answer after which nothing is asked for may not be the last all the same, for a person.
     *
     * @param first whether it is the first of its chain
     */
    default Optional<String> doubt(RestRequest last, Answer answer, boolean first) {
        return Optional.empty();
    }

    /** Whether it goes on by itself, so that a server that ignores its parameter would be asked for ever. */
    default boolean counts() {
        return false;
    }

    /** Whether the answer tells all requests after it: {@link #next} then needs no other. */
    default boolean foresees(Answer answer) {
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

    /** The body has a token that the next request repeats. */
    record Cursor(JsonPath path, Place place, Stops stops) implements Paginator {
        public Cursor {
            requireNonNull(path);
            requireNonNull(place);
        }

        public Cursor(JsonPath path, String parameter, Stops stops) {
            this(path, Place.parameter(parameter), stops);
        }

        @Override
        public Set<JsonPath> picks() {
            return Stream.concat(Stream.of(path), stops.picks()).collect(Collectors.toSet());
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return stops.last(answer) ? Optional.empty() : answer.text(path).map(token -> place.set(last, token));
        }

        @Override
        public Optional<RestRequest> pastEmptyPage(RestRequest last, Answer answer) {
            return stops.emptyWithMore(answer)
                    ? new Cursor(path, place, stops.pastEmptyPages()).next(last, answer)
                    : Optional.empty();
        }

        @Override
        public Optional<String> doubt(RestRequest last, Answer answer, boolean first) {
            return answer.text(path).flatMap(token -> stops.missing(answer, first));
        }
    }

    /** A header has a token that the next request repeats. */
    record HeaderCursor(String header, Place place) implements Paginator {
        public HeaderCursor {
            requireNonNull(header);
            requireNonNull(place);
        }

        public HeaderCursor(String header, String parameter) {
            this(header, Place.parameter(parameter));
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            return answer.headers().getOrDefault(header, List.of()).stream()
                    .filter(token -> !token.isBlank())
                    .findFirst()
                    .map(token -> place.set(last, token));
        }
    }

    /** Pages have numbers; {@code stops} knows how many there are. */
    record PageNumber(Place place, int base, Stops stops) implements Paginator {
        public PageNumber {
            requireNonNull(place);
        }

        public PageNumber(String parameter, int base, Stops stops) {
            this(Place.parameter(parameter), base, stops);
        }

        @Override
        public RestRequest first(RestRequest request) {
            return place.set(request, base);
        }

        @Override
        public Set<JsonPath> picks() {
            return stops.picks().collect(Collectors.toSet());
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            long next = page(last) + 1;
            return stops.last(answer) || stops.reached(answer, next - base, next)
                    ? Optional.empty()
                    : Optional.of(place.set(last, next));
        }

        private long page(RestRequest request) {
            return place.get(request).map(Long::parseLong).orElse((long) base);
        }

        @Override
        public Optional<RestRequest> pastEmptyPage(RestRequest last, Answer answer) {
            return stops.emptyWithMore(answer)
                    ? new PageNumber(place, base, stops.pastEmptyPages()).next(last, answer)
                    : Optional.empty();
        }

        @Override
        public Optional<String> doubt(RestRequest last, Answer answer, boolean first) {
            return stops.doubt(answer, first, page(last) + 1 - base);
        }

        @Override
        public boolean counts() {
            return true;
        }

        @Override
        public boolean foresees(Answer answer) {
            return stops.foresees(answer);
        }
    }

    /** Pages begin at a number of records; {@code stops} knows how many records there are. */
    record Offset(Place place, Place limitPlace, int base, int limit, Stops stops) implements Paginator {
        public Offset {
            requireNonNull(place);
            requireNonNull(limitPlace);
            if (limit < 1) {
                throw new IllegalArgumentException("a page of " + limit + " records");
            }
        }

        public Offset(String parameter, String limitParameter, int base, int limit, Stops stops) {
            this(Place.parameter(parameter), Place.parameter(limitParameter), base, limit, stops);
        }

        @Override
        public RestRequest first(RestRequest request) {
            return limitPlace.set(place.set(request, base), limit);
        }

        @Override
        public Set<JsonPath> picks() {
            return stops.picks().collect(Collectors.toSet());
        }

        @Override
        public Optional<RestRequest> next(RestRequest last, Answer answer) {
            long next = next(last);
            return stops.last(answer) || stops.reached(answer, next, next)
                    ? Optional.empty()
                    : Optional.of(place.set(last, next));
        }

        private long next(RestRequest last) {
            return Long.parseLong(place.get(last).orElseThrow()) + limit;
        }

        @Override
        public Optional<RestRequest> pastEmptyPage(RestRequest last, Answer answer) {
            return stops.emptyWithMore(answer)
                    ? new Offset(place, limitPlace, base, limit, stops.pastEmptyPages()).next(last, answer)
                    : Optional.empty();
        }

        @Override
        public Optional<String> doubt(RestRequest last, Answer answer, boolean first) {
            return stops.doubt(answer, first, next(last));
        }

        @Override
        public boolean counts() {
            return true;
        }

        @Override
        public boolean foresees(Answer answer) {
            return stops.foresees(answer);
        }
    }
}
