package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.testing.Postgres;
import java.util.Map;

/** What examples read from a database, which is a PostgreSQL. */
final class SqlExamples {
    static final Map<String, ExamplesTest.Scenario> ALL = Map.of(
            "sql-tables", SqlExamples::tables,
            "sql-incremental", SqlExamples::incremental,
            "sql-merge", SqlExamples::merge,
            "sql-schema", SqlExamples::schema);

    private SqlExamples() {}

    private static Postgres database(Example example, String name, String... statements) {
        Postgres server = Postgres.shared().database(name);
        server.execute(name, statements);
        example.set("CONNECTION_SHOP_URL", server.url(name));
        example.set("CONNECTION_SHOP_USER", Postgres.USER);
        example.set("SHOP_PASSWORD", "x");
        return server;
    }

    private static void tables(Example example) {
        database(
                example,
                "example_tables",
                "CREATE TABLE order_heads (id int PRIMARY KEY, test boolean, internal_note text)",
                "INSERT INTO order_heads VALUES (1, false, 'x'), (2, true, 'x'), (3, false, 'x')",
                "CREATE TABLE order_lines (id int PRIMARY KEY, quantity int, price numeric(9,2), test boolean,"
                        + " internal_note text)",
                "INSERT INTO order_lines VALUES (1, 1, 1.5, false, 'x'), (2, 0, 2.5, false, 'x'), (3, 3, 3.5, true, 'x')",
                "CREATE TABLE order_heads_old (LIKE order_heads)",
                "CREATE VIEW order_totals AS SELECT id, quantity * price AS total, test, internal_note FROM order_lines",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.returns (id int PRIMARY KEY, test boolean, internal_note text)",
                "INSERT INTO sales.returns VALUES (9, false, 'x')",
                "CREATE TABLE customers (id int PRIMARY KEY, name text, country text, iban text)",
                "INSERT INTO customers VALUES (1, 'Ann', 'PL', 'PL61')");
        example.runs();

        assertThat(example.rows("order_heads", "id")).containsExactly("1", "3");
        assertThat(example.rows("order_lines", "id, price, typeof(price)")).containsExactly("1 1.5 DOUBLE");
        assertThat(example.rows("totals", "id, total")).containsExactly("1 1.500000000", "2 0.000000000");
        assertThat(example.rows("returns", "id")).containsExactly("9");
        assertThat(example.rows("customers", "id, name, country")).containsExactly("1 Ann PL");
        assertThat(example.project.query(
                        "SELECT DISTINCT table_name FROM duckdb_columns() WHERE column_name IN ('internal_note', 'iban')"
                                + " OR table_name LIKE '%old'"))
                .isEmpty();
    }

    private static void incremental(Example example) {
        Postgres server = database(
                example,
                "example_changes",
                "CREATE TABLE orders (id int PRIMARY KEY, total int, updated_at timestamptz)",
                "INSERT INTO orders SELECT i, i, '2026-01-01Z'::timestamptz + i * interval '1 day'"
                        + " FROM generate_series(1, 10) i",
                "INSERT INTO orders VALUES (11, 11, NULL)",
                "CREATE TABLE customers (id int PRIMARY KEY, changed timestamp)",
                "INSERT INTO customers VALUES (1, '2026-01-01'), (2, NULL), (3, '2026-01-02')",
                "CREATE TABLE readings (taken_on date NOT NULL, value int)",
                "INSERT INTO readings VALUES ('2025-12-31', 0), ('2026-01-01', 1), ('2026-02-15', 2), ('2026-03-31', 3),"
                        + " ('2999-01-01', 4)",
                "CREATE TABLE sales (day date, total int)",
                "INSERT INTO sales VALUES ('2025-12-31', 9), ('2026-01-01', 1), ('2026-01-01', 2), ('2026-01-02', 4)");
        example.runs();
        server.execute(
                "example_changes",
                "DELETE FROM orders WHERE id IN (3, 11)",
                "UPDATE orders SET total = 50, updated_at = '2026-02-01Z' WHERE id = 5",
                "DELETE FROM customers WHERE id = 1",
                "INSERT INTO sales VALUES ('2026-01-02', 3)");
        example.runs();

        assertThat(example.rows("orders", "id, total"))
                .containsExactly("1 1", "10 10", "2 2", "4 4", "5 50", "6 6", "7 7", "8 8", "9 9");
        assertThat(example.rows("customers", "id")).containsExactly("1", "3");
        assertThat(example.rows("readings", "value")).containsExactly("1", "2", "3");
        assertThat(example.rows("daily_sales", "day, total")).containsExactly("2026-01-01 3", "2026-01-02 7");

        server.execute("example_changes", "DELETE FROM orders WHERE id < 9");
        assertThat(example.run().err()).contains("maxDeletedRows");
        assertThat(example.rows("orders", "id")).hasSize(9);
    }

    private static void merge(Example example) {
        Postgres server = database(
                example,
                "example_merged",
                "CREATE TABLE customers (id int PRIMARY KEY, name text, deleted_at timestamptz)",
                "INSERT INTO customers VALUES (1, 'a', NULL), (2, 'b', NULL)",
                "CREATE TABLE order_lines (order_id int, sku text)",
                "INSERT INTO order_lines VALUES (1, 'a'), (1, 'b'), (2, 'c')",
                "CREATE TABLE prices (sku text, price int)",
                "INSERT INTO prices VALUES ('a', 10)",
                "CREATE TABLE countries (code text)",
                "INSERT INTO countries VALUES ('PL')");
        example.runs();
        server.execute(
                "example_merged",
                "UPDATE customers SET name = 'aa' WHERE id = 1",
                "UPDATE customers SET deleted_at = now() WHERE id = 2",
                "DELETE FROM order_lines WHERE sku <> 'a'",
                "UPDATE prices SET price = 12",
                "DELETE FROM countries");
        example.runs();

        assertThat(example.rows("customers", "id, name")).containsExactly("1 aa");
        assertThat(example.rows("order_lines", "order_id, sku")).containsExactly("1 a", "2 c");
        assertThat(example.rows("prices", "price, _dlt_valid_to = '9999-12-31'"))
                .containsExactly("10 false", "12 true");
        assertThat(example.rows("countries", "code")).containsExactly("PL");
    }

    private static void schema(Example example) {
        example.set("WADI_MASK_KEY", "0123456789abcdef0123456789abcdef");
        Postgres server = database(
                example,
                "example_strict",
                "CREATE TABLE customers (id int PRIMARY KEY, balance numeric, email text, profile jsonb)",
                "INSERT INTO customers VALUES (1, 12.345, 'a@example.org', '{\"birthday\": \"1980-05-17\"}')",
                "CREATE TABLE baskets (id int PRIMARY KEY, content json)",
                "INSERT INTO baskets VALUES (1, '{\"a\": [1]}')");
        example.runs();

        assertThat(example.rows("customers", "id, typeof(balance), length(email), profile"))
                .containsExactly("1 DECIMAL(20,2) 64 {\"birthday\":\"1980-01-01\"}");
        assertThat(example.rows("baskets", "id, content")).containsExactly("1 {\"a\":[1]}");
        assertThat(example.columns("baskets")).isEqualTo("id content");

        server.execute("example_strict", "ALTER TABLE customers ADD phone text DEFAULT '1'");
        assertThat(example.run().code()).isEqualTo(1);
    }
}
