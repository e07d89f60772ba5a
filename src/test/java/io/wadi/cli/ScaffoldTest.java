package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.samples.SampleServices;
import io.wadi.samples.Shop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code ./wadi new}: what it writes is valid, and runs as it is. */
class ScaffoldTest {
    private static final String FLOW = "routes/flows/extract-and-load.camel.yaml";
    private static final List<String> KINDS = List.of("rest", "sql", "files", "hubspot");

    @TempDir
    Path home;

    private Project project;

    @BeforeEach
    void project() throws Exception {
        project = new Project(home);
        project.flow();
        project.environment.put("DUCKDB_FILE", project.database.toString());
    }

    static Stream<Arguments> combinations() {
        return KINDS.stream()
                .flatMap(from -> Stream.of("duckdb", "snowflake", "s3").map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void whatItWritesIsValidAndNamesItsDestination(String from, String to) throws Exception {
        Outcome made = project.wadi("new", "web-orders", "--from", from, "--to", to);

        assertThat(made.code()).as(made.err()).isZero();
        assertThat(project.wadi("validate").err()).isEmpty();
        assertThat(project.wadi("list").out()).contains("web-orders ", "web-orders-daily ");
        assertThat(Files.readString(home.resolve("deployments.yaml"))).contains("destination: " + to);
        assertThat(Files.readString(home.resolve("routes/pipelines/web-orders.camel.yaml")))
                .contains("wadi-load:web-orders?dataset=web_orders&destination=" + to);
        assertThat(made.out()).contains("No test was written");
        assertThat(Files.readAllLines(home.resolve("routes/sources/web-orders.camel.yaml")).stream()
                        .filter(line -> line.matches(".*\\S +# .*"))
                        .map(line -> line.indexOf("# ")))
                .as("columns of comments")
                .containsOnly(50);
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file)).doesNotContain("new-pipeline", "new_pipeline", "NewPipeline");
            }
        }
    }

    @Test
    void eachRunsAtOnceAndBringsWhatTheSamplesHave() throws Exception {
        project.file("data/files-x/late.csv", "id,customer,zip,amount,ordered_at\n4,Edsger,01067,1.00,2026-09-03\n");
        Shop shop = Shop.start();
        try (SampleServices services = SampleServices.start(shop, line -> {})) {
            samples(services);
            for (String from : KINDS) {
                assertThat(project.wadi("new", from + "-x", "--from", from, "--to", "duckdb")
                                .code())
                        .isZero();
                if (from.equals("files")) {
                    project.environment.put(
                            "FILES_X_FOLDER", home.resolve("data/files-x").toString());
                }
                Outcome run = project.wadi("run", from + "-x");
                assertThat(run.code()).as(run.err()).isZero();
                assertThat(run.err().contains("reads the sample services")).isEqualTo(!from.equals("files"));
            }
            assertThat(rows("rest_x.rates")).isEqualTo(5536);
            assertThat(rows("files_x.orders")).isEqualTo(4);
            assertThat(rows("sql_x.products"))
                    .isEqualTo(shop.truth().get("products").intValue());
            assertThat(rows("sql_x.product_prices"))
                    .isEqualTo(shop.truth().get("product_prices").intValue());
            assertThat(rows("hubspot_x.contacts")).isGreaterThan(1000);
            assertThat(project.query("SELECT DISTINCT left(properties__email, 4) FROM hubspot_x.contacts"))
                    .containsExactly("***@");
            assertThat(project.query("SELECT DISTINCT zip FROM files_x.orders ORDER BY 1"))
                    .startsWith("00501");
            assertThat(project.wadi("run", "rest-x-daily").out()).contains("nothing new");
        }
    }

    private int rows(String table) {
        return Integer.parseInt(project.query("SELECT count(*) FROM " + table).get(0));
    }

    private void samples(SampleServices services) {
        project.file("work/samples.properties", lines(services.settings()))
                .file("work/samples.secrets.properties", lines(services.secrets()));
    }

    private static String lines(Map<String, String> settings) {
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + "=" + value));
        return String.join("\n", lines);
    }

    @Test
    void everyProblemIsToldAtOnceAndNothingIsWritten() throws Exception {
        Outcome outcome = project.wadi("new", "Web_Orders", "--from", "ret", "--to", "duckbd");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("--from is 'ret'", "did you mean rest?")
                .contains("--to is 'duckbd'", "did you mean duckdb?")
                .contains("'Web_Orders' is no name for a pipeline", "call it web-orders");
        assertThat(written()).containsExactly(FLOW);
    }

    @Test
    void namesThatAreNoneGetOneThatIs() {
        assertThat(List.of("3D Prints!", "WebOrders", "web--orders-", "-", "wadi", "x".repeat(41)))
                .extracting(name -> new ScaffoldName(name)
                        .problem()
                        .orElseThrow()
                        .fix()
                        .orElseThrow()
                        .replace("call it ", ""))
                .containsExactly("d-prints", "web-orders", "web-orders", "my-pipeline", "wadi-data", "x".repeat(40));
        assertThat(new ScaffoldName("orders-2").problem()).isEmpty();
        assertThat(new ScaffoldName("orders-2").camel()).isEqualTo("Orders2");
    }

    @Test
    void nothingThatIsThereIsOverwritten() throws Exception {
        project.wadi("new", "orders", "--from", "files", "--to", "duckdb");
        Map<String, String> before = texts();

        Outcome again = project.wadi("new", "orders", "--from", "files", "--to", "duckdb");

        assertThat(again.code()).isEqualTo(2);
        assertThat(again.err())
                .contains("there is a pipeline orders already", "there is a source orders already")
                .contains("there is a deployment orders-daily already", "deployments.yaml:2")
                .contains("there is a setting orders.folder already", "application.properties:2")
                .contains("data/orders/orders.csv");
        assertThat(texts()).isEqualTo(before);
    }

    @Test
    void theNameOfADeploymentIsTaken() {
        project.file("routes/pipelines/p.camel.yaml", """
                - route:
                    id: pipeline-p
                    from:
                      uri: direct:pipeline-p
                      steps: []
                """)
                .file("deployments.yaml", "deployments:\n  - {name: orders, pipeline: p}\n");

        assertThat(project.wadi("new", "orders", "--from", "rest", "--to", "s3").err())
                .contains("there is a deployment orders already");
    }

    @Test
    void aDryRunShowsItAndWritesNothing() throws Exception {
        Outcome outcome = project.wadi("new", "orders", "--from", "files", "--to", "s3", "--dry-run");

        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("--- routes/sources/orders.camel.yaml", "uri: wadi-files:orders", "--- deployments.yaml");
        assertThat(written()).containsExactly(FLOW);
    }

    @Test
    void whatDoesNotPassIsTakenBack() throws Exception {
        // a policy that cannot be read stops any run
        project.file("privacy.yaml", "mask: [")
                .file("application.properties", "# mine\n")
                .file("deployments.yaml", "# mine, too\ndeployments: []\n");
        Map<String, String> before = texts();

        Outcome outcome = project.wadi("new", "orders", "--from", "files", "--to", "duckdb");

        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("nothing was written", "privacy.yaml");
        assertThat(texts()).isEqualTo(before);
        assertThat(home.resolve("data")).doesNotExist();
    }

    @Test
    void brokenDeploymentsAreNotAddedTo() throws Exception {
        project.file("deployments.yaml", "deployments:\n  - {name: a, pipeline: b, shedule: x}\n");

        assertThat(project.wadi("new", "orders", "--from", "files", "--to", "duckdb")
                        .err())
                .contains("unknown key shedule", "there is no pipeline b");
        assertThat(written()).containsExactly("deployments.yaml", FLOW);
    }

    @Test
    void settingsThatEndWithoutALineOrWithABackslashStayWhatTheyWere() throws Exception {
        project.file("application.properties", "a=1\r\nb=2\\");

        project.wadi("new", "orders", "--from", "rest", "--to", "duckdb");

        Properties properties = new Properties();
        properties.load(Files.newBufferedReader(home.resolve("application.properties")));
        assertThat(properties)
                .containsEntry("a", "1")
                .containsEntry("b", "2")
                .containsEntry("orders.url", "samples:exchange-rates");
    }

    private List<String> written() throws Exception {
        return texts().keySet().stream().sorted().toList();
    }

    private Map<String, String> texts() throws Exception {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.put(home.relativize(file).toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
