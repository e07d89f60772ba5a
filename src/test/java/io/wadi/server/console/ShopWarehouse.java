package io.wadi.server.console;

import io.wadi.load.duckdb.DuckDbShelf;
import io.wadi.load.duckdb.Grid;
import io.wadi.load.duckdb.GuardedQuery;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** What the deployments of a shop have loaded: a file of DuckDB, and two destinations that are somewhere else. */
final class ShopWarehouse implements Warehouse {
    static final String HOSTILE = Furnished.HOSTILE;

    private final Path file;
    boolean busy;

    ShopWarehouse(Path file) {
        this.file = file;
    }

    /** Fills the file. */
    ShopWarehouse filled(String odd) {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("""
                    CREATE TABLE shop.orders AS SELECT 10000 + i AS id, md5(i::VARCHAR)[:16] AS customer_email,
                    (ARRAY['new', 'paid', 'sent', 'returned'])[1 + i % 4] AS status, round(i * 7.35 % 240, 2)::DECIMAL(10, 2)
                    AS total, CASE WHEN i % 7 = 0 THEN NULL ELSE 'leave it at the door, please' END AS note,
                    (i % 9 = 0) AS gift, TIMESTAMPTZ '2026-11-20 08:00:00+00' + to_minutes(i) AS placed_at,
                    json_object('channel', 'web', 'visits', i % 5) AS source FROM range(12400) AS t(i)""");
            statement.execute(
                    "CREATE TABLE shop.orders__lines AS SELECT 10000 + i AS order_id, 'SKU-' || i % 90 AS sku,"
                            + " 1 + i % 3 AS quantity FROM range(31022) AS t(i)");
            statement.execute("CREATE TABLE shop._dlt_loads AS SELECT '1795348800.123' AS load_id");
            statement.execute(
                    "CREATE TABLE shop.reviews AS SELECT i AS id, '" + odd + "' AS \"" + odd.replace("\"", "\"\"")
                            + "\", '=HYPERLINK(\"http://evil.example\")' AS formula FROM range(3) AS t(i)");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return this;
    }

    @Override
    public List<Shelf> shelves() {
        return List.of(
                new Shelf(
                        "github",
                        Kind.SNOWFLAKE,
                        "acme.eu-1/RAW",
                        Optional.empty(),
                        List.of("github-issues"),
                        List.of("github")),
                new Shelf(
                        "shop",
                        Kind.DUCKDB,
                        "wadi.duckdb",
                        Optional.empty(),
                        List.of("customers-daily", "orders-hourly"),
                        List.of("customers", "orders")));
    }

    private DuckDbShelf shelf() {
        if (busy) {
            throw new TransientFailure(Explanation.of("wadi.duckdb is held by another process, number 4711")
                    .fix("close that program"));
        }
        return new DuckDbShelf(file, "shop");
    }

    @Override
    public List<Stored> tables(Shelf shelf) {
        return shelf().tables().stream()
                .map(table -> new Stored(table.name(), table.rows()))
                .toList();
    }

    @Override
    public List<Field> fields(Shelf shelf, String table) {
        return shelf.isOpen()
                ? shelf().columns(table).stream()
                        .map(each -> new Field(
                                each.name(),
                                each.type(),
                                each.nullable(),
                                each.name().equals("customer_email")
                                        ? Optional.of("hash, privacy.yaml:4")
                                        : Optional.empty()))
                        .toList()
                : List.of();
    }

    @Override
    public Optional<Grid> rows(Shelf shelf, String table, Grid.Bounds bounds) {
        return shelf().rows(table, bounds);
    }

    @Override
    public Optional<Long> count(Shelf shelf, String table) {
        return shelf().count(table);
    }

    @Override
    public Grid query(Shelf shelf, String sql, Grid.Bounds bounds) {
        shelf();
        return new GuardedQuery(file, "shop", 256).ask(sql, bounds);
    }
}
