package io.wadi.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ShopTest {
    private static final String NEWEST = "SELECT max(updated_at) = '2026-09-30 12:00:00Z' FROM products";
    private static final String LATE =
            "SELECT count(*) FROM products WHERE updated_at < '2026-09-30 12:00:00Z' AND updated_at >= '2026-09-30 11:00:00Z'";
    private static final String CURRENCIES =
            "SELECT count(*) FROM product_prices WHERE product_id % 13 = 0 AND product_id < 2001 GROUP BY product_id ORDER BY product_id";
    private static final String WRITTEN_TOGETHER =
            "SELECT count(*) FROM products JOIN product_prices p ON product_id = id WHERE products.updated_at <> p.updated_at";

    private final Shop shop = Shop.start();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void isTheSameAtEveryStartAndAfterAMonth() throws Exception {
        assertEquals(
                Map.of(
                        "products", new BigDecimal("2000"),
                        "products_sum", new BigDecimal("1009921233.16"),
                        "product_prices", new BigDecimal("6049"),
                        "product_prices_sum", new BigDecimal("3795902068.7955")),
                shop.truth());
        assertEquals(List.of("t"), ask(NEWEST));
        assertEquals(List.of("0"), ask(LATE));
        assertEquals(List.of("0"), ask(WRITTEN_TOGETHER));
        List<String> before = ask(CURRENCIES);

        int changed = shop.advance();

        assertEquals(0, shop.advance());
        assertEquals(
                List.of(Integer.toString(changed)),
                ask("SELECT count(*) FROM products WHERE updated_at <> '2026-09-30 12:00:00Z'"
                        + " AND updated_at >= '2026-09-30 11:00:00Z'"));
        assertEquals(
                Map.of(
                        "products", new BigDecimal("2060"),
                        "products_sum", new BigDecimal("1076022722.42"),
                        "product_prices", new BigDecimal("6260"),
                        "product_prices_sum", new BigDecimal("4065684996.1834")),
                shop.truth());
        assertEquals(List.of("39"), ask(LATE));
        List<String> after = ask(CURRENCIES);
        assertEquals(before.size(), after.size());
        assertTrue(IntStream.range(0, before.size())
                .anyMatch(i -> Integer.parseInt(after.get(i)) < Integer.parseInt(before.get(i))));
        assertTrue(IntStream.range(0, before.size())
                .anyMatch(i -> Integer.parseInt(after.get(i)) > Integer.parseInt(before.get(i))));
        assertEquals(List.of("0"), ask(WRITTEN_TOGETHER));
    }

    @Test
    void readersNeedThePasswordAndChangeNothing() throws Exception {
        assertThrows(SQLException.class, () -> DriverManager.getConnection(shop.url(), shop.user(), "wrong"));
        SQLException refused = assertThrows(SQLException.class, () -> ask("DELETE FROM products RETURNING id"));
        assertTrue(refused.getMessage().contains("permission denied"), refused.getMessage());
    }

    private List<String> ask(String sql) throws SQLException {
        try (Connection reader = DriverManager.getConnection(shop.url(), shop.user(), shop.password());
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
            return answers;
        }
    }
}
