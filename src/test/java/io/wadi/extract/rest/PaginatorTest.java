package io.wadi.extract.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.Reply;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaginatorTest {
    private static final Stops EMPTY = Stops.AFTER_EMPTY_PAGE;

    private final Api api = new Api();

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void pageNumbersEndAtTheTotal() {
        api.server.on(
                "/p", r -> Reply.json("{\"pages\": 3, \"items\": [" + r.query().get("page") + "]}"));
        Stops total = new Stops(Optional.of(JsonPath.parse("$.pages")), Optional.empty(), OptionalInt.empty(), true);

        assertThat(api.records(api.get("/p", new Paginator.PageNumber("page", 1, total))))
                .containsExactly("1", "2", "3");
        assertThat(api.server.count("/p")).isEqualTo(3);
    }

    @Test
    void pageNumbersEndAtAnEmptyPageAndBeginAtTheirBase() {
        api.server.on(
                "/p",
                r -> Reply.json("{\"items\": ["
                        + (r.query().get("n").equals("2") ? "" : r.query().get("n")) + "]}"));

        assertThat(api.records(api.get("/p", new Paginator.PageNumber("n", 0, EMPTY))))
                .containsExactly("0", "1");
    }

    @Test
    void pageNumbersEndWhereTheResponseSaysSo() {
        api.server.on(
                "/p",
                r -> Reply.json("{\"items\": [%1$s], \"more\": %2$b}"
                        .formatted(r.query().get("page"), r.query().get("page").equals("0"))));
        Stops more = new Stops(Optional.empty(), Optional.of(JsonPath.parse("$.more")), OptionalInt.empty(), false);

        assertThat(api.records(api.get("/p", new Paginator.PageNumber("page", 0, more))))
                .containsExactly("0", "1");
    }

    @Test
    void pageNumbersEndAtTheirMaximum() {
        api.server.on("/p", r -> Reply.json("{\"items\": [" + r.query().get("page") + "]}"));
        Stops maximum = new Stops(Optional.empty(), Optional.empty(), OptionalInt.of(2), true);

        assertThat(api.records(api.get("/p", new Paginator.PageNumber("page", 1, maximum))))
                .containsExactly("1", "2");
    }

    @Test
    void offsetsGrowByTheLimitUpToTheTotal() {
        api.server.on(
                "/o", r -> Reply.json("{\"total\": 5, \"items\": [" + r.query().get("offset") + "]}"));
        Stops total = new Stops(Optional.of(JsonPath.parse("$.total")), Optional.empty(), OptionalInt.empty(), true);

        assertThat(api.records(api.get("/o", new Paginator.Offset("offset", "limit", 0, 2, total))))
                .containsExactly("0", "2", "4");
        assertThat(api.server.requests()).allMatch(r -> r.query().get("limit").equals("2"));
    }

    @Test
    void cursorsAreHandedBackUntilThereIsNone() {
        Map<String, String> pages =
                Map.of("", "{\"items\": [1], \"next\": \"a+b/c==&\"}", "a+b/c==&", "{\"items\": [2], \"next\": null}");
        api.server.on("/c", r -> Reply.json(pages.get(r.query().getOrDefault("after", ""))));

        assertThat(api.records(api.get("/c", new Paginator.Cursor(JsonPath.parse("$.next"), "after", endless()))))
                .containsExactly("1", "2");
    }

    @Test
    void aPageWithoutRecordsInTheMiddleDoesNotEndCursors() {
        api.server.on("/c", Reply.json("{\"items\": [], \"next\": \"b\"}"), Reply.json("{\"items\": [2]}"));

        assertThat(api.records(api.get("/c", new Paginator.Cursor(JsonPath.parse("$.next"), "after", endless()))))
                .containsExactly("2");
    }

    @Test
    void headerCursorsAreHandedBack() {
        api.server.on("/h", Reply.json("{\"items\": [1]}").header("X-Next", "t2"), Reply.json("{\"items\": [2]}"));

        assertThat(api.records(api.get("/h", new Paginator.HeaderCursor("x-next", "cursor"))))
                .containsExactly("1", "2");
        assertThat(api.server.requests().get(1).query()).containsEntry("cursor", "t2");
    }

    @Test
    void linksInTheBodyMayBeRelativeToThePage() {
        api.server
                .on(
                        "/v1/a",
                        Reply.json("{\"items\": [1], \"next\": \"?page=2\"}"),
                        Reply.json("{\"items\": [2], \"next\": \"b?x=1\"}"))
                .on("/v1/b", Reply.json("{\"items\": [3], \"next\": \"/c\"}"))
                .on("/c", Reply.json("{\"items\": [4], \"next\": \"\"}"));

        assertThat(api.records(api.get("/v1/a", new Paginator.JsonLink(JsonPath.parse("$.next")))))
                .containsExactly("1", "2", "3", "4");
        assertThat(api.server.requests().stream().map(r -> r.target()))
                .containsExactly("/v1/a", "/v1/a?page=2", "/v1/b?x=1", "/c");
    }

    @Test
    void linksInAHeaderAreFollowed() {
        String links = "<%1$s?p=1>; rel=\"prev\", <%1$s?p=2&x=a,b>; title=\"a, <b>\"; rel=\"last next\"";
        api.server.on(
                "/l",
                Reply.json("{\"items\": [1]}").header("Link", links.formatted(api.server.url("/l"))),
                Reply.json("{\"items\": [2]}").header("Link", "</l>; rel=first"));

        assertThat(api.records(api.get("/l", new Paginator.HeaderLink("next")))).containsExactly("1", "2");
        assertThat(api.server.requests().get(1).target()).isEqualTo("/l?p=2&x=a,b");
    }

    @Test
    void aServerThatIgnoresThePageNumberIsFoundOut() {
        api.server.on("/p", Reply.json("{\"at\": 1, \"items\": [1]}"), Reply.json("{\"at\": 2, \"items\": [1]}"));

        assertThatThrownBy(() -> api.records(api.get("/p", new Paginator.PageNumber("page", 1, EMPTY))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage(
                        "page 2 of GET " + api.server.url("/p?page=2") + " has the same records as the page before it");
    }

    @Test
    void aCursorThatRepeatsIsFoundOut() {
        api.server.on(
                "/c",
                r -> Reply.json("{\"items\": [1], \"next\": \""
                        + (r.query().getOrDefault("after", "").equals("a") ? "b" : "a") + "\"}"));

        assertThatThrownBy(() ->
                        api.records(api.get("/c", new Paginator.Cursor(JsonPath.parse("$.next"), "after", endless()))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessage("page 3 of GET " + api.server.url("/c?after=b") + " leads back to GET "
                        + api.server.url("/c?after=a") + ", which was read before");
    }

    @Test
    void aLinkToItselfIsFoundOut() {
        api.server.on("/l", Reply.json("{\"items\": [1], \"next\": \"/l\"}"));

        assertThatThrownBy(() -> api.records(api.get("/l", new Paginator.JsonLink(JsonPath.parse("$.next")))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("leads back to");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"items\": [1]}                                            | SinglePage[]",
                "[{\"next\": \"/x\"}]                                        | SinglePage[]",
                "{\"items\": [1], \"next\": null}                            | SinglePage[]",
                "{\"paging\": {\"nextPage\": {\"after\": 1, \"href\": \"/x\"}}} | JsonLink[path=$.paging.nextPage.href]",
                "{\"Next_Url\": \"https://h/x\", \"pages\": 3}               | JsonLink[path=$.Next_Url]",
                "{\"meta\": {\"pages\": 3}, \"next_token\": \"t\"}           | PageNumber[place=Parameter[name=page], base=1, stops=",
                "{\"pages\": \"3\", \"next_token\": \"t\"}                   | Cursor[path=$.next_token, place=Parameter[name=cursor],",
            })
    void isGuessedFromTheFirstResponse(String body, String paginator) {
        assertThat(AutoPaginator.detect(Map.of(), body.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .asString()
                .startsWith(paginator);
    }

    @Test
    void aLinkHeaderIsGuessedFirst() {
        assertThat(AutoPaginator.detect(
                        Map.of("Link", List.of("</b>; rel=next")),
                        "{\"next\": \"/c\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isEqualTo(new Paginator.HeaderLink("next"));
    }

    @Test
    void whatIsGuessedIsFollowed() {
        api.server.on("/a", Reply.json("{\"pages\": 2, \"rows\": [1]}"), Reply.json("{\"pages\": 2, \"rows\": [2]}"));

        assertThat(api.records(api.get(
                        new RestTemplate(api.server.url("/a").toString(), Map.of(), Map.of()), new Paginator.Auto())))
                .containsExactly("1", "2");
        assertThat(api.server.requests().get(1).query()).containsEntry("page", "2");
    }

    @Test
    void compressedPagesAreReadAsTheyWere() throws Exception {
        java.io.ByteArrayOutputStream packed = new java.io.ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"items\": [1, 2]}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        api.server.on("/z", Reply.of(200, packed.toByteArray()).header("Content-Encoding", "gzip"));

        assertThat(api.records(api.get("/z", new Paginator.SinglePage()))).containsExactly("1", "2");
        assertThat(api.server.requests().get(0).header("Accept-Encoding"))
                .hasValueSatisfying(v -> assertThat(v).contains("gzip"));
    }

    private static Stops endless() {
        return new Stops(Optional.empty(), Optional.empty(), OptionalInt.empty(), false);
    }
}
