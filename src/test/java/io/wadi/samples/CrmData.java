package io.wadi.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** What the CRM holds: the same at every start. Not for two threads at once. */
final class CrmData {
    private static final int NEW_CONTACTS = 60;
    private static final int COMPANIES = 150;
    private static final int DEALS = 230;
    private static final int TICKETS = 90;
    private static final int OWNERS = 7;
    private static final Instant FIRST_TODAY = Instant.parse("2026-09-30T12:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<String> STAGES =
            List.of("subscriber", "lead", "marketingqualifiedlead", "opportunity", "customer");
    private static final List<String> FIRST_NAMES =
            List.of("Ada", "Björk", "Chinua", "Dagny", "Émile", "Frida", "Grace", "Haruki", "Ines", "Jorge");
    private static final List<String> LAST_NAMES =
            List.of("Achebe", "Curie", "García", "Hopper", "Łukasiewicz", "Murakami", "O'Neill", "Sørensen");

    private final Random random = new Random(1969);
    private final Map<String, List<CrmObject>> objects = new LinkedHashMap<>();
    private boolean advanced;

    CrmData(int firstContacts) {
        List<CrmObject> contacts = new ArrayList<>();
        for (int i = 0; i < firstContacts; i++) {
            contacts.add(contact(101 + i, FIRST_TODAY.minus(between(MONTH.multipliedBy(36)))));
        }
        objects.put("contacts", contacts);
        many(
                "companies",
                COMPANIES,
                9001,
                i -> Map.of("name", pick(LAST_NAMES) + " & " + pick(LAST_NAMES), "domain", "company" + i + ".example"));
        many(
                "deals",
                DEALS,
                20_001,
                i -> Map.of("dealname", pick(LAST_NAMES) + " " + i, "amount", (100 + random.nextInt(90_000)) + ".50"));
        many("tickets", TICKETS, 30_001, i -> Map.of("subject", "Question " + i, "hs_pipeline_stage", "" + i % 4));
    }

    private interface Properties {
        Map<String, String> of(int i);
    }

    private void many(String type, int count, int first, Properties properties) {
        List<CrmObject> made = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Instant created = FIRST_TODAY.minus(between(MONTH.multipliedBy(36)));
            made.add(new CrmObject(
                    first + i,
                    new TreeMap<>(properties.of(i)),
                    "hs_lastmodifieddate",
                    created,
                    created,
                    Optional.empty()));
        }
        objects.put(type, made);
    }

    List<String> types() {
        return List.copyOf(objects.keySet());
    }

    List<CrmObject> all(String type) {
        return objects.getOrDefault(type, List.of());
    }

    /** The records of another type that one belongs to: two of three have one, every tenth another one. */
    List<Long> associated(long id, String to) {
        List<CrmObject> others = all(to);
        List<Long> found = new ArrayList<>();
        if (id % 3 != 0) {
            found.add(others.get((int) (id % others.size())).id());
        }
        if (id % 10 == 0) {
            found.add(others.get((int) (id * 7 % others.size())).id());
        }
        return found.stream().distinct().toList();
    }

    /** A month passes, once: gives the number of contacts that are new or changed; five are archived, and two of each other type. */
    int advance() {
        if (advanced) {
            return 0;
        }
        advanced = true;
        int changed = 0;
        List<CrmObject> contacts = all("contacts");
        for (int i = 0; i < contacts.size(); i += 11) {
            contacts.set(i, contacts.get(i).changed("lifecyclestage", "customer", FIRST_TODAY.plus(between(MONTH))));
            changed++;
        }
        for (int i = 0; i < NEW_CONTACTS; i++) {
            contacts.add(contact(101 + contacts.size(), FIRST_TODAY.plus(between(MONTH))));
        }
        for (int i = 5; i < 55; i += 10) {
            contacts.set(i, contacts.get(i).archived(FIRST_TODAY.plus(between(MONTH))));
        }
        for (String type : List.of("companies", "deals", "tickets")) {
            List<CrmObject> some = all(type);
            for (int i = 3; i < Math.min(some.size(), 23); i += 10) {
                some.set(i, some.get(i).archived(FIRST_TODAY.plus(between(MONTH))));
            }
        }
        return changed + NEW_CONTACTS;
    }

    /** What a copy can be compared with. */
    void writeTruth(JsonGenerator json) throws IOException {
        for (Map.Entry<String, List<CrmObject>> type : objects.entrySet()) {
            json.writeNumberField(type.getKey(), type.getValue().size());
        }
        json.writeNumberField(
                "customers",
                all("contacts").stream()
                        .filter(contact ->
                                "customer".equals(contact.properties().get("lifecyclestage")))
                        .count());
        json.writeNumberField("owners", OWNERS);
    }

    static void writeOwners(JsonGenerator json) throws IOException {
        for (int i = 0; i < OWNERS; i++) {
            json.writeStartObject();
            json.writeStringField("id", Integer.toString(501 + i));
            json.writeStringField("email", "owner" + i + "@crm.example");
            json.writeStringField("firstName", FIRST_NAMES.get(i));
            json.writeStringField("lastName", LAST_NAMES.get(i));
            json.writeBooleanField("archived", false);
            json.writeEndObject();
        }
    }

    private CrmObject contact(long id, Instant created) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("email", "contact" + id + "@example.com");
        properties.put("firstname", pick(FIRST_NAMES));
        properties.put("lastname", pick(LAST_NAMES));
        properties.put("lifecyclestage", pick(STAGES));
        return new CrmObject(id, properties, "lastmodifieddate", created, created, Optional.empty());
    }

    private Duration between(Duration longest) {
        return Duration.ofMillis((long) (random.nextDouble() * longest.toMillis()));
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
