package io.wadi.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.camel.SnowflakeAccount;
import io.wadi.camel.WadiContext;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.load.snowflake.SnowflakeDestination;
import io.wadi.model.Deadline;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunSettings;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import io.wadi.samples.Crm;
import io.wadi.samples.SampleServices;
import io.wadi.samples.Shop;
import io.wadi.snowflake.SnowflakeServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipelines that come with Wadi give the same tables in DuckDB and in Snowflake: at first, and after a month. Both read
 * the same input at the same time and draw the same chance, so all is compared to the letter, Wadi's and dlt's own tables
 * too; what must differ is what names the destination itself.
 */
class FourPipelinesTest {
    private static final Path HOME = Path.of(System.getProperty("wadi.home", "."));
    private static final String USER = "SVC_WADI";
    /** By pipeline. */
    private static final Map<String, String> DATASETS = new TreeMap<>(
            Map.of("currencies", "reference", "exchange-rates", "rates", "products", "shop", "hubspot", "crm"));
    /** Rows come in any order, and these are what tells them apart. */
    private static final Comparator<List<JsonNode>> ORDER = Comparator.comparing(List::toString);

    @TempDir
    static Path directory;

    private static SampleServices services;
    private static Crm crm;
    private static SnowflakeServer server;
    private static final Map<String, String> SETTINGS = new HashMap<>();
    private static final Map<String, String> SECRETS = new HashMap<>();

    @BeforeAll
    static void start() throws NoSuchAlgorithmException {
        services = SampleServices.start(Shop.start(), line -> {});
        crm = Crm.holding(1_200, 1_000, "secret", line -> {});
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair key = generator.generateKeyPair();
        server = SnowflakeServer.start().user(USER, key.getPublic()).role("REPORTING");
        SETTINGS.putAll(services.settings());
        SETTINGS.put("hubspot.url", crm.url().toString());
        SETTINGS.put("hubspot.rate", "1000/1s");
        SETTINGS.put("connection.snowflake.url", server.url() + "?ssl=off&maxHttpRetries=1");
        SETTINGS.put("connection.snowflake.account", SnowflakeServer.ACCOUNT);
        SETTINGS.put("connection.snowflake.user", USER);
        SETTINGS.put("connection.snowflake.role", SnowflakeServer.ROLE);
        SETTINGS.put("connection.snowflake.warehouse", SnowflakeServer.WAREHOUSE);
        SETTINGS.put("connection.snowflake.database", SnowflakeServer.DATABASE);
        services.secrets().forEach((name, value) -> SECRETS.put(Settings.variable(name), value));
        SECRETS.put("HUBSPOT_TOKEN", "secret");
        SECRETS.put(
                "SNOWFLAKE_PRIVATE_KEY",
                Base64.getEncoder().encodeToString(key.getPrivate().getEncoded()));
    }

