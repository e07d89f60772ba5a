package io.wadi.cli;

import static io.wadi.cli.Example.records;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Reply;
import io.wadi.testing.Request;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How examples ask an API. */
final class RestExamples {
    static final Map<String, ExamplesTest.Scenario> ALL = Map.of(
            "rest-pages", RestExamples::pages,
            "rest-search", RestExamples::search,
            "rest-auth", RestExamples::auth,
            "rest-patience", RestExamples::patience,
            "rest-dependent", RestExamples::dependent,
            "rest-incremental", RestExamples::incremental);

    private RestExamples() {}

    private static void pages(Example example) {
        example.shop
                .on("/currencies", Reply.json("[{\"code\":\"EUR\"},{\"code\":\"PLN\"}]"))
                .on("/orders", request -> {
                    int page = number(request, "p");
                    return Reply.json("{\"pages\":3,\"data\":{\"orders\":"
                            + (page == 2 ? "[]" : records(page * 10 - 9, page * 10)) + "}}");
                })
                .on("/items", request -> {
                    int skip = number(request, "skip");
                    return Reply.json("{\"items\":" + records(skip + 1, Math.min(skip + number(request, "take"), 250))
                            + "}");
                })
                .on("/customers", request -> switch (request.query().getOrDefault("token", "")) {
                    case "" -> customers(records(1, 2), "a", true);
                    case "a" -> customers("[]", "b", true);
                    default -> customers(records(3, 4), "c", false);
                })
                .on(
                        "/events",
                        request -> request.query().containsKey("page")
                                ? Reply.json(records(3, 3))
                                : Reply.json(records(1, 2)).header("X-Next-Page", "2"))
                .on(
                        "/carts",
                        request -> Reply.json(
                                request.query().containsKey("after")
                                        ? "{\"data\":" + records(3, 4) + ",\"links\":{\"next\":null}}"
                                        : "{\"data\":" + records(1, 2) + ",\"links\":{\"next\":\"/carts?after=2\"}}"))
                .on(
                        "/reviews",
                        request -> request.query().containsKey("page")
                                ? Reply.json(records(3, 5))
                                : Reply.json(records(1, 2)).header("Link", "</reviews?page=2>; rel=\"older\""));
        example.runs();

        assertThat(example.rows("currencies", "code")).containsExactly("EUR", "PLN");
        assertThat(example.count("orders", "id")).isEqualTo("20 20");
        assertThat(example.count("items", "id")).isEqualTo("240 240");
        assertThat(example.rows("items", "min(id), max(id)")).containsExactly("11 250");
        assertThat(example.rows("customers", "id")).containsExactly("1", "2", "3", "4");
        assertThat(example.rows("events", "id")).containsExactly("1", "2", "3");
        assertThat(example.rows("carts", "id")).containsExactly("1", "2", "3", "4");
        assertThat(example.rows("reviews", "id")).containsExactly("1", "2", "3", "4", "5");
    }

    private static Reply customers(String records, String next, boolean more) {
        return Reply.json(
                "{\"results\":" + records + ",\"meta\":{\"next_token\":\"" + next + "\",\"more\":" + more + "}}");
    }

    private static void search(Example example) {
        example.shop
                .on("/contacts/search", request -> {
                    boolean second = request.body().contains("\"after\":\"2\"");
                    boolean asked = header(request, "Accept-Language").equals("en")
                            && request.body().contains("\"country\":\"PL\"");
                    return !asked
                            ? Reply.of(400, "")
                            : second
                                    ? Reply.json("{\"results\":" + records(3, 3) + ",\"paging\":{}}")
                                    : Reply.json("{\"results\":" + records(1, 2) + ",\"paging\":{\"next\":\"2\"}}");
                })
                .on("/deals/search", request -> {
                    int from = inBody(request, "from");
                    return request.body().contains("\"since\":\"2026-05-01\"")
                            ? Reply.json("{\"total\":130,\"results\":"
                                    + records(from + 1, Math.min(130, from + inBody(request, "size"))) + "}")
                            : Reply.of(400, "");
                })
                .on("/tickets/search", request -> {
                    int page = inBody(request, "page");
                    return Reply.json("{\"more\":" + (page < 3) + ",\"results\":" + records(page, page) + "}");
                });
        example.runs("-p", "since=2026-05-01");

        assertThat(example.rows("contacts", "id")).containsExactly("1", "2", "3");
        assertThat(example.count("deals", "id")).isEqualTo("130 130");
        assertThat(example.rows("tickets", "id")).containsExactly("1", "2", "3");
        assertThat(example.shop.requests()).allMatch(request -> request.method().equals("POST"));
    }

