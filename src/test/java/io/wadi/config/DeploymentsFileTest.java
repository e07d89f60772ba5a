package io.wadi.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.flow.Asks;
import io.wadi.flow.Deployment;
import io.wadi.flow.Misfire;
import io.wadi.flow.Overlap;
import io.wadi.flow.Retries;
import io.wadi.flow.Slots;
import io.wadi.flow.alert.Channel;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.schedule.Schedule;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeploymentsFileTest {
    @TempDir
    Path home;

    @Test
    void withoutAFileNothingRunsByItself() {
        assertThat(DeploymentsFile.read(home, Optional.empty()).deployments()).isEmpty();
    }

    @Test
    void whatIsNotSaidIsUsual() throws IOException {
        Deployment only = read("deployments: [{name: a-daily, pipeline: a}]")
                .deployments()
                .get(0);

        assertThat(only)
                .isEqualTo(new Deployment(
                        "a-daily",
                        "a",
                        Optional.empty(),
                        List.of(),
                        ZoneOffset.UTC,
                        Asks.NOTHING,
                        Retries.USUAL,
                        Duration.ofHours(6),
                        Overlap.QUEUE,
                        Misfire.USUAL,
                        Slots.ONE,
                        Set.of(),
                        Watch.NOBODY,
                        "deployments.yaml:1"));
    }

    @Test
    void everyKeyIsTaken() throws IOException {
        DeploymentsFile file = read("""
                limits: {global: 4, warehouse-xs: 2}
                alerts:
                  team: {to: {slack: alerts-slack}}
                  ops:
                    to: {mail: alerts-mail, recipients: [ops@example.com, data@example.com], from: wadi@example.com}
                    on: [rows, zero-rows]
                deployments:
                  - name: products-hourly
                    pipeline: products
                    description: Prices, every hour
                    schedule: ["15 * * * *", {cron: "0 6 * * *", timezone: Asia/Tokyo}, {every: 45m, from: 2026-01-01T02:30}]
                    timezone: Europe/London
                    parameters: {start: 1999-01-04, most: 5}
                    resources: [products, prices]
                    credentials: {shop: shop-emea}
                    destination: duckdb
                    retries: {delays: [1s, 1m, 1h, 1h], jitter: 0.5}
                    timeout: 90m
                    overlap: cancel
                    misfire: {policy: all, window: 7d, max: 3}
                    concurrency: {limit: 2, keys: [warehouse-xs]}
                    tags: [sales, prices]
                    alert: [team, ops]
                    expect: {success-every: 26h, rows: 120%, late: 1m}
                """);
        Deployment only = file.deployments().get(0);

        assertThat(file.limits()).isEqualTo(Map.of("global", 4, "warehouse-xs", 2));
        assertThat(only.description()).contains("Prices, every hour");
        assertThat(only.zone()).isEqualTo(ZoneId.of("Europe/London"));
        assertThat(only.asks())
                .isEqualTo(new Asks(
                        Map.of("start", "1999-01-04", "most", "5"),
                        List.of("products", "prices"),
                        Map.of("shop", "shop-emea"),
                        Optional.of("duckdb")));
        assertThat(only.retries())
                .isEqualTo(new Retries(
                        List.of(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(1)),
                        0.5));
        assertThat(only.timeout()).isEqualTo(Duration.ofMinutes(90));
        assertThat(only.overlap()).isEqualTo(Overlap.CANCEL);
        assertThat(only.misfire()).isEqualTo(new Misfire(Misfire.Policy.ALL, Duration.ofDays(7), 3));
        assertThat(only.slots()).isEqualTo(new Slots(2, Set.of("warehouse-xs")));
        assertThat(only.tags()).containsExactlyInAnyOrder("sales", "prices");
        assertThat(only.watch())
                .isEqualTo(new Watch(
                        List.of(
                                new Channel(
                                        "team",
                                        Channel.Way.SLACK,
                                        "alerts-slack",
                                        List.of(),
                                        Optional.empty(),
                                        Trouble.USUAL),
                                new Channel(
                                        "ops",
                                        Channel.Way.MAIL,
                                        "alerts-mail",
                                        List.of("ops@example.com", "data@example.com"),
                                        Optional.of("wadi@example.com"),
                                        Set.of(Trouble.ROWS, Trouble.ZERO_ROWS))),
                        new Expectation(Optional.of(Duration.ofHours(26)), 1.2, Duration.ofMinutes(1))));
        assertThat(Schedule.preview(only.schedules(), Instant.parse("2025-12-31T20:30:00Z"), 4).stream()
                        .map(Instant::toString))
                .as("06:00 in Tokyo, 15 past in London, and 45 minutes on from half past two")
                .containsExactly(
                        "2025-12-31T20:30:00Z".replace("20:30", "21:00"),
                        "2025-12-31T21:15:00Z",
                        "2025-12-31T22:00:00Z",
                        "2025-12-31T22:15:00Z");
    }

    @Test
    void anEntryGoesBeforeTheDefaultsAndTheProfileBeforeBoth() throws IOException {
        String text = """
                defaults:
                  timeout: 1h
                  parameters: {region: emea, start: 2020-01-01}
                  env: {dev: {timeout: 5m, destination: duckdb}}
                deployments:
                  - name: one
                    pipeline: a
                  - name: two
                    pipeline: a
                    timeout: 2h
                    parameters: {start: 2024-01-01}
                    env: {dev: {parameters: {start: 2026-01-01}}}
                """;
        List<Deployment> prod = read(text, "prod").deployments();
        List<Deployment> dev = read(text, "dev").deployments();

        assertThat(prod).extracting(Deployment::timeout).containsExactly(Duration.ofHours(1), Duration.ofHours(2));
        assertThat(dev).extracting(Deployment::timeout).containsExactly(Duration.ofMinutes(5), Duration.ofHours(2));
        assertThat(prod.get(1).asks().parameters()).isEqualTo(Map.of("region", "emea", "start", "2024-01-01"));
        assertThat(dev.get(1).asks().parameters()).isEqualTo(Map.of("region", "emea", "start", "2026-01-01"));
        assertThat(dev.get(1).asks().destination()).contains("duckdb");
        assertThat(prod.get(1).asks().destination()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    schedul: x                     | unknown key schedul | did you mean schedule? | 3:5
                    schedule: 0 99 * * *           | is no schedule: Value 99 not in range [0, 23] | "15 6 * * MON-FRI" | 3:15
                    schedule: 0 0 30 2 *           | no day is ever meant by it | minute, hour | 3:15
                    schedule: {every: 20}          | every: '20' is no time such as | every: 20m | 3:23
                    schedule: {every: 10s, cron: 0 0 * * *} | either cron or every | {every: 20m} | 3:15
                    schedule: {cron: 0 0 * * *, from: 2026-01-01} | a cron has no from | remove | 3:33
                    schedule: {every: 1h, from: now} | 'now' is no time to count from | from: 2026-01-01T02:30 | 3:33
                    schedule: {ever: 1h}           | unknown key ever | did you mean every? | 3:16
                    timezone: Europe/Londn         | there is no time zone Europe/Londn | Europe/London | 3:15
                    timezone: CEST                 | there is no time zone CEST | ? | 3:15
                    retries: [10s, 30s]            | retries are three delays or more | three times | 3:5
                    retries: [10s, 30s, soon]      | retries: 'soon' is no time such as | 10s | 3:25
                    retries: -1                    | retries: '-1' is no time such as | 10s | 3:14
                    retries: {jitter: 2}           | jitter is a part from 0 to 1 | 0 to 1 | 3:5
                    timeout: long                  | timeout: 'long' is no time such as | 5m | 3:14
                    overlap: cancle                | overlap is 'cancle' | did you mean cancel? | 3:14
                    misfire: sometimes             | misfire is 'sometimes' | coalesce, all, skip | 3:14
                    misfire: {max: 0}              | misfire.max is 1 or more | max: 5 | 3:5
                    concurrency: 0                 | concurrency is 1 or more | concurrency: 1 | 3:18
                    concurrency: {keys: [ware]}    | limits has no ware | limits: {ware: 1} | 3:26
                    parameters: [a]                | this is to be values by name |  | 3:17
                    parameters: {a: {b: c}}        | a is more than a word |  | 3:21
                    env: {dev: {name: x}}          | unknown key name | there are | 3:17
                    alert: team                    | alerts has no team | alerts: {team: | 3:12
                    expect: {success-every: daily} | 'daily' is no time such as | 5m | 3:29
                    expect: {rows: half}           | rows is 'half' | 50% | 3:20
                    expect: {sucess-every: 1h}     | unknown key sucess-every | did you mean success-every? | 3:14
                    tags: [[a]]                    | tags is more than a word |  | 3:12
                    """)
    void whatIsWrongIsToldWithItsPlace(String line, String what, String fix, String place) throws IOException {
        DeploymentsFile file = read("deployments:\n  - name: a\n" + "    " + line + "\n    pipeline: b\n");

        List<Explanation> problems = file.problems(RouteFiles.read(Files.createDirectories(home.resolve("routes"))));

        Explanation problem = problems.get(0);
        assertThat(problem.what()).contains(what);
        assertThat(problem.fix().orElse("")).contains(fix == null ? "" : fix);
        assertThat(problem.at()).contains("deployments.yaml:" + place);
    }

    @Test
    void allProblemsAreToldAtOnce() throws IOException {
        Path routes = Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                routes.resolve("p.camel.yaml"),
                "- route: {id: pipeline-shop, from: {uri: \"direct:pipeline-shop\", steps: [{to: \"wadi-source:x\"}]}}\n");
        DeploymentsFile file = read("""
                default: {}
                deployments:
                  - pipeline: shop
                  - name: a
                    pipeline: shpo
                  - name: a
                    pipeline: shop
                  - name: shop
                    pipeline: shop
                  - name: b c
                    pipeline: shop
                """);

        assertThat(file.problems(RouteFiles.read(routes)))
                .extracting(problem -> problem.at().orElse("") + " " + problem.what())
                .containsExactly(
                        "deployments.yaml:1:1 unknown key default",
                        "deployments.yaml:3:5 this deployment has no name",
                        "deployments.yaml:6:5 deployment a is there twice, first at deployments.yaml:4",
                        "deployments.yaml:10:11 'b c' is no name of a deployment",
                        "deployments.yaml:4 deployment a: there is no pipeline shpo",
                        "deployments.yaml:8 deployment shop has the name of a pipeline, so ./wadi run shop would mean two"
                                + " things");
    }

    @Test
    void theSchemaForEditorsHasTheSameKeysAndWords() throws IOException {
        JsonNode schema = new ObjectMapper()
                .readTree(Path.of("docs/deployments.schema.json").toFile());
        JsonNode said = schema.at("/$defs/said/properties");

        assertThat(said.fieldNames()).toIterable().containsExactlyInAnyOrderElementsOf(DeploymentReader.SHARED);
        for (String place : List.of("/properties/defaults", "/properties/deployments/items")) {
            assertThat(schema.at(place + "/properties").fieldNames())
                    .toIterable()
                    .containsAll(DeploymentReader.SHARED)
                    .contains("env");
        }
        assertThat(said.at("/expect/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(AlertReader.EXPECTED);
        JsonNode channel = schema.at("/properties/alerts/additionalProperties/properties");
        assertThat(channel.fieldNames()).toIterable().containsExactlyElementsOf(AlertReader.CHANNEL);
        assertThat(channel.at("/to/properties").fieldNames()).toIterable().containsExactlyElementsOf(AlertReader.TO);
        assertThat(channel.at("/on/oneOf/0/enum")).extracting(JsonNode::asText).isEqualTo(Trouble.words());
        assertThat(said.at("/overlap/enum")).extracting(JsonNode::asText).isEqualTo(Overlap.words());
        assertThat(said.at("/misfire/oneOf/0/enum"))
                .extracting(JsonNode::asText)
                .isEqualTo(Misfire.Policy.words());
    }

    private DeploymentsFile read(String text) throws IOException {
        return read(text, "prod");
    }

    private DeploymentsFile read(String text, String environment) throws IOException {
        Files.writeString(home.resolve("deployments.yaml"), text);
        return DeploymentsFile.read(home, Optional.of(environment));
    }
}
