package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Deadline;
import io.wadi.model.Extraction;
import io.wadi.model.Hints;
import io.wadi.model.Mask;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.Value;
import io.wadi.model.WriteDisposition;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database's tables in a route. */
class SqlRouteTest {
    private static final String DATABASE = "routes";

    @TempDir
    private Path home;

    private Project project;

    @BeforeAll
    static void create() {
        Postgres.shared()
                .database(DATABASE)
                .execute(
                        DATABASE,
                        "CREATE TABLE products (id int PRIMARY KEY, name text, updated_at timestamptz, secret inet)",
                        "INSERT INTO products VALUES (1, 'a + b', '2024-01-01Z'), (2, '100% & c ?', '2024-02-01Z'), (3, 'd', NULL)",
                        "CREATE TABLE product_prices (id int, price numeric(10,2), at date, PRIMARY KEY (id, at))",
                        "INSERT INTO product_prices VALUES (1, 9.99, '2024-01-01')");
    }

    @BeforeEach
    void prepare() {
        project = new Project(home).pipeline();
        project.settings.put("connection.shop.url", Postgres.shared().url(DATABASE));
        project.settings.put("connection.shop.user", Postgres.USER);
        project.environment.put("SHOP_PASSWORD", "x");
    }

    private Project tables(String options) {
        return project.source("""
                        - to:
                            uri: wadi-sql:shop
                            parameters:
                """ + options.indent(14));
    }

    /** Reads everything while the run is under way, as a pipeline does. */
    private Map<String, Integer> read(Map<String, String> parameters) {
        Map<String, Integer> records = new LinkedHashMap<>();
        try (WadiContext context = project.start()) {
            context.run(
                    Project.loading((source, options) -> {
                        for (Resource resource : source.resources()) {
                            int count = 0;
                            try (Pages pages = resource.opener()
                                    .open(new Extraction(Optional.empty(), Project.NOW, Deadline.none()))) {
                                for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                                    count += page.get().records();
                                }
                            }
                            records.put(resource.name(), count);
                        }
                    }),
                    parameters);
            assertThat(connections()).isEqualTo("0");
        }
        return records;
    }

    private static String connections() {
        return Postgres.shared()
                .ask(
                        "postgres",
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'wadi' AND state <> 'idle'"
                                + " AND datname = '" + DATABASE + "'")
                .orElse("");
    }

    @Test
    void eachTableIsAResourceWithItsKeysAndOptions() {
        Source source = tables("""
                tables: "public.products, product_prices"
                writeDisposition: merge
                cursor.lag: 5
                table.products.cursor: updated_at
                table.products.cursor.initial: "2024-01-15"
                table.products.cursor.onMissing: exclude
                table.products.mask.name: hash
                table.products.mask.secret: drop
                table.product_prices.cursor: at
                table.product_prices.cursor.lag: 2
                table.product_prices.writeDisposition: append
                table.product_prices.column.price.dataType: text
                table.product_prices.table: prices
                """).registered(Map.of());

        assertThat(source.resources()).extracting(Resource::name).containsExactly("products", "product_prices");
        Hints products = source.resources().get(0).hints();
        assertThat(products.primaryKey()).containsExactly("id");
        assertThat(products.disposition()).isEqualTo(WriteDisposition.MERGE);
        assertThat(products.masks())
                .containsExactlyInAnyOrder(new Mask("name", Mask.Kind.HASH), new Mask("secret", Mask.Kind.DROP));
        assertThat(products.columns().get("name").type().orElseThrow().word()).isEqualTo("text");
        assertThat(products.columns().get("name").nullable()).isEmpty();
        assertThat(products.columns()).doesNotContainKey("secret");
        assertThat(products.cursor())
                .contains(new Cursor(
                        "updated_at",
                        Optional.of(new Value.Timestamp(1_705_276_800_000_000L)),
                        Optional.empty(),
                        5,
                        Cursor.Missing.EXCLUDE,
                        Cursor.Duplicates.BOUNDARY));
        Hints prices = source.resources().get(1).hints();
        assertThat(prices.primaryKey()).containsExactly("id", "at");
        assertThat(prices.table()).contains("prices");
        assertThat(prices.disposition()).isEqualTo(WriteDisposition.APPEND);
        assertThat(prices.cursor().orElseThrow().lag()).isEqualByComparingTo("2");
        assertThat(prices.columns().keySet()).containsExactly("id", "price", "at");
        assertThat(prices.columns().get("price").type().orElseThrow().word()).isEqualTo("text");
        assertThat(source.warnings())
                .containsExactly(
                        "column secret of table public.products has type inet, which has no counterpart: it is loaded as text");
    }

    @Test
    void readsThemAndGivesTheConnectionBack() {
        tables("tables: products, product_prices");

        assertThat(read(Map.of())).isEqualTo(Map.of("products", 3, "product_prices", 1));
    }

    @Test
    void hostileConditionsArriveAsTheyWereWritten() {
        tables("""
                tables: products
                where: "name = 'a + b' OR name = '100% & c ?' -- #1"
                """);

        assertThat(read(Map.of())).isEqualTo(Map.of("products", 2));
    }

    @Test
    void parametersOfTheRunChooseTablesAndRows() {
        tables("""
                tables: "${variable.table}"
                where: "id >= ${variable.from}"
                """);

        assertThat(read(Map.of("table", "products", "from", "2"))).isEqualTo(Map.of("products", 2));
    }

    @Test
    void everythingWrongInTheOptionsIsToldAtOnceAndWhere() {
        tables("""
                tables: "products, product_prices"
                table.product.primaryKey: id
                table.products.cursor.lagg: 5
                table.products.whree: id
                """);

        assertThatThrownBy(() -> project.registered(Map.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.what() + " - " + p.fix().orElse(""))
                        .containsExactlyInAnyOrder(
                                "option table.product.primaryKey is of no table that is read - did you mean"
                                        + " table.products?",
                                "of table products, unknown option whree - did you mean where?"));
    }

    @Test
    void aConnectionThatIsNotConfiguredIsToldBeforeAnythingIsAsked() {
        project.environment.clear();
        project.settings.clear();
        tables("tables: products");

        assertThatThrownBy(() -> project.registered(Map.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(
                        e -> assertThat(((ConfigurationFailure) e).problems()).hasSize(3));
    }

    @Test
    void camelsOwnJdbcComponentUsesTheSameConnection() {
        project.source("""
                        - setBody:
                            constant: "UPDATE product_prices SET price = price WHERE id = 99"
                        - to: jdbc:shop
                        - to:
                            uri: wadi-sql:shop
                            parameters:
                              tables: products
                """);

        assertThat(project.registered(Map.of()).resources()).hasSize(1);
    }
}
