package io.wadi.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.examples.Routes;
import io.wadi.pipeline.LoadOptions;
import io.wadi.testing.DuckDbLoad;
import io.wadi.testing.Postgres;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** From what the source answers to the tables that come of it: docs/testing.md. */
class NewPipelineRouteTest extends CamelMainTestSupport {
    private static final String NAME = "new-pipeline";
    private static final String DATASET = "new_pipeline";

    /** A real PostgreSQL: Docker is not needed. */
    private static final Postgres POSTGRES = Postgres.shared().database(DATASET);

    @TempDir
    Path home;

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Routes.only("*/" + NAME + ".camel.yaml", configuration);
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(POSTGRES.url(DATASET));
        database.setUser(Postgres.USER);
        configuration.withRegistryBinder(registry -> registry.bind(NAME, DataSource.class, database));
    }

    @Test
    void bothTablesAreLoaded() {
        POSTGRES.execute(
                DATASET,
                "CREATE TABLE products (id bigint PRIMARY KEY, name text, updated_at timestamptz NOT NULL)",
                "INSERT INTO products VALUES (1, 'Oak Chair', '2026-11-01'), (2, 'Steel Lamp', '2026-11-02')",
                "CREATE TABLE product_prices (product_id bigint, currency text, amount numeric(12, 4),"
                        + " updated_at timestamptz NOT NULL, PRIMARY KEY (product_id, currency))",
                "INSERT INTO product_prices VALUES (1, 'EUR', 99.5, '2026-11-01')");

        DuckDbLoad load = new DuckDbLoad(home);
        Exchange run = template.send("direct:pipeline-" + NAME, exchange -> exchange.setVariable("wadiRun", load));

        assertThat(run.getException()).isNull();
        assertThat(load.options()).isEqualTo(new LoadOptions(NAME, Optional.of(DATASET), Optional.of("duckdb")));
        assertThat(load.rows("SELECT id, name FROM " + DATASET + ".products ORDER BY 1"))
                .containsExactly("1 Oak Chair", "2 Steel Lamp");
        assertThat(load.rows("SELECT product_id, currency, amount FROM " + DATASET + ".product_prices"))
                .containsExactly("1 EUR 99.5000");
    }
}
