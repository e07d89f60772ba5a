package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.wadi.cli.Project.Outcome;
import io.wadi.testing.ChildJvm;
import io.wadi.testing.Reply;
import io.wadi.testing.ScriptedServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many pages that pass a route: in order, one at a time, whatever its steps are. */
@Tag("exhaustive")
class ThroughPagesTest {
    private static final int RECORDS = 90;
    private static final String WIDE = "x".repeat(150_000);

    @TempDir
    private Path home;

    private Steps steps;

    @BeforeEach
    void open() {
        steps = new Steps(home);
    }

    /** What an integrator writes in Java. */
    public static final class Parts implements Processor, AggregationStrategy {
        private static final List<Object> KEPT = new ArrayList<>();

        /** Some three pages' worth of records. */
        public Iterator<Map<String, Object>> records() {
            return records(RECORDS);
        }

        /** A quarter of a gigabyte. */
        public Iterator<Map<String, Object>> many() {
            return records(1_800);
        }

        private static Iterator<Map<String, Object>> records(int count) {
            return IntStream.rangeClosed(1, count)
                    .mapToObj(id -> Map.<String, Object>of("id", id, "text", id + WIDE))
                    .iterator();
        }

        /** What a route must not do. */
        public byte[] keep(byte[] page) {
            KEPT.add(page);
            return page;
        }

        @Override
        public void process(Exchange exchange) {
            List<?> page = exchange.getMessage().getBody(List.class);
            exchange.getMessage()
                    .setBody(page.stream()
                            .map(record -> Map.of("id", ((Map<?, ?>) record).get("id"), "of", page.size()))
                            .toList());
        }

        @Override
        public Exchange aggregate(Exchange page, Exchange found) {
            JsonNode factor = found.getMessage().getBody(JsonNode.class);
            List<Map<String, Object>> records = new ArrayList<>();
            page.getMessage()
                    .getBody(JsonNode.class)
                    .forEach(record -> records.add(Map.of(
                            "id",
                            record.get("id").asInt(),
                            "of",
                            factor.get("of").asInt())));
            page.getMessage().setBody(records);
            return page;
        }

        public void failAt(List<Map<String, Object>> page) {
            if (page.stream().anyMatch(record -> record.get("id").equals(60))) {
                throw new IllegalStateException("4711");
            }
        }
    }

    private void through(String records, String... route) {
        steps.source(
                Steps.bean(Parts.class, records) + Steps.records("through: direct:clean"),
                Steps.route("clean", String.join("", route)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- filter: {jq: 'length > 0', steps: [{transform: {jq: 'map({id, of: 1})'}}]} | 90",
                "- split: {simple: '${bodyAs(java.util.List)}', aggregationStrategy: '#class:org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy', steps: [{transform: {jq: '{id, of: 1}'}}]} | 90",
                "- transform: {jq: 'map({id, of: 1})'} | 90",
                "- enrich: {simple: '%1$s/factor', aggregationStrategy: '#class:io.wadi.cli.ThroughPagesTest$Parts'} | 90",
                "- process: {ref: '#class:io.wadi.cli.ThroughPagesTest$Parts'} | 2388",
            })
    void recordsKeepTheirOrder(String step, int of) {
        try (ScriptedServer server = ScriptedServer.start()) {
            server.on("/factor", Reply.json("{\"of\": 1}"));
            through("records", step.replace("%1$s", server.url().toString()));
            steps.runs();
        }

        assertThat(steps.project.query("SELECT id FROM lab.r ORDER BY rowid"))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, RECORDS)
                        .mapToObj(String::valueOf)
                        .toList());
        assertThat(steps.project.query("SELECT sum(\"of\") FROM lab.r")).containsExactly(String.valueOf(of));
    }

    @Test
    void anExceptionInALaterPageNamesItAndLoadsNothing() {
        through("records", Steps.bean(Parts.class, "failAt"));
        Outcome outcome = steps.run();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .contains(
                        "wadi-records:r of route source-lab", "records 57 to 84, through direct:clean failed: Illegal")
                .doesNotContain("4711");
        assertThat(steps.project.contents()).isEmpty();
    }

    /** The same bytes in half as much memory: it is enough for pages that pass, and not for a route that keeps them. */
    @Test
    void memoryHoldsAPageAndNotAll() {
        through("many", "- transform: {jq: '[.[] | .id += 1]'}");
        assertThat(extracted()).isZero();
        through("many", Steps.bean(Parts.class, "keep"));
        assertThat(extracted()).as("a heap that is too small for all pages").isEqualTo(1);
    }

    private int extracted() {
        return ChildJvm.start(
                        List.of("-Xmx144m", "-Dwadi.home=" + home),
                        Wadi.class,
                        "extract",
                        "lab",
                        "--fresh",
                        "--destination",
                        "duckdb://" + steps.project.database,
                        "--work",
                        home.resolve("work").toString())
                .end();
    }
}
