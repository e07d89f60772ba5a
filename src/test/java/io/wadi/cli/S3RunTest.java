package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.testing.Reply;
import io.wadi.testing.S3Store;
import io.wadi.testing.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline of exchange rates into S3, as a user runs it. */
@Tag("peers")
class S3RunTest {
    private static final String SECRET = "s3cr3t+/=&%{{x}}";
    private static final LocalDate TODAY = LocalDate.now(ZoneOffset.UTC);

    @TempDir
    private Path home;

    private final S3Store s3 = S3Store.start("lake");
    private final ScriptedServer bank = ScriptedServer.start();
    private Project project;

    @BeforeEach
    void open() throws IOException {
        project = new Project(home);
        for (String folder : List.of("pipelines", "sources")) {
            String name = folder + "/exchange-rates.camel.yaml";
            project.file("routes/" + name, Files.readString(Path.of("src/main/resources/routes", name)));
        }
        project.environment.put("EXCHANGE_RATES_URL", bank.url().toString());
        project.environment.put("S3_ACCESS_KEY_ID", "AKIATEST");
        project.environment.put("S3_SECRET_ACCESS_KEY", SECRET);
        settings("connection.s3.url=s3://lake/raw", "connection.s3.region=eu-west-2");
        publishes(rate(2, "USD", "1.25"), rate(2, "PLN", "4.5"));
    }

    @AfterEach
    void close() {
        bank.close();
        s3.close();
    }

    private void settings(String... lines) {
        project.file("application.properties", String.join("\n", lines) + "\nconnection.s3.endpoint=" + s3.url());
    }

    private static String rate(int daysAgo, String currency, String rate) {
        return "{\"date\":\"" + TODAY.minusDays(daysAgo) + "\",\"currency\":\"" + currency + "\",\"rate\":" + rate
                + ",\"notes\":[{\"n\":1}]}";
    }

    private void publishes(String... rates) {
        bank.on("/v1/rates", Reply.json("{\"page\":1,\"pages\":1,\"rates\":[" + String.join(",", rates) + "]}"));
    }

    private Outcome run(String... more) {
        String[] command = Stream.concat(
                        Stream.of("run", "exchange-rates", "--destination", "s3", "-p", "start=" + TODAY.minusDays(5)),
                        Stream.of(more))
                .toArray(String[]::new);
        return project.wadi(command);
    }

    private List<String> files(String table) {
        return s3.keys().stream()
                .filter(key -> key.startsWith("raw/rates/" + table + "/"))
                .toList();
    }

    private List<String> rows(String sql) throws IOException {
        int n = 0;
        for (String key : files("exchange_rates")) {
            Files.createDirectories(home.resolve("copy"));
            Files.write(home.resolve("copy/" + n++ + ".parquet"), s3.bytes(key));
        }
        return project.query(sql.replace("rates", "'" + home.resolve("copy") + "/*.parquet'"));
    }

    @Test
    void newDaysAreAppendedEachOnce() throws IOException {
        Outcome first = run();
        assertThat(first.code()).as(first.err()).isZero();
        assertThat(first.out()).contains("S3 s3://lake/raw");
        publishes(rate(2, "USD", "1.25"), rate(2, "PLN", "4.5"), rate(1, "USD", "1.5"));
        Outcome second = run();
        assertThat(second.code()).as(second.err()).isZero();
        Outcome third = run();
        assertThat(third.code()).as(third.err()).isZero();

        assertThat(files("exchange_rates")).hasSize(2);
        assertThat(files("_dlt_loads").size()).isEqualTo(2);
        assertThat(rows("SELECT currency || rate FROM rates ORDER BY date, currency"))
                .containsExactly("PLN4.5", "USD1.25", "USD1.5");
        assertThat(project.wadi("show", "exchange-rates").out())
                .contains("s3://lake/raw", TODAY.minusDays(1).toString());
        s3.keys()
                .forEach(key -> assertThat(new String(s3.bytes(key), StandardCharsets.UTF_8))
                        .doesNotContain(SECRET));
    }

    @Test
    void whatCannotGrowIsRefusedBeforeAnythingIsAsked() {
        Outcome replace = run("--set", "resource.exchange_rates.writeDisposition=replace");
        assertThat(replace.code()).isEqualTo(2);
        assertThat(replace.err()).contains("writeDisposition replace", "only grow");
        Outcome refresh = run("--refresh", "drop_data");
        assertThat(refresh.err()).contains("--refresh drop_data", "only grow");
        assertThat(bank.requests("/v1/rates")).isEmpty();
        assertThat(s3.requests()).isEmpty();
    }

