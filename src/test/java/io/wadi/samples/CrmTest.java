package io.wadi.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sample CRM: token, cursor paging, and now and then one request too many. */
class CrmTest {
    private static final Pattern CONTACT = Pattern.compile("\\{\"id\":\"(\\d+)\"");
    private static final Pattern AFTER = Pattern.compile("\"after\":\"(\\d+)\"");

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final SampleServices services = SampleServices.start(log::add);
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void contactsComePageByPageUntilTheLastWithoutANext() throws Exception {
        List<String> ids = new ArrayList<>();
        int pages = 0;
        for (String after = "1"; !after.isEmpty(); pages++) {
            String body = crm("/crm/v3/objects/contacts?limit=100&after=" + after);
            ids.addAll(CONTACT.matcher(body).results().map(m -> m.group(1)).toList());
            after = AFTER.matcher(body)
                    .results()
                    .map(m -> m.group(1))
                    .findFirst()
                    .orElse("");
        }
        assertEquals(12, pages);
        assertEquals(IntStream.range(101, 1301).mapToObj(Integer::toString).toList(), ids);
        assertEquals(1, log.stream().filter(line -> line.endsWith(" 429")).count());
        String contact = crm("/crm/v3/objects/contacts?limit=1");
        assertTrue(
                contact.matches(
                        "\\{\"results\":\\[\\{\"id\":\"101\",\"properties\":\\{\"email\":\"contact101@example.com\","
                                + "\"firstname\":\"[^\"]+\",\"lastname\":\"[^\"]+\",\"lifecyclestage\":\"[a-z]+\","
                                + "\"createdate\":\"[^\"]+Z\",\"hs_object_id\":\"101\",\"lastmodifieddate\":\"[^\"]+Z\"\\},\"createdAt\":\"[^\"]+Z\","
                                + "\"updatedAt\":\"[^\"]+Z\",\"archived\":false\\}\\],"
                                + "\"paging\":\\{\"next\":\\{\"after\":\"102\"\\}\\}\\}"),
                contact);
    }

    @Test
    void everySeventhRequestOfTheCrmIsOneTooMany() throws Exception {
        for (int request = 1; request <= 15; request++) {
            HttpResponse<String> response = ask("/crm/v3/objects/companies", token());
            assertEquals(request % 7 == 0 ? 429 : 200, response.statusCode());
            assertEquals(
                    request % 7 == 0 ? Optional.of("1") : Optional.empty(),
                    response.headers().firstValue("Retry-After"));
        }
    }

    @Test
    void theCrmAnswersNobodyWithoutItsToken() throws Exception {
        for (String authorization : List.of("", "Bearer", "Bearer wrong", "Basic " + token().substring(7))) {
            assertEquals(401, ask("/crm/v3/objects/contacts", authorization).statusCode());
        }
        assertEquals(400, ask("/crm/v3/objects/contacts?limit=101", token()).statusCode());
    }

    private String token() {
        return "Bearer " + services.secrets().get("hubspot.token");
    }

    /** What the CRM answers, asked again when it was one request too many. */
    private String crm(String target) throws Exception {
        HttpResponse<String> response = ask(target, token());
        if (response.statusCode() == 429) {
            response = ask(target, token());
        }
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private HttpResponse<String> ask(String target, String authorization) throws Exception {
        URI address = URI.create(Objects.requireNonNull(services.addresses().get("hubspot")) + target);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", authorization)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