    private static void auth(Example example) {
        example.set("ERP_TOKEN", "t-1");
        example.set("STOCK_USERNAME", "ann");
        example.set("STOCK_PASSWORD", "p+q");
        example.set("GEO_API_KEY", "k-1");
        example.set("MAP_API_KEY", "k-2");
        for (String section : List.of("CRM", "ADS")) {
            example.set(section + "_CLIENT_ID", section);
            example.set(section + "_CLIENT_SECRET", "s3cret");
        }
        example.set("ADS_REFRESH_TOKEN", "r-1");
        example.shop.on("/oauth/token", request -> {
            boolean basic = request.header("Authorization").isPresent();
            boolean refreshed = basic && request.body().equals("grant_type=refresh_token&refresh_token=r-1");
            boolean client = !basic
                    && request.body()
                            .equals("grant_type=client_credentials&scope=leads.read+notes.read"
                                    + "&audience=https%3A%2F%2Fcrm.example.com&client_id=CRM&client_secret=s3cret");
            return refreshed || client
                    ? Reply.json("{\"access_token\":\"" + (refreshed ? "ads" : "crm") + "\",\"expires_in\":3600}")
                    : Reply.of(401, "{}");
        });
        guarded(example, "/invoices", request -> "Bearer t-1".equals(header(request, "Authorization")));
        guarded(example, "/stock", request -> "Basic YW5uOnArcQ==".equals(header(request, "Authorization")));
        guarded(example, "/cities", request -> "k-1".equals(header(request, "X-Api-Key")));
        guarded(example, "/streets", request -> "k-2".equals(request.query().get("key")));
        guarded(example, "/leads", request -> "Bearer crm".equals(header(request, "Authorization")));
        guarded(example, "/campaigns", request -> "Bearer ads".equals(header(request, "Authorization")));
        example.runs();

        for (String table : List.of("invoices", "stock", "cities", "streets", "leads", "campaigns")) {
            assertThat(example.rows(table, "id")).as(table).containsExactly("1", "2");
        }
    }

    private static void guarded(Example example, String path, Function<Request, Boolean> allowed) {
        example.shop.on(path, request -> allowed.apply(request) ? Reply.json(records(1, 2)) : Reply.of(401, "{}"));
    }

    private static void patience(Example example) {
        example.shop
                .on("/orders", Reply.of(200, "maintenance"), Reply.of(503, ""), Reply.json(records(1, 2)))
                .on("/returns", Reply.of(404, "{}"))
                .on("/log", request -> switch (request.query().getOrDefault("page", "0")) {
                    case "0" -> Reply.json(records(1, 2));
                    case "1" -> Reply.json(records(3, 4));
                    default -> Reply.of(410, "gone");
                })
                .on("/devices", Reply.json(records(7, 7)));
        example.runs();

        assertThat(example.rows("orders", "id")).containsExactly("1", "2");
        assertThat(example.shop.count("/orders")).isEqualTo(3);
        assertThat(example.project.query("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'returns'"))
                .containsExactly("0");
        assertThat(example.rows("log", "id")).containsExactly("1", "2", "3", "4");
        assertThat(example.rows("devices", "id")).containsExactly("7");

        example.shop.on("/orders", Reply.json("{\"error\":\"no such shop\"}"));
        assertThat(example.run().code()).isEqualTo(1);
    }

