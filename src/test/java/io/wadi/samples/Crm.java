package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A CRM whose API is HubSpot's as it is documented (v3 objects, search and owners, v4 associations): a bearer token, pages
 * by cursor, limits of requests, and too many requests now and then all the same.
 */
final class Crm implements AutoCloseable {
    private static final int PAGE_SIZE = 10;
    private static final int MAX_PAGE_SIZE = 100;
    private static final int MOST_INPUTS = 1000;
    private static final int PATIENCE = 7; // of so many requests for a list the last is refused

    private final CrmData data;
    private final CrmLimits limits;
    private final String token;
    private final JsonService service;
    private int lists;

    /** @param token without which nobody is answered */
    Crm(String token, Consumer<String> accessLog) {
        this(token, new CrmData(1200), new CrmLimits(InstantSource.system(), 5), accessLog);
    }

    Crm(String token, CrmData data, CrmLimits limits, Consumer<String> accessLog) {
        this.token = token;
        this.data = data;
        this.limits = limits;
        service = JsonService.start(accessLog).guardedBy(this::guard);
        for (String type : data.types()) {
            service.on("GET", "/crm/v3/objects/" + type, query -> page(type, query))
                    .on("POST", "/crm/v3/objects/" + type + "/search", query -> search(type, query));
            for (String other : data.types()) {
                service.on(
                        "POST",
                        "/crm/v4/associations/" + type + "/" + other + "/batch/read",
                        query -> links(other, query));
            }
        }
        service.on("GET", "/crm/v3/owners", query -> json -> {
            json.writeArrayFieldStart("results");
            CrmData.writeOwners(json);
            json.writeEndArray();
        });
    }

    JsonService service() {
        return service;
    }

    private void guard(Headers request) throws Refusal {
        if (!("Bearer " + token).equals(request.getFirst("Authorization"))) {
            throw new Refusal(401, Map.of("WWW-Authenticate", "Bearer"), "Authentication credentials not found");
        }
        limits.any();
    }

    private synchronized JsonService.Fields page(String type, Query query) throws Refusal {
        lists++;
        if (lists % PATIENCE == 0) {
            throw new Refusal(429, Map.of("Retry-After", "1"), "You have reached your secondly limit");
        }
        int limit = query.number("limit", PAGE_SIZE, MAX_PAGE_SIZE);
        int after = query.number("after", 1, Integer.MAX_VALUE); // the id from which the page goes on
        boolean archived = query.text("archived", "false").equals("true");
        List<CrmObject> rest = data.all(type).stream()
                .filter(object -> object.id() >= after && object.archivedAt().isPresent() == archived)
                .toList();
        List<String> properties = Stream.of(query.text("properties", "").split(","))
                .filter(name -> !name.isEmpty())
                .toList();
        String next = rest.size() > limit ? Long.toString(rest.get(limit).id()) : "";
        return results(rest.subList(0, Math.min(limit, rest.size())), properties, next);
    }

    private synchronized JsonService.Fields search(String type, Query query) throws Refusal {
        limits.search();
        CrmSearch search = CrmSearch.read(query.body());
        List<CrmObject> found = search.of(data.all(type));
        int end = Math.min(search.after() + search.limit(), found.size());
        JsonService.Fields results = results(
                found.subList(Math.min(search.after(), end), end),
                search.properties(),
                end < found.size() ? Integer.toString(end) : "");
        return json -> {
            json.writeNumberField("total", found.size());
            results.write(json);
        };
    }

    private static JsonService.Fields results(List<CrmObject> objects, List<String> properties, String next) {
        return json -> {
            json.writeArrayFieldStart("results");
            for (CrmObject object : objects) {
                object.write(json, properties);
            }
            json.writeEndArray();
            if (!next.isEmpty()) {
                json.writeObjectFieldStart("paging");
                json.writeObjectFieldStart("next");
                json.writeStringField("after", next);
                json.writeEndObject();
                json.writeEndObject();
            }
        };
    }

    private synchronized JsonService.Fields links(String to, Query query) throws Refusal {
        List<Long> ids = new ArrayList<>();
        for (JsonNode input : CrmSearch.tree(query.body()).path("inputs")) {
            ids.add(input.path("id").asLong());
        }
        if (ids.isEmpty() || ids.size() > MOST_INPUTS) {
            throw Refusal.badRequest("There must be from 1 to " + MOST_INPUTS + " inputs");
        }
        return json -> {
            json.writeStringField("status", "COMPLETE");
            json.writeArrayFieldStart("results");
            for (long id : ids) {
                List<Long> others = data.associated(id, to);
                if (!others.isEmpty()) {
                    json.writeStartObject();
                    json.writeObjectFieldStart("from");
                    json.writeStringField("id", Long.toString(id));
                    json.writeEndObject();
                    json.writeArrayFieldStart("to");
                    for (long other : others) {
                        json.writeStartObject();
                        json.writeNumberField("toObjectId", other);
                        json.writeArrayFieldStart("associationTypes");
                        json.writeStartObject();
                        json.writeStringField("category", "HUBSPOT_DEFINED");
                        json.writeNumberField("typeId", 279);
                        json.writeNullField("label");
                        json.writeEndObject();
                        json.writeEndArray();
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                }
            }
            json.writeEndArray();
        };
    }

    /** A month passes, once: gives the number of contacts that are new or changed. */
    synchronized int advance() {
        return data.advance();
    }

    /** What a copy can be compared with. */
    synchronized void writeTruth(JsonGenerator json) throws IOException {
        data.writeTruth(json);
    }

    @Override
    public void close() {
        service.close();
    }
}
