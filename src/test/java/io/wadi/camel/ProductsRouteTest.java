package io.wadi.camel;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Cursor;
import io.wadi.model.Hints;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.samples.Shop;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.apache.camel.Exchange;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.main.junit5.CamelMainTestSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** How an integrator tests a database's source alone, on a real database. */
class ProductsRouteTest extends CamelMainTestSupport {
    private static final Shop SHOP = Shop.start();

    @AfterAll
    static void stop() {
        SHOP.close();
    }

    @Override
    public void configureContext(CamelContextConfiguration configuration) {
        super.configureContext(configuration);
        Properties properties = new Properties();
        properties.setProperty(
                "camel.main.routesIncludePattern",
                "file:" + System.getProperty("wadi.home", ".")
                        + "/src/main/resources/routes/sources/products.camel.xml");
        configuration.withUseOverridePropertiesWithPropertiesComponent(properties);
        configuration.withRegistryBinder(registry -> registry.bind("shop", DataSource.class, database()));
    }

    private static DataSource database() {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(SHOP.url());
        database.setUser(SHOP.user());
        database.setPassword(SHOP.password());
        return database;
    }

    @Test
    void keysComeFromTheDatabaseAndTheRestFromTheRoute() {
        Exchange called = template.send("wadi-source:products", exchange -> {});

        assertThat(called.getException()).isNull();
        List<Resource> resources =
                called.getVariable("wadiSource", Source.class).resources();
        assertThat(resources).extracting(Resource::name).containsExactly("products", "product_prices");
        assertThat(resources).extracting(Resource::hints).allSatisfy(hints -> {
            assertThat(hints.disposition()).isEqualTo(WriteDisposition.MERGE);
            Cursor cursor = hints.cursor().orElseThrow();
            assertThat(cursor.path()).isEqualTo("updated_at");
            assertThat(cursor.lag()).isEqualByComparingTo("3600");
        });
        Hints products = resources.get(0).hints();
        assertThat(products.primaryKey()).containsExactly("id");
        assertThat(products.mergeKey()).isEmpty();
        Hints prices = resources.get(1).hints();
        assertThat(prices.primaryKey()).containsExactly("product_id", "currency");
        assertThat(prices.mergeKey()).containsExactly("product_id");
    }
}
