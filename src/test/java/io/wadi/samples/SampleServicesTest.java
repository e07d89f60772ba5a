package io.wadi.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleServicesTest {
    private static final Pattern RATE =
            Pattern.compile("\\{\"date\":\"([^\"]+)\",\"currency\":\"([^\"]+)\",\"rate\":([^}]+)}");
    private static final List<String> HISTORY = new ArrayList<>(); // "date currency rate", in order

    private final List<String> log = new CopyOnWriteArrayList<>();
    private final SampleServices services = SampleServices.start(log::add);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void readTheBanksFile() throws IOException {
        try (BufferedReader csv = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Objects.requireNonNull(
                        SampleServicesTest.class.getResourceAsStream("/samples/eurofxref-hist.csv.gz"))),
                StandardCharsets.UTF_8))) {
            List<List<String>> lines =
                    csv.lines().map(line -> List.of(line.split(",", -1))).toList();
            for (List<String> cells : lines.subList(1, lines.size())) {
                for (int i = 1; i < cells.size(); i++) {
                    if (!cells.get(i).isEmpty() && !cells.get(i).equals("N/A")) {
                        HISTORY.add(cells.get(0) + " " + lines.get(0).get(i) + " " + cells.get(i));
                    }
                }
            }
        }
        HISTORY.sort(null);
    }

    @AfterEach
    void stop() {
        services.close();
    }

    @Test
    void everyPublishedRateIsOnExactlyOnePageInOrder() throws Exception {
        List<String> expected = HISTORY.stream().filter(atFirst()).toList();
        int pages = (expected.size() + 4999) / 5000;
        List<String> got = new ArrayList<>();
        for (int page = 1; page <= pages; page++) {
            String body = rates("?per_page=5000&page=" + page);
            assertTrue(body.startsWith(
                    "{\"page\":" + page + ",\"pages\":" + pages + ",\"total\":" + expected.size() + ",\"rates\":["));
            got.addAll(rows(body));
        }
        assertEquals(expected, got);
    }

    @Test
    void aPageHoldsAThousandRatesUnlessToldOtherwise() throws Exception {
        assertEquals(HISTORY.subList(0, 1000), rows(rates("")));
        assertEquals(HISTORY.subList(14, 21), rows(rates("?per_page=7&page=3")));
    }

    @Test
    void aPageAfterTheLastIsEmpty() throws Exception {
        int total = published("2026-09-28", "2026-09-28").size();
        assertEquals(
                "{\"page\":2147483647,\"pages\":1,\"total\":" + total + ",\"rates\":[]}",
                rates("?from=2026-09-28&to=2026-09-28&page=2147483647"));
    }

    @Test
    void fromAndToAreBothInclusive() throws Exception {
        assertEquals(published("1999-01-05", "1999-01-07"), rows(rates("?from=1999-01-05&to=1999-01-07")));
        assertEquals(published("1999-01-04", "1999-01-05"), rows(rates("?to=1999-01-05")));
        assertEquals(published("2026-09-29", "2026-09-30"), rows(rates("?from=2026-09-29")));
    }

    @Test
    void endsMayFallOnDaysWithoutRates() throws Exception {
        assertEquals(published("2026-09-14", "2026-09-18"), rows(rates("?from=2026-09-12&to=2026-09-20")));
        assertEquals("{\"page\":1,\"pages\":0,\"total\":0,\"rates\":[]}", rates("?from=2026-09-19&to=2026-09-20"));
        assertEquals("{\"page\":1,\"pages\":0,\"total\":0,\"rates\":[]}", rates("?from=2026-09-18&to=2026-09-14"));
        assertEquals("{\"page\":1,\"pages\":0,\"total\":0,\"rates\":[]}", rates("?from=9999-12-31"));
    }

    @Test
    void ratesAreWrittenDigitForDigit() throws Exception {
        String first = rates("?to=1999-01-04");
        assertTrue(first.contains("{\"date\":\"1999-01-04\",\"currency\":\"USD\",\"rate\":1.1789}"), first);
        assertTrue(first.contains("{\"date\":\"1999-01-04\",\"currency\":\"TRL\",\"rate\":372274}"), first);
    }

    @Test
    void lateRatesAppearWhenTimePasses() throws Exception {
        List<String> late = List.of("2026-09-25 ISK 136.6", "2026-09-28 ISK 137", "2026-09-29 ISK 136.8");
        List<String> before = rows(rates("?from=2026-09-24"));
        assertTrue(before.contains("2026-09-24 ISK 138") && before.contains("2026-09-30 ISK 137"), before.toString());
        assertTrue(late.stream().noneMatch(before::contains), before.toString());

        int appear = (int) HISTORY.stream().filter(atFirst().negate()).count();
        assertEquals(
                "{\"today\":\"2026-10-30\",\"rows\":" + appear + ",\"contacts\":170}",
                send("POST", "samples", "/samples/advance"));

        assertEquals(published("2026-09-24", "2026-10-30", rate -> true), rows(rates("?from=2026-09-24")));
        assertTrue(rows(rates("?from=2026-09-24")).containsAll(late));
        assertEquals(
                "{\"today\":\"2026-10-30\",\"rows\":0,\"contacts\":0}", send("POST", "samples", "/samples/advance"));
    }

    @Test
    void theTruthCountsWhatIsPublished() throws Exception {
        assertEquals(
                "{\"today\":\"2026-09-30\",\"currencies\":233,\"rates\":"
                        + HISTORY.stream().filter(atFirst()).count()
                        + ",\"contacts\":1200,\"companies\":150,\"deals\":230,\"tickets\":90,\"customers\":232,\"owners\":7}",
                send("GET", "samples", "/samples/truth"));
        send("POST", "samples", "/samples/advance");
        assertEquals(
                "{\"today\":\"2026-10-30\",\"currencies\":233,\"rates\":221702,\"contacts\":1260,"
                        + "\"companies\":150,\"deals\":230,\"tickets\":90,\"customers\":342,\"owners\":7}",
                send("GET", "samples", "/samples/truth"));
    }

    @Test
    void currenciesAreOneObjectOfCodesAndNames() throws Exception {
        String body = send("GET", "currencies", "/v1/currencies");
        assertTrue(body.startsWith("{\"ADP\":\"Andorran Peseta\",\"AED\":\"United Arab Emirates Dirham\","), body);
        assertTrue(body.contains("\"AFA\":\"Afghan Afghani (1927\u20132002)\""), body);
        assertEquals(233, body.split("\":\"", -1).length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from=2026-02-30",
                "from=",
                "to=yesterday",
                "to=20260930",
                "to=%2B12345-01-01",
                "page=0",
                "page=x",
                "page=2147483648",
                "per_page=5001",
                "per_page=-1"
            })
    void aQueryThatMakesNoSenseIsRefusedByName(String query) throws Exception {
        HttpResponse<String> response = exchange("GET", "exchange-rates", "/v1/rates?" + query);
        assertEquals(400, response.statusCode());
        String name = query.substring(0, query.indexOf('='));
        assertTrue(response.body().startsWith("{\"error\":\"" + name + " must be "), response.body());
    }

    @Test
    void otherPathsAndMethodsAreRefusedInJson() throws Exception {
        HttpResponse<String> nothing = exchange("GET", "currencies", "/v1/rates");
        assertEquals(404, nothing.statusCode());
        assertEquals("{\"error\":\"There is nothing at /v1/rates\"}", nothing.body());
        HttpResponse<String> method = exchange("GET", "samples", "/samples/advance");
        assertEquals(405, method.statusCode());
        assertEquals("POST", method.headers().firstValue("Allow").orElse(""));
        assertEquals("{\"error\":\"/samples/advance answers POST only\"}", method.body());
    }

    @Test
    void aFaultOfTheServiceIsToldToo() throws Exception {
        try (JsonService faulty = JsonService.start(log::add).on("GET", "/", query -> json -> {
            json.writeNumberField("half", 1);
            throw new IllegalStateException("damaged");
        })) {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(faulty.url().resolve("/")).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(500, response.statusCode());
            assertEquals(
                    "{\"error\":\"The service failed: java.lang.IllegalStateException: damaged\"}", response.body());
        }
    }

    @Test
    void theAccessLogHasALineARequest() throws Exception {
        rates("?per_page=1");
        exchange("GET", "currencies", "/nothing");
        assertEquals(List.of("GET /v1/rates?per_page=1 200", "GET /nothing 404"), log);
    }

    @Test
    void nobodyAnswersOnceItIsClosed() {
        services.close();
        for (String service : services.addresses().keySet()) {
            assertThrows(ConnectException.class, () -> exchange("GET", service, "/"));
        }
    }

    private static Predicate<String> atFirst() {
        return rate -> rate.compareTo("2026-10") < 0 && !rate.matches("(2026-09-25|2026-09-28|2026-09-29) ISK .*");
    }

    private static List<String> published(String from, String to) {
        return published(from, to, atFirst());
    }

    private static List<String> published(String from, String to, Predicate<String> which) {
        return HISTORY.stream()
                .filter(which)
                .filter(rate -> rate.substring(0, 10).compareTo(from) >= 0)
                .filter(rate -> rate.substring(0, 10).compareTo(to) <= 0)
                .toList();
    }

    private static List<String> rows(String body) {
        return RATE.matcher(body)
                .results()
                .map(rate -> rate.group(1) + " " + rate.group(2) + " " + rate.group(3))
                .toList();
    }

    private String rates(String query) throws Exception {
        return send("GET", "exchange-rates", "/v1/rates" + query);
    }

    private String send(String method, String service, String target) throws Exception {
        HttpResponse<String> response = exchange(method, service, target);
        assertEquals(200, response.statusCode(), response.body());
        return response.body();
    }

    private HttpResponse<String> exchange(String method, String service, String target) throws Exception {
        URI address = URI.create(Objects.requireNonNull(services.addresses().get(service)) + target);
        HttpRequest request = HttpRequest.newBuilder(address)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(
                "application/json",
                response.headers().firstValue("Content-Type").orElse(""));
        try (JsonParser json = new JsonFactory().createParser(response.body())) {
            while (json.nextToken() != null) {} // throws when it is not JSON
        }
        return response;
    }
}
