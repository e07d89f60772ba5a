package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Reply;
import java.util.Map;
import java.util.Optional;

/** How examples load, of one source in several ways, and from any endpoint of Camel. */
final class LoadExamples {
    static final Map<String, ExamplesTest.Scenario> ALL = Map.of(
            "load-overrides", LoadExamples::overrides,
            "records-any", LoadExamples::records,
            "records-merge", LoadExamples::mergedRecords);

    private LoadExamples() {}

    private static void overrides(Example example) {
        Reply first = Reply.json("""
                [{"sku": "a", "price": 1, "sizes": [{"n": 1, "colours": ["red"]}]}, {"sku": "b", "price": 2}]""");
        Reply then = Reply.json("[{\"sku\": \"b\", \"price\": 3, \"new\": 1}]");
        example.shop.on("/products", first, then).on("/brands", Reply.json("[{\"name\": \"x\"}]"));
        example.runs();
        example.runs();
        assertThat(example.rows("products", "sku, price, \"new\"")).containsExactly("b 3 1");
        assertThat(example.rows("brand_log", "name")).containsExactly("x", "x");
        assertThat(example.columns("products__sizes")).contains("colours").doesNotContain("_dlt_root_id");

        example.shop.on("/products", first, then);
        example.runsPipeline("load-merged");
        example.runsPipeline("load-merged");
        assertThat(example.project.query("SELECT sku || ' ' || price::DOUBLE FROM merged.products ORDER BY 1"))
                .containsExactly("a 1.0", "b 3.0");
        assertThat(example.project.query("SELECT count(*) FROM merged.brands")).containsExactly("1");
        assertThat(example.project.query("SELECT column_name FROM duckdb_columns() WHERE schema_name = 'merged'"
                        + " AND table_name LIKE 'products%'"))
                .contains("_dlt_root_id")
                .doesNotContain("new");

        example.shop.on("/products", first, then);
        example.runsPipeline("load-history");
        example.runsPipeline("load-history");
        assertThat(example.project.query(
                        "SELECT sku || ' ' || price || ' ' || (until IS NULL) FROM history.products" + " ORDER BY 1"))
                .containsExactly("a 1 true", "b 2 false", "b 3 true");
        assertThat(example.project.query("SELECT count(*) FROM history.brands")).containsExactly("1");

        example.shop.on("/products", first);
        example.runsPipeline("load-flat");
        assertThat(example.project.query("SELECT table_name || '.' || column_name FROM duckdb_columns()"
                        + " WHERE schema_name = 'flat' AND table_name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY 1"))
                .containsExactly("brands.name", "products.price", "products.sizes", "products.sku");
        assertThat(example.project.query("SELECT sku || ' ' || price FROM flat.products ORDER BY 1"))
                .containsExactly("a 1", "b 2");
    }

    private static void records(Example example) {
        example.set("WADI_MASK_KEY", "0123456789abcdef0123456789abcdef");
        example.set("DROP_FOLDER", example.home.resolve("drop"));
        example.project.file("drop/stock.csv", "sku;n\n007;1\n008;2\n");
        example.shop
                .on("/login", Reply.json("{\"token\": \"t-1\"}"))
                .on(
                        "/report",
                        request -> request.header("Authorization").equals(Optional.of("Bearer t-1"))
                                ? Reply.json("""
                                        {"report": {"orders": [
                                         {"number": 1, "customer": {"email": "a@example.org"}, "lines": [{"n": 1}]},
                                         {"number": 2, "cancelled": true}]}}""")
                                : Reply.of(401, "who?"));
        example.runs();
        example.runs();

        assertThat(example.rows("orders", "number, length(customer__email)")).containsExactly("1 64");
        assertThat(example.columns("orders__lines")).contains("_dlt_root_id");
        assertThat(example.rows("stock", "sku, n")).containsExactly("007 1", "007 1", "008 2", "008 2");
        assertThat(example.columns("stock")).isEqualTo("sku n");
    }

    private static void mergedRecords(Example example) {
        example.shop
                .on(
                        "/customers",
                        Reply.json("[{\"id\": 1, \"name\": \"a\"}, {\"id\": 2, \"name\": \"b\"}]"),
                        Reply.json("[{\"id\": 1, \"name\": \"aa\"}]"))
                .on(
                        "/sales",
                        Reply.json("[{\"day\": \"2026-01-01\", \"n\": 1}, {\"day\": \"2026-01-01\", \"n\": 2}]"),
                        Reply.json("[{\"day\": \"2026-01-01\", \"n\": 3}]"))
                .on(
                        "/prices",
                        Reply.json("[{\"sku\": \"a\", \"price\": 10}]"),
                        Reply.json("[{\"sku\": \"a\", \"price\": 12}]"))
                .on("/countries", Reply.json("[{\"code\": \"PL\"}]"), Reply.json("[{\"code\": \"FR\"}]"));
        example.runs();
        example.runs();

        assertThat(example.rows("customers", "id, name")).containsExactly("1 aa", "2 b");
        assertThat(example.rows("sales", "n")).containsExactly("3");
        assertThat(example.rows("prices", "price, _dlt_valid_to = '9999-12-31'"))
                .containsExactly("10 false", "12 true");
        assertThat(example.rows("countries", "code")).containsExactly("FR");

        example.shop.on("/countries", Reply.json("[]"));
        assertThat(example.run().code()).isEqualTo(1);
    }
}