    @Test
    void whatIsMissingAndMisspeltIsNamedAtOnce() {
        settings("connection.s3.regoin=eu-west-2");
        project.environment.remove("S3_SECRET_ACCESS_KEY");
        Outcome outcome = run();
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("connection.s3.regoin", "connection.s3.region?")
                .contains("connection.s3.url is not set")
                .contains("s3.secret-access-key is not set", "S3_SECRET_ACCESS_KEY");
    }

    @Test
    void anotherBucketMayBeNamedAndARefusalIsTold() {
        Outcome outcome = project.wadi(
                "run", "exchange-rates", "--destination", "s3://elsewhere/x", "-p", "start=" + TODAY.minusDays(5));
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains("NoSuchBucket", "elsewhere", "make the bucket")
                .doesNotContain(SECRET);
    }

    @Test
    void theStatementsForSnowpipeArePrinted() throws IOException {
        assertThat(project.wadi("snowpipe", "ddl", "exchange-rates").err()).contains("has not loaded", "./wadi run");
        assertThat(run().code()).isZero();
        settings("connection.s3.url=s3://lake/raw", "connection.s3.region=eu-west-2");
        String compatible = project.wadi("snowpipe", "ddl", "exchange-rates").out();
        assertThat(compatible)
                .contains("s3compat://lake/raw/rates/", "ALTER PIPE ... REFRESH")
                .doesNotContain("AUTO_INGEST");
        assertThat(compatible).doesNotContain(SECRET);
    }

    /** Whoever loads is told what became of it at Snowflake; here, that there is no such pipe. */
    @Test
    void pipesAreToldWhereThatIsSaid() throws GeneralSecurityException {
        settings(
                "connection.s3.url=s3://lake/raw", "connection.s3.region=eu-west-2", "connection.s3.notify=insertFile");
        assertThat(run().err()).contains("connection.s3.notify is 'insertFile'", "did you mean insertFiles?");
        String[] told = {
            "connection.s3.url=s3://lake/raw",
            "connection.s3.region=eu-west-2",
            "connection.s3.notify=insertFiles",
            "connection.snowflake.url=jdbc:snowflake://" + bank.url() + "/",
            "connection.snowflake.account=acme-test",
            "connection.snowflake.user=SVC_WADI",
            "connection.snowflake.database=WADI"
        };
        settings(told);
        assertThat(run().err()).contains("snowflake.private-key");
        project.environment.put("SNOWFLAKE_PASSWORD", SECRET);
        assertThat(run().err()).contains("needs a key", "snowflake.private-key").doesNotContain(SECRET);

        project.environment.put(
                "SNOWFLAKE_PRIVATE_KEY",
                Base64.getEncoder()
                        .encodeToString(KeyPairGenerator.getInstance("RSA")
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded()));
        Outcome outcome = run();
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out() + outcome.err())
                .contains("is whole in S3 and committed", "WADI.RATES_LANDING.PIPE_EXCHANGE_RATES: status 404");
        assertThat(bank.requests("/v1/data/pipes/WADI.RATES_LANDING.PIPE_EXCHANGE_RATES/insertFiles"))
                .singleElement()
                .satisfies(request -> assertThat(request.header("Authorization").orElseThrow())
                        .startsWith("Bearer ey"));
        assertThat(project.wadi("snowpipe", "ddl", "exchange-rates").out())
                .contains("GRANT OPERATE, MONITOR ON ALL PIPES")
                .doesNotContain("AUTO_INGEST = TRUE");
    }

    @Test
    void filesAreLinesOfJsonWhereThatIsSaid() {
        settings("connection.s3.url=s3://lake/raw", "connection.s3.region=eu-west-2", "connection.s3.format=json");
        assertThat(run().err()).contains("connection.s3.format is 'json'", "did you mean jsonl?");
        settings("connection.s3.url=s3://lake/raw", "connection.s3.region=eu-west-2", "connection.s3.format=jsonl");
        Outcome outcome = run();
        assertThat(outcome.code()).as(outcome.err()).isZero();

        assertThat(files("exchange_rates")).singleElement().asString().endsWith("/part-0.jsonl.gz");
        assertThat(files("_dlt_loads")).singleElement().asString().endsWith("/part-0.jsonl.gz");
        assertThat(project.wadi("snowpipe", "ddl", "exchange-rates").out()).contains("TYPE = JSON", "[.]jsonl[.]gz");
    }
}
