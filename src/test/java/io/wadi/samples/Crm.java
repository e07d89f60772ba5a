package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A CRM whose API has HubSpot's shape: a bearer token, pages by cursor, and too many requests now and then. What it holds
 * is the same at every start.
 */
final class Crm implements AutoCloseable {
    private static final int PAGE_SIZE = 10;
    private static final int MAX_PAGE_SIZE = 100;
    private static final int PATIENCE = 7; // of so many requests the last is refused
    private static final int FIRST_CONTACTS = 1200;
    private static final int NEW_CONTACTS = 60;
    private static final int COMPANIES = 150;
    private static final Instant FIRST_TODAY = Instant.parse("2026-09-30T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<String> STAGES =
            List.of("subscriber", "lead", "marketingqualifiedlead", "opportunity", "customer");
    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Björk", "Chinua", "Dagny", "Émile", "Frida", "Grace", "Haruki", "Ines", "Jorge");
    private static final List<String> LAST_NAMES =
            List.of("Achebe", "Curie", "García", "Hopper", "Łukasiewicz", "Murakami", "O'Neill", "Sørensen");

    private final Random random = new Random(1969);
    private final List<CrmObject> contacts = new ArrayList<>();
    private final List<CrmObject> companies = new ArrayList<>();
    private final String token;
    private final JsonService service;
    private int requests;
    private boolean advanced;

    /** @param token without which nobody is answered */
    Crm(String token, Consumer<String> accessLog) {
        this.token = token;
        for (int i = 0; i < FIRST_CONTACTS; i++) {
            contacts.add(contact(101 + i, FIRST_TODAY.minus(between(MONTH.multipliedBy(36)))));
        }
        for (int i = 0; i < COMPANIES; i++) {
            Map<String, String> properties = new LinkedHashMap<>();
            properties.put("name", pick(LAST_NAMES) + " & " + pick(LAST_NAMES));
            properties.put("domain", "company" + i + ".example");
            Instant created = FIRST_TODAY.minus(between(MONTH.multipliedBy(36)));
            companies.add(new CrmObject(9001 + i, properties, created, created));
        }
        service = JsonService.start(accessLog)
                .guardedBy(this::guard)
                .on("GET", "/crm/v3/objects/contacts", query -> page(contacts, query))
                .on("GET", "/crm/v3/objects/companies", query -> page(companies, query));
    }

    JsonService service() {
        return service;
    }

    private synchronized void guard(Headers request) throws Refusal {
        if (!("Bearer " + token).equals(request.getFirst("Authorization"))) {
            throw new Refusal(401, Map.of("WWW-Authenticate", "Bearer"), "Authentication credentials not found");
        }
        requests++;
        if (requests % PATIENCE == 0) {
            throw new Refusal(429, Map.of("Retry-After", "1"), "You have reached your secondly limit");
        }
    }

    private synchronized JsonService.Fields page(List<CrmObject> all, Query query) throws Refusal {
        int limit = query.number("limit", PAGE_SIZE, MAX_PAGE_SIZE);
        int after = query.number("after", 1, Integer.MAX_VALUE); // the id from which the page goes on
        List<CrmObject> rest =
                all.stream().filter(object -> object.id() >= after).toList();
        return json -> {
            json.writeArrayFieldStart("results");
            for (CrmObject object : rest.subList(0, Math.min(limit, rest.size()))) {
                object.write(json);
            }
            json.writeEndArray();
            if (rest.size() > limit) {
                json.writeObjectFieldStart("paging");
                json.writeObjectFieldStart("next");
                json.writeStringField("after", Long.toString(rest.get(limit).id()));
                json.writeEndObject();
                json.writeEndObject();
            }
        };
    }

    /** A month passes, once: gives the number of contacts that are new or changed. */
    synchronized int advance() {
        if (advanced) {
            return 0;
        }
        advanced = true;
        int changed = 0;
        for (int i = 0; i < contacts.size(); i += 11) {
            CrmObject old = contacts.get(i);
            Map<String, String> properties = new LinkedHashMap<>(old.properties());
            properties.put("lifecyclestage", "customer");
            contacts.set(i, new CrmObject(old.id(), properties, old.createdAt(), FIRST_TODAY.plus(between(MONTH))));
            changed++;
        }
        for (int i = 0; i < NEW_CONTACTS; i++) {
            contacts.add(contact(101 + contacts.size(), FIRST_TODAY.plus(between(MONTH))));
        }
        return changed + NEW_CONTACTS;
    }

    /** What a copy can be compared with. */
    synchronized void writeTruth(JsonGenerator json) throws IOException {
        json.writeNumberField("contacts", contacts.size());
        json.writeNumberField(
                "customers",
                contacts.stream()
                        .filter(contact ->
                                "customer".equals(contact.properties().get("lifecyclestage")))
                        .count());
        json.writeNumberField("companies", companies.size());
    }

    private CrmObject contact(long id, Instant created) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("email", "contact" + id + "@example.com");
        properties.put("firstname", pick(FIRST_NAMES));
        properties.put("lastname", pick(LAST_NAMES));
        properties.put("lifecyclestage", pick(STAGES));
        return new CrmObject(id, properties, created, created);
    }

    private Duration between(Duration longest) {
        return Duration.ofMillis((long) (random.nextDouble() * longest.toMillis()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    @Override
    public void close() {
        service.close();
    }
}
