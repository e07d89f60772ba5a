package io.wadi.properties;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.config.DeploymentsFile;
import io.wadi.config.PrivacyFile;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.journal.JournalReader;
import io.wadi.journal.JournalWriter;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;

/**
 * What is read from outside, mutated: it is taken, or refused by a {@link Failure}; anything else that is thrown fails. As
 * many tries as {@code jqwik.tries.default} says: {@code mvn -Pquick test -Dtest=FuzzProperties -Djqwik.tries.default=100000}.
 */
class FuzzProperties {
    private static final String RECORDS = """
            {"id":1,"at":"2024-05-01T10:00:00Z","who":{"name":"a\\u00e9","tags":["x","y"]},"n":1.5,"ok":true,"none":null}
            {"id":2,"at":"2024-05-02T10:00:00+02:00","who":{"name":"b","tags":[]},"n":-1e10,"ok":false,"l":[{"a":1},{"a":"z"}]}
            {"id":9223372036854775807,"Id":3,"who":[1,2],"n":"1","ok":"no","l":[[1],[2,[3]]]}
            """;
    private static final String DEPLOYMENTS = """
            alerts:
              ops: {to: {webhook: ops-hook}, on: [failed, crashed]}
            defaults: {timezone: Europe/London, retries: [10s, 30s, 90s], timeout: 1h, alert: ops}
            limits: {crm: 2}
            deployments:
              - name: orders-hourly
                pipeline: orders
                schedule: ["0 6 * * *", {every: 20m}]
                parameters: {start: 1999-01-04, count: 3}
                overlap: queue
                tags: [a, b]
                expect: {success-every: 26h, rows: 50%}
            """;
    private static final String ROUTE = """
            - route:
                id: pipeline-orders
                from:
                  uri: direct:pipeline-orders
                  steps:
                    - to: wadi-source:shop
                    - to:
                        uri: wadi-load:orders
                        parameters: {dataset: shop, writeDisposition: merge}
            - route:
                id: source-shop
                from:
                  uri: wadi-source:shop
                  steps:
                    - to: "wadi-files:orders?path=in/*.jsonl&primaryKey=id"
            """;
    private static final String PRIVACY = """
            mask:
              "**.email": hash
            tags:
              phone: partial
            sources:
              shop:
                who.name: drop
            """;

    @Property(seed = "1", shrinking = ShrinkingMode.OFF)
    void recordsAreNormalisedOrRefused(@ForAll long chance) {
        byte[] mutated = Mutations.of(RECORDS.getBytes(StandardCharsets.UTF_8), chance);
        int lines = (int) new String(mutated, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.isBlank())
                .count();
        JsonPage page = JsonPage.of(mutated, lines, new Origin("in.jsonl", "line", 1));

        Normalisation made = Normalisation.of(List.of(page), Hints.NONE, 255, 2);

        assertThat(made.said()).noneMatch(said -> said.contains("Exception") || said.contains("com.fasterxml"));
    }

    @Property(seed = "2", shrinking = ShrinkingMode.OFF)
    void journalsGiveBackWhatWasKeptOrNothing(@ForAll long chance) throws IOException {
        Path directory = Files.createTempDirectory("fuzz");
        Path file = directory.resolve("0-t.journal");
        try {
            JsonPage kept = JsonPage.of(
                    RECORDS.getBytes(StandardCharsets.UTF_8), 3, new Origin("GET https://example.com", "record", 1));
            try (JournalWriter journal = new JournalWriter(file)) {
                journal.append(kept);
                journal.append(kept);
                journal.seal();
            }
            Files.write(file, Mutations.of(Files.readAllBytes(file), chance));
            List<String> read = new ArrayList<>();
            try (JournalReader journal = new JournalReader(file)) {
                for (Optional<Page> page = journal.next(); page.isPresent(); page = journal.next()) {
                    JsonPage json = (JsonPage) page.get();
                    read.add(new String(json.bytes(), json.from(), json.to() - json.from(), StandardCharsets.UTF_8));
                }
            }
            assertThat(read).allMatch(RECORDS::equals);
        } catch (Failure refused) {
            assertThat(refused.explanation().what()).doesNotContain("Exception");
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    @Example
    void whatIsNotMutatedIsTaken() throws IOException {
        assertThat(problems(-1)).isEmpty();
    }

    @Property(seed = "3", shrinking = ShrinkingMode.OFF)
    void configurationIsTakenOrRefused(@ForAll @LongRange(min = 0) long chance) throws IOException {
        assertThat(problems(chance))
                .allSatisfy(what -> assertThat(what).doesNotContain("Exception:", "\tat ", "org.snakeyaml", "java."));
    }

    /** @param chance which file is mutated, and how; below zero none is */
    private static List<String> problems(long chance) throws IOException {
        Map<String, String> files = new TreeMap<>(
                Map.of("deployments.yaml", DEPLOYMENTS, "privacy.yaml", PRIVACY, "routes/orders.camel.yaml", ROUTE));
        Path home = Files.createTempDirectory("fuzz");
        Files.createDirectories(home.resolve("routes"));
        int number = 0;
        for (Map.Entry<String, String> file : files.entrySet()) {
            byte[] text = file.getValue().getBytes(StandardCharsets.UTF_8);
            boolean mutated = chance >= 0 && chance % files.size() == number++;
            Files.write(home.resolve(file.getKey()), mutated ? Mutations.of(text, chance) : text);
        }
        List<String> said = said(home);
        LoadProperties.remove(home);
        return said;
    }

    private static List<String> said(Path home) {
        List<Explanation> problems = new ArrayList<>();
        try {
            RouteFiles routes = RouteFiles.read(home.resolve("routes"));
            problems.addAll(routes.problems(Optional.empty(), Settings.read(home, Map.of(), Map.of())));
            problems.addAll(DeploymentsFile.read(home, Optional.empty()).problems(routes));
            problems.addAll(PrivacyFile.read(home).problems(routes));
        } catch (Failure refused) {
            problems.add(refused.explanation());
        }
        return problems.stream().map(String::valueOf).toList();
    }
}
