package io.wadi.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limits of the sample CRM are those that a pipeline meets at the real one. */
class CrmSearchTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final CrmData data = new CrmData(10_300);
    private Instant now = Instant.EPOCH;
    private final Crm crm = new Crm("secret", data, new CrmLimits(() -> now, 5), line -> {});

    @AfterEach
    void stop() {
        crm.close();
    }

    @Test
    void aSearchGivesPagesOfTheContactsChangedSinceInTheOrderAskedFor() throws Exception {
        List<Instant> changes = new ArrayList<>();
        Instant since = Instant.parse("2026-08-01T00:00:00Z");
        int after = 0;
        int total;
        do {
            now = now.plus(Duration.ofSeconds(2));
            JsonNode page = search("""
                    {"filterGroups": [{"filters": [{"propertyName": "lastmodifieddate", "operator": "GTE",
                     "value": "%d"}]}], "sorts": [{"propertyName": "lastmodifieddate", "direction": "ASCENDING"}],
                     "properties": ["email"], "limit": 200, "after": "%d"}""".formatted(since.toEpochMilli(), after));
            page.path("results").forEach(contact -> {
                changes.add(Instant.parse(contact.path("updatedAt").asText()));
                assertThat(contact.path("properties").fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrder("email", "createdate", "hs_object_id", "lastmodifieddate");
            });
            total = page.path("total").asInt();
            after = page.path("paging").path("next").path("after").asInt();
        } while (after > 0);

        assertThat(changes).hasSize(total).isSorted();
        assertThat(total)
                .isEqualTo((int) data.all("contacts").stream()
                        .filter(contact -> !contact.updatedAt().isBefore(since))
                        .count())
                .isBetween(100, 1000);
    }

    @Test
    void nothingIsFoundBeyondTheFirstTenThousand() throws Exception {
        assertThat(ask("{\"limit\": 200, \"after\": \"9800\"}").statusCode()).isEqualTo(200);
        assertThat(ask("{\"limit\": 200, \"after\": \"10000\"}").statusCode()).isEqualTo(400);
        assertThat(ask("{\"limit\": 201}").statusCode()).isEqualTo(400);
        assertThat(ask("{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"email\", \"operator\": \"LIKE\","
                                + " \"value\": \"a\"}]}]}")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theSixthSearchOfASecondIsOneTooMany() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(ask("{}").statusCode()).isEqualTo(200);
        }
        HttpResponse<String> refused = ask("{}");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        now = now.plusSeconds(1);
        assertThat(ask("{}").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsArchivedIsListedApartAndNotFound() throws Exception {
        crm.advance();
        JsonNode archived = tree(send(HttpRequest.newBuilder(at("/crm/v3/objects/contacts?archived=true&limit=100"))));
        assertThat(archived.path("results")).hasSize(5);
        assertThat(archived.path("results").path(0).path("archivedAt").asText()).startsWith("2026-1");
        String id = archived.path("results").path(0).path("id").asText();
        assertThat(search(
                                "{\"filterGroups\": [{\"filters\": [{\"propertyName\": \"hs_object_id\", \"operator\": \"EQ\","
                                        + " \"value\": \"" + id + "\"}]}]}")
                        .path("total")
                        .asInt())
                .isZero();
    }

    private JsonNode search(String body) throws Exception {
        return tree(ask(body));
    }

    private static JsonNode tree(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return new JsonMapper().readTree(response.body());
    }

    private HttpResponse<String> ask(String body) throws Exception {
        return send(HttpRequest.newBuilder(at("/crm/v3/objects/contacts/search"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(
                request.header("Authorization", "Bearer secret").build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI at(String target) {
        return crm.service().url().resolve(target);
    }
}