    private static void dependent(Example example) {
        example.shop
                .on("/customers", Reply.json("""
                        [{"id": 1, "address": {"country": "PL"}}, {"id": 2, "address": {"country": "FR"}}]"""))
                .on("/customers/1/orders", Reply.json("""
                        [{"id": 10, "warehouse": "north"}, {"id": 11}]"""))
                .on("/customers/2/orders", Reply.json("""
                        [{"id": 20, "warehouse": "south"}]"""))
                .on(
                        "/lines",
                        request ->
                                Reply.json("[{\"order_id\": " + request.query().get("order") + ", \"from\": \""
                                        + header(request, "X-Warehouse") + "\", \"sku\": \"a\"}]"));
        example.runs();

        assertThat(example.rows("customers", "id")).containsExactly("1", "2");
        assertThat(example.rows("orders", "id, _customers_id, _customers_address__country"))
                .containsExactly("10 1 PL", "11 1 PL", "20 2 FR");
        assertThat(example.rows("lines", "order_id, \"from\"")).containsExactly("10 north", "20 south");
        assertThat(example.shop.requests("/lines"))
                .allMatch(request -> "sku,quantity".equals(request.query().get("fields")));
    }

    private static void incremental(Example example) {
        example.shop
                .on(
                        "/orders",
                        request -> Reply.json(
                                request.query()
                                                .getOrDefault("updated_since", "")
                                                .startsWith("2026-01-01")
                                        ? """
                                        [{"id": 1, "updated_at": "2026-02-01T10:00:00Z"}, {"id": 2, "updated_at": null},
                                         {"id": 3, "updated_at": "2026-02-01T09:30:00Z"}]"""
                                        : """
                                        [{"id": 1, "updated_at": "2026-02-01T10:00:00Z"},
                                         {"id": 4, "updated_at": "2026-02-01T09:40:00Z"}]"""))
                .on("/events", request -> {
                    int after = number(request, "after");
                    return Reply.json("[{\"sequence\": " + (after + 1) + "}, {\"sequence\": " + (after + 2) + "}]");
                })
                .on(
                        "/rates",
                        request -> Reply.json("[{\"day\": \""
                                + request.query().get("from") + "\"}, {\"day\": \""
                                + request.query().get("to") + "\"}]"))
                .on("/archive", request -> {
                    int before = number(request, "before");
                    return Reply.json("[{\"id\": " + (before - 1) + ", \"test\": true}, {\"id\": " + (before - 2)
                            + ", \"test\": false}]");
                });
        example.runs("-p", "until=2026-03-31");
        example.runs("-p", "until=2026-03-31");

        assertThat(example.rows("orders", "id")).containsExactly("1", "3", "4");
        assertThat(example.shop.requests("/orders").get(1).query().get("updated_since"))
                .startsWith("2026-02-01T09:00:00");
        assertThat(example.rows("events", "sequence")).containsExactly("1", "2", "3", "4");
        assertThat(example.rows("rates", "day"))
                .containsExactly("2026-01-01", "2026-01-31", "2026-02-01", "2026-02-28", "2026-03-01", "2026-03-31");
        assertThat(example.rows("last_quarter", "day")).containsExactly("2025-10-01", "2025-12-31");
        assertThat(example.rows("archive", "id")).containsExactly("996", "998");
    }

    static int number(Request request, String parameter) {
        return Integer.parseInt(request.query().getOrDefault(parameter, "0"));
    }

    private static String header(Request request, String name) {
        return request.header(name).orElse("");
    }

    private static int inBody(Request request, String field) {
        Matcher found = Pattern.compile("\"" + field + "\":\\s*(\\d+)").matcher(request.body());
        return found.find() ? Integer.parseInt(found.group(1)) : -1;
    }
}
