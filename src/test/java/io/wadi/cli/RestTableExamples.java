package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Reply;
import java.util.Map;

/** What examples make of an API's records at the destination. */
final class RestTableExamples {
    static final Map<String, ExamplesTest.Scenario> ALL =
            Map.of("rest-merge", RestTableExamples::merge, "rest-schema", RestTableExamples::schema);

    private RestTableExamples() {}

    private static void merge(Example example) {
        example.shop
                .on("/customers", Reply.json("""
                        [{"id": 1, "version": 1, "changed": 1, "country": "PL", "deleted": false},
                         {"id": 2, "version": 1, "changed": 1, "country": "FR", "deleted": false},
                         {"id": 3, "version": 1, "changed": 1, "country": "UK", "deleted": false}]"""), Reply.json("""
                        [{"id": 1, "version": 1, "changed": 1, "country": "XX", "deleted": false},
                         {"id": 2, "version": 2, "changed": 3, "country": "ES", "deleted": false},
                         {"id": 2, "version": 2, "changed": 2, "country": "IT", "deleted": false},
                         {"id": 3, "version": 2, "changed": 2, "country": "UK", "deleted": true}]"""))
                .on("/lines", Reply.json("""
                        [{"order_id": 1, "sku": "a", "quantity": 1}, {"order_id": 1, "sku": "b", "quantity": 2},
                         {"order_id": 2, "sku": "a", "quantity": 3}]"""), Reply.json("""
                        [{"order_id": 1, "sku": "c", "quantity": 4}, {"order_id": 1, "sku": "d", "quantity": 0}]"""))
                .on("/stock", Reply.json("""
                        [{"sku": "a", "warehouse": "north", "n": 1}, {"sku": "b", "warehouse": "north", "n": 2},
                         {"sku": "s", "warehouse": "south", "n": 3}]"""), Reply.json("""
                        [{"sku": "a", "warehouse": "north", "n": 5}]"""))
                .on(
                        "/prices",
                        Reply.json("[{\"sku\": \"a\", \"price\": 10}]"),
                        Reply.json("[{\"sku\": \"a\", \"price\": 12}]"))
                .on("/countries", Reply.json("[{\"code\": \"PL\"}]"), Reply.json("[{\"code\": \"FR\"}]"));
        example.set("PRICES_DAY", "2026-01-01");
        example.runs();
        example.set("PRICES_DAY", "2026-02-01");
        example.runs();

        assertThat(example.rows("customers", "id, country")).containsExactly("1 PL", "2 ES");
        assertThat(example.rows("lines", "order_id, sku, quantity")).containsExactly("1 c 4", "2 a 3");
        assertThat(example.rows("stock", "sku, n")).containsExactly("a 5", "s 3");
        assertThat(example.rows("prices", "price, valid_from::DATE, valid_to::DATE"))
                .containsExactly("10 2026-01-01 2026-02-01", "12 2026-02-01 9999-12-31");
        assertThat(example.rows("countries", "code")).containsExactly("FR");

        example.shop.on("/countries", Reply.json("[]"));
        assertThat(example.run().code()).isEqualTo(1);
        assertThat(example.rows("countries", "code")).containsExactly("FR");
    }

    private static void schema(Example example) {
        example.set("WADI_MASK_KEY", "0123456789abcdef0123456789abcdef");
        example.project.file("privacy.yaml", "tags:\n  phone: partial\n");
        example.shop
                .on("/contacts", Reply.json("""
                        [{"id": 1, "balance": 1.5, "seen_at": "2026-01-02T03:04:05", "email": "a@example.org",
                          "mobile": "+48123456789012", "bank": {"iban": "DE89370400440532013000"},
                          "birth_date": "1980-05-17", "notes": "x", "phones": [{"number": 48}]}]"""), Reply.json("""
                        [{"id": 2, "balance": 2, "odd": 1, "visits": [{"n": 1}]}]"""))
                .on("/sessions", Reply.json("""
                        [{"id": 1, "device": {"os": "x", "screen": {"w": 1}}, "steps": [{"n": 1, "tags": ["a"]}]}]"""))
                .on("/clicks", Reply.json("[{\"id\": 1, \"at\": {\"x\": 1}}]"));
        example.runs();
        example.runs();

        assertThat(example.rows(
                        "contacts", "id, balance, typeof(balance), typeof(seen_at), birth_date, mobile, bank__iban"))
                .containsExactly(
                        "1 1.5000 DECIMAL(18,4) TIMESTAMP 1980-01-01 ***9012 ***3000",
                        "2 2.0000 DECIMAL(18,4) TIMESTAMP");
        assertThat(example.rows("contacts", "length(email)")).contains("64");
        assertThat(example.columns("contacts"))
                .contains("email")
                .doesNotContain("notes")
                .doesNotContain("odd");
        assertThat(example.rows("contacts__phones", "number, typeof(number)")).containsExactly("48 VARCHAR");
        assertThat(example.rows("contacts__visits", "n")).containsExactly("1");
        assertThat(example.columns("sessions__steps")).contains("_dlt_root_id");
        assertThat(example.rows("sessions", "id")).hasSize(2);
        assertThat(example.columns("clicks")).isEqualTo("id at");
    }
}
