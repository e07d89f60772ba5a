package io.wadi.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A search of the CRM's records as HubSpot documents it (developers.hubspot.com, "Search the CRM"): five groups of six
 * filters, one sort, 200 records a page, and nothing beyond the first 10,000.
 */
record CrmSearch(List<List<Filter>> groups, List<String> sort, List<String> properties, int limit, int after) {
    static final int WINDOW = 10_000;
    private static final int PAGE = 200;
    private static final JsonMapper MAPPER = new JsonMapper();

    /** One condition. */
    record Filter(String property, String operator, String value) {
        boolean holds(CrmObject object) throws Refusal {
            String actual = Objects.requireNonNullElse(object.all().get(property), "");
            int order = actual.isEmpty() ? -1 : compare(actual, value);
            return switch (operator) {
                case "EQ" -> order == 0;
                case "GT" -> order > 0;
                case "GTE" -> order >= 0;
                case "LT" -> !actual.isEmpty() && order < 0;
                case "LTE" -> !actual.isEmpty() && order <= 0;
                default -> throw Refusal.badRequest("Invalid operator " + operator);
            };
        }
    }

    /** Records that match, in order. */
    List<CrmObject> of(List<CrmObject> all) throws Refusal {
        List<CrmObject> found = new ArrayList<>();
        for (CrmObject object : all) {
            if (object.archivedAt().isEmpty() && matches(object)) {
                found.add(object);
            }
        }
        if (!sort.isEmpty()) {
            found.sort(Comparator.comparing(
                    object -> Objects.requireNonNullElse(object.all().get(sort.get(0)), ""), CrmSearch::compare));
        }
        return found;
    }

    private boolean matches(CrmObject object) throws Refusal {
        for (List<Filter> group : groups) {
            boolean all = true;
            for (Filter filter : group) {
                all &= filter.holds(object);
            }
            if (all) {
                return true;
            }
        }
        return groups.isEmpty();
    }

    static CrmSearch read(String body) throws Refusal {
        JsonNode json = tree(body);
        List<List<Filter>> groups = new ArrayList<>();
        for (JsonNode group : json.path("filterGroups")) {
            List<Filter> filters = new ArrayList<>();
            for (JsonNode filter : group.path("filters")) {
                JsonNode value = filter.path("value");
                filters.add(new Filter(
                        filter.path("propertyName").asText(),
                        filter.path("operator").asText(),
                        value.isTextual() ? value.asText() : refuse("a filter's value must be text")));
            }
            groups.add(filters);
        }
        int limit = json.path("limit").asInt(10);
        int after = json.path("after").asInt(0);
        if (groups.size() > 5 || groups.stream().anyMatch(filters -> filters.size() > 6)) {
            throw Refusal.badRequest("Too many filters");
        } else if (limit < 1 || limit > PAGE) {
            throw Refusal.badRequest("limit must be from 1 to " + PAGE);
        } else if (after + limit > WINDOW) {
            throw Refusal.badRequest("The requested page is beyond the first " + WINDOW + " results");
        } else if (json.path("sorts").size() > 1) {
            throw Refusal.badRequest("Only one sort is allowed");
        }
        return new CrmSearch(
                groups,
                texts(json.path("sorts").findValues("propertyName")),
                texts(json.path("properties")),
                limit,
                after);
    }

    static JsonNode tree(String body) throws Refusal {
        try {
            JsonNode json = MAPPER.readTree(body);
            return json.isObject() ? json : refuse("the body must be an object");
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("Unable to parse JSON");
        }
    }

    private static <T> T refuse(String why) throws Refusal {
        throw Refusal.badRequest(why);
    }

    private static List<String> texts(Iterable<JsonNode> nodes) {
        return StreamSupport.stream(nodes.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /** Numbers as numbers, times whether they are written as ISO 8601 or in milliseconds, all else as text. */
    private static int compare(String one, String other) {
        Optional<BigDecimal> left = number(one);
        Optional<BigDecimal> right = number(other);
        return left.isPresent() && right.isPresent() ? left.get().compareTo(right.get()) : one.compareTo(other);
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.matches("-?\\d+(\\.\\d+)?")) {
            return Optional.of(new BigDecimal(text));
        }
        return text.matches("\\d{4}-.*T.*Z")
                ? Optional.of(BigDecimal.valueOf(Instant.parse(text).toEpochMilli()))
                : Optional.empty();
    }
}
