package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.extract.json.JsonPath;
import java.net.URI;
import java.util.Optional;

/**
 * Where a resource of an API can be gone on with: at a page of one of its chains.
 *
 * @param chain how many chains come before it: windows, or records of a parent
 * @param page its number in the chain, from 1
 * @param told what its paginator needs to ask for it; empty for the first page
 * @param link of a paginator that was found out, where it stands: a path of the body, or the relation of a Link header
 */
record RestPosition(long chain, long page, Optional<String> told, Optional<Paginator> link) {
    private static final ObjectMapper JSON = new ObjectMapper();

    RestPosition {
        requireNonNull(told);
        requireNonNull(link);
    }

    static RestPosition chain(long number) {
        return new RestPosition(number, 1, Optional.empty(), Optional.empty());
    }

    RestPosition in(long number) {
        return new RestPosition(number, page, told, link);
    }

    static RestPosition parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            Optional<Paginator> link = Optional.empty();
            if (node.has("path")) {
                link = Optional.of(
                        new Paginator.JsonLink(JsonPath.parse(node.path("path").asText())));
            } else if (node.has("relation")) {
                link = Optional.of(
                        new Paginator.HeaderLink(node.path("relation").asText()));
            }
            return new RestPosition(
                    node.required("chain").asLong(),
                    node.required("page").asLong(),
                    Optional.ofNullable(node.get("told")).map(JsonNode::asText),
                    link);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no position: " + text, e);
        }
    }

    /** What a paginator needs to ask for this page again, which is not the first; empty where that is not known. */
    static Optional<String> told(Paginator paginator, RestRequest request) {
        return isLink(paginator) ? Optional.of(request.url()) : place(paginator).flatMap(place -> place.get(request));
    }

    static boolean isLink(Paginator paginator) {
        return paginator instanceof Paginator.JsonLink || paginator instanceof Paginator.HeaderLink;
    }

    /** The request to begin with, in a chain that begins with {@code start}. */
    RestRequest request(Paginator asked, RestRequest start) {
        Paginator paginator = link.orElse(asked);
        if (told.isEmpty()) {
            return paginator.first(start);
        }
        if (isLink(paginator)) {
            return start.linked(URI.create(told.get()));
        }
        Place place = place(paginator).orElseThrow(() -> new IllegalArgumentException("no position: " + told.get()));
        return paginator.counts()
                ? place.set(paginator.first(start), Long.parseLong(told.get()))
                : place.set(start, told.get());
    }

    private static Optional<Place> place(Paginator paginator) {
        if (paginator instanceof Paginator.Cursor cursor) {
            return Optional.of(cursor.place());
        } else if (paginator instanceof Paginator.HeaderCursor header) {
            return Optional.of(header.place());
        } else if (paginator instanceof Paginator.PageNumber number) {
            return Optional.of(number.place());
        }
        return paginator instanceof Paginator.Offset offset ? Optional.of(offset.place()) : Optional.empty();
    }

    String text() {
        ObjectNode node = JSON.createObjectNode().put("chain", chain).put("page", page);
        told.ifPresent(text -> node.put("told", text));
        link.ifPresent(paginator -> {
            if (paginator instanceof Paginator.JsonLink json) {
                node.put("path", json.path().toString());
            } else if (paginator instanceof Paginator.HeaderLink header) {
                node.put("relation", header.relation());
            }
        });
        return node.toString();
    }
}
