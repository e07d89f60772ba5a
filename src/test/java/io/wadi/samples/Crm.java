package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A CRM whose API is HubSpot's as it is documented (v3 objects with associations, search, owners): a bearer token, pages
 * by cursor, limits of requests, and too many requests now and then all the same.
 */
public final class Crm implements AutoCloseable {
    private static final int PAGE_SIZE = 10;
    private static final int MAX_PAGE_SIZE = 100;
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
        }
        service.on("GET", "/crm/v3/owners", query -> json -> {
            json.writeArrayFieldStart("results");
            CrmData.writeOwners(json);
            json.writeEndArray();
        });
    }

    /**
     * @param contacts how many it holds at first
     * @param searches how many it answers in a second
     */
    public static Crm holding(int contacts, int searches, String token, Consumer<String> accessLog) {
        return new Crm(token, new CrmData(contacts), new CrmLimits(InstantSource.system(), searches), accessLog);
    }

    public URI url() {
        return service.url();
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
        List<String> properties = list(query, "properties");
        String next = rest.size() > limit ? Long.toString(rest.get(limit).id()) : "";
        return results(rest.subList(0, Math.min(limit, rest.size())), properties, list(query, "associations"), next);
    }

    private static List<String> list(Query query, String name) {
        return Stream.of(query.text(name, "").split(","))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private synchronized JsonService.Fields search(String type, Query query) throws Refusal {
        limits.search();
        CrmSearch search = CrmSearch.read(query.body());
        List<CrmObject> found = search.of(data.all(type));
        int end = Math.min(search.after() + search.limit(), found.size());
        JsonService.Fields results = results(
                found.subList(Math.min(search.after(), end), end),
                search.properties(),
                List.of(),
                end < found.size() ? Integer.toString(end) : "");
        return json -> {
            json.writeNumberField("total", found.size());
            results.write(json);
        };
    }

    private JsonService.Fields results(
            List<CrmObject> objects, List<String> properties, List<String> associations, String next) {
        return json -> {
            json.writeArrayFieldStart("results");
            for (CrmObject object : objects) {
                object.write(json, properties, to -> data.associated(object.id(), to), associations);
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

    /** A month passes, once: gives the number of contacts that are new or changed. */
    public synchronized int advance() {
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