    @AfterAll
    static void stop() {
        services.close();
        crm.close();
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> eachPipelineTwice() {
        Stream<DynamicTest> first = DATASETS.keySet().stream().map(pipeline -> test(pipeline, 1));
        Stream<DynamicTest> second = DATASETS.keySet().stream().map(pipeline -> test(pipeline, 2));
        DynamicTest passes = DynamicTest.dynamicTest("a month passes", FourPipelinesTest::aMonthPasses);
        return Stream.of(first, Stream.of(passes), second).flatMap(tests -> tests);
    }

    private static DynamicTest test(String pipeline, int number) {
        return DynamicTest.dynamicTest(pipeline + ", run " + number, () -> {
            String dataset = DATASETS.get(pipeline);
            Path file = directory.resolve("all.duckdb");
            Instant now = Instant.now();
            int loads = loads(new Database(file, dataset).tables());

            run(pipeline, number, now, new Target("duckdb", "duckdb:x", 65_536, new DuckDbDestination(file)));
            run(pipeline, number, now, snowflake());

            Map<String, Image> duck = new Database(file, dataset).tables();
            assertThat(loads(duck)).isEqualTo(loads + 1);
            Map<String, Image> snow = new SnowflakePlace(server, dataset, directory).tables();
            assertThat(snow.keySet()).isEqualTo(duck.keySet());
            duck.forEach((table, image) -> {
                assertThat(server.columns("\"" + (dataset + "\".\"" + table).toUpperCase(Locale.ROOT) + "\""))
                        .as("columns of " + table)
                        .containsExactlyEntriesOf(columns(image));
                assertThat(rows(snow.get(table))).as("rows of " + table).isEqualTo(rows(image));
            });
            if (pipeline.equals("hubspot")) {
                assertThat(server.readable("REPORTING"))
                        .as("the statement after the load logs in with the same key")
                        .containsExactlyInAnyOrderElementsOf(duck.keySet().stream()
                                .map(name -> name.toUpperCase(Locale.ROOT))
                                .toList());
            }
        });
    }

    private static int loads(Map<String, Image> tables) {
        return tables.containsKey("_dlt_loads")
                ? tables.get("_dlt_loads").rows().size()
                : 0;
    }

    /** Names in upper case, types by the contract's table (8.1). */
    private static Map<String, String> columns(Image image) {
        Map<String, String> columns = new LinkedHashMap<>();
        image.columns().forEach(column -> {
            String type = switch (column.type()) {
                case "BIGINT", "INTEGER", "SMALLINT" -> "NUMBER(19,0)";
                case "DOUBLE" -> "FLOAT";
                case "JSON" -> "VARIANT";
                case "TIMESTAMP WITH TIME ZONE" -> "TIMESTAMP_LTZ(9)";
                case "VARCHAR" -> "VARCHAR(16777216)";
                default -> column.type().replace("DECIMAL", "NUMBER");
            };
            columns.put(column.name().toUpperCase(Locale.ROOT), type + (column.nullable() ? "" : " NOT NULL"));
        });
        return columns;
    }

    /** Without what names the destination: two entries of the pipeline's state, and so its hash. */
    private static List<List<JsonNode>> rows(Image image) {
        return image
                .map((column, cell) -> switch (column.name()) {
                    case "state" -> withoutDestination((ObjectNode) StoredState.read(cell.asText()));
                    case "version_hash" -> image.find("state") < 0 ? cell : NullNode.getInstance();
                    default -> cell;
                })
                .rows()
                .stream()
                .sorted(ORDER)
                .toList();
    }

    private static JsonNode withoutDestination(ObjectNode state) {
        return state.remove(List.of("destination_name", "destination_type", "_version_hash"));
    }

    private static void aMonthPasses() throws IOException, InterruptedException {
        HttpRequest advance = HttpRequest.newBuilder(
                        URI.create(services.settings().get("samples.url") + "/samples/advance"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(advance, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(crm.advance()).isPositive();
    }

    private static Target snowflake() {
        return new Target(
                "snowflake",
                "snowflake:x",
                SnowflakeDestination.LONGEST_NAME,
                new SnowflakeDestination(
                        SnowflakeAccount.read(settings(), secrets()), directory.resolve("upload"), Map.of()));
    }

    private static void run(String pipeline, int number, Instant now, Target target) {
        PipelineRun run = new PipelineRun(new RunSettings(
                directory.resolve(target.kind()),
                pipeline,
                "",
                Station.LOAD,
                false,
                Optional.empty(),
                2,
                InstantSource.fixed(now),
                () -> ByteBuffer.allocate(16)
                        .putInt(number)
                        .putInt(pipeline.length())
                        .array(),
                Optional.of(new byte[] {1}),
                any -> target,
                new Progress(),
                Deadline.none()));
        Retry retry = new Retry(3, (time, deadline) -> {}, InstantSource.system(), new Random(1));
        try (WadiContext context =
                WadiContext.start(RouteFiles.read(RouteFiles.folder(HOME)), pipeline, settings(), secrets(), retry)) {
            context.run(run, Map.of("start", "2026-06-01"));
        }
    }

    private static Settings settings() {
        return Settings.read(directory, SETTINGS, Map.of());
    }

    private static Secrets secrets() {
        return Secrets.ofEnvironment(SECRETS);
    }
}
