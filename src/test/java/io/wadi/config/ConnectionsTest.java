package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
    @TempDir
    private Path home;

    private final Map<String, String> settings = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    private List<Connections.Connection> reached(String... targets) throws IOException {
        StringBuilder steps = new StringBuilder();
        for (String target : targets) {
            steps.append("                    - to: \"").append(target).append("\"\n");
        }
        write("pipelines/p", """
                - route:
                    id: pipeline-p
                    from:
                      uri: direct:pipeline-p
                      steps:
                        - to: wadi-source:s
                        - to: wadi-load:p
                """);
        write("sources/s", """
                - route:
                    id: source-s
                    from:
                      uri: wadi-source:s
                      steps:
                """ + steps);
        write("sources/other", """
                - route:
                    id: source-other
                    from:
                      uri: wadi-source:other
                      steps:
                        - to: "wadi-sql:other?tables=t"
                """);
        return Connections.reached(
                RouteFiles.read(home.resolve("routes")),
                "p",
                Settings.read(home, settings, environment),
                Secrets.read(home, environment));
    }

    private void write(String name, String text) throws IOException {
        Path file = home.resolve("routes/" + name + ".camel.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void onlyThoseThatThePipelineReachesWhetherThroughUsOrCamelJdbc() throws IOException {
        settings.put("connection.shop.url", "jdbc:postgresql://db/shop");
        settings.put("connection.shop.user", "reader");
        settings.put("connection.log.url", "jdbc:duckdb:log.duckdb");
        environment.put("SHOP_PASSWORD", "x");

        assertThat(reached("wadi-sql:shop?tables=t", "jdbc:log", "jdbc:log?useHeadersAsParameters=true"))
                .containsExactly(
                        new Connections.Connection("log", "jdbc:duckdb:log.duckdb", Optional.empty(), "log"),
                        new Connections.Connection("shop", "jdbc:postgresql://db/shop", Optional.of("reader"), "shop"));
    }

    @Test
    void itsPasswordMayStandInAnotherSection() throws IOException {
        settings.put("connection.shop.url", "jdbc:postgresql://db/shop");
        settings.put("connection.shop.user", "reader");
        settings.put("connection.shop.credentials", "warehouse");
        environment.put("WAREHOUSE_PASSWORD", "x");

        assertThat(reached("wadi-sql:shop?tables=t"))
                .extracting(Connections.Connection::section)
                .containsExactly("warehouse");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?ssl=true&socketFactory=a.B&socketFactoryArg=x, socketFactory",
        "jdbc:postgresql://db/shop?logger%46ile=/etc/x, loggerFile",
        "jdbc:mysql://db/shop?autoDeserialize=true, autoDeserialize",
        "'jdbc:mysql://(host=db,allowLoadLocalInfile = true)/shop', allowLoadLocalInfile",
        "jdbc:mysql://db/shop?queryInterceptors=a.B, queryInterceptors",
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://example.com/x', INIT",
        "jdbc:sqlite:a.db?enable_load_extension=true, enable_load_extension"
    })
    void whatMakesADriverDoMoreThanConnectIsRefusedUnlessItIsAllowed(String url, String property) throws IOException {
        settings.put("connection.shop.url", url);
        settings.put("connection.shop.user", "reader");
        environment.put("SHOP_PASSWORD", "x");

        assertThatThrownBy(() -> reached("wadi-sql:shop?tables=t"))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("connection.shop.url has the property " + property);
        settings.put("connection.shop.allow", property + ", socketFactoryArg");
        assertThat(reached("wadi-sql:shop?tables=t")).hasSize(1);
    }

    @Test
    void whatSaysHowToConnectIsTaken() throws IOException {
        settings.put(
                "connection.shop.url",
                "jdbc:postgresql://db/init?ssl=true&sslmode=require&ApplicationName=init&connectTimeout=5");
        settings.put("connection.shop.user", "reader");
        environment.put("SHOP_PASSWORD", "x");

        assertThat(reached("wadi-sql:shop?tables=t")).hasSize(1);
    }

    @Test
    void theSnowflakeOfTheDestinationIsNoneOfThem() throws IOException {
        assertThat(reached("jdbc:snowflake")).isEmpty();

        assertThat(callSnowflake(true)).isTrue();
        write("sources/s", """
                - route:
                    id: source-s
                    from:
                      uri: wadi-source:s
                      steps:
                        - toD: "jdbc:snowflake"
                """);
        assertThat(callSnowflake(true)).as("only a run that gets there").isFalse();
        assertThat(callSnowflake(false)).isTrue();
        write("sources/s", "[]");
        assertThat(callSnowflake(false)).isFalse();
    }

    private boolean callSnowflake(boolean always) {
        return Connections.callSnowflake(
                RouteFiles.read(home.resolve("routes")), "p", Settings.read(home, settings, environment), always);
    }

    @Test
    void everythingThatIsMissingIsToldAtOnce() {
        settings.put("connection.shop.user", "reader");
        settings.put("connection.hr.url", "jdbc:postgresql://db/hr");

        assertThatThrownBy(() -> reached("wadi-sql:shop?tables=t", "wadi-sql:hr?tables=t", "wadi-sql:shpo?tables=t"))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .extracting(p -> p.what() + " - " + p.fix().orElse(""))
                        .satisfiesExactly(
                                p -> assertThat(p).startsWith("connection.hr.user is not set"),
                                p -> assertThat(p)
                                        .startsWith("secret hr.password is not set")
                                        .contains("HR_PASSWORD", "secrets.properties"),
                                p -> assertThat(p)
                                        .startsWith("connection.shop.url is not set")
                                        .contains("CONNECTION_SHOP_URL"),
                                p -> assertThat(p).startsWith("secret shop.password is not set"),
                                p -> assertThat(p)
                                        .startsWith("connection.shpo.url is not set")
                                        .contains("did you mean connection shop?"),
                                p -> assertThat(p).startsWith("connection.shpo.user is not set"),
                                p -> assertThat(p).startsWith("secret shpo.password is not set")));
    }

    @Test
    void aPasswordInPlainTextIsRefusedAndNotRepeated() {
        settings.put("connection.shop.url", "jdbc:postgresql://db/shop?user=a&password=hunter2");
        settings.put("connection.shop.user", "reader");
        settings.put("connection.shop.password", "hunter2");
        environment.put("SHOP_PASSWORD", "x");

        assertThatThrownBy(() -> reached("wadi-sql:shop?tables=t"))
                .isInstanceOf(ConfigurationFailure.class)
                .satisfies(e -> assertThat(((ConfigurationFailure) e).problems())
                        .allSatisfy(p -> assertThat(p.toString()).doesNotContain("hunter2"))
                        .extracting(p -> p.what())
                        .containsExactly(
                                "unknown setting connection.shop.password",
                                "connection.shop.url has a password in it"));
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop?ssl=true&sslpassword=hunter2, true",
        "jdbc:postgresql://me:hun/ter2#x@db/shop, true",
        "jdbc:sqlserver://db:1433;databaseName=x;password=hunter2, true",
        "jdbc:oracle:thin:scott/hunter2@//db:1521/x, true",
        "'jdbc:postgresql://one:5432,two:5433/shop?options=a@b', false",
        "jdbc:sqlserver://db:1433;databaseName=a@b, false",
        "jdbc:postgresql://db:5432/shop?ApplicationName=a@b, false",
    })
    void aPasswordIsSeenHoweverItStandsThere(String url, boolean refused) throws IOException {
        settings.put("connection.shop.url", url);
        settings.put("connection.shop.user", "reader");
        environment.put("SHOP_PASSWORD", "x");
        if (refused) {
            assertThatThrownBy(() -> reached("wadi-sql:shop?tables=t"))
                    .hasMessage("connection.shop.url has a password in it");
        } else {
            assertThat(reached("wadi-sql:shop?tables=t")).hasSize(1);
        }
    }
}
