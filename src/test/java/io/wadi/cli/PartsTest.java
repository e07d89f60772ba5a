package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source is one thing: what splits, copies or repeats the exchange does not make several of it. */
class PartsTest {
    @TempDir
    private Path home;

    private Steps steps;

    /** What steps of a route leave; called by Camel. */
    public static final class Left {
        public List<Map<String, Object>> two() {
            return List.of(Map.of("id", 1), Map.of("id", 2));
        }
    }

    @BeforeEach
    void open() {
        steps = new Steps(home);
        steps.source(Steps.bean(Left.class, "two") + Steps.records());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "is called by a part or a copy of the exchange | 0 | [{to: 'wadi-source:lab'}, {split: {simple: '${body}', steps: [{to: 'wadi-load:lab'}]}}]",
                "is called by a part or a copy of the exchange | 0 | [{to: 'wadi-source:lab'}, {split: {constant: '1,2', parallelProcessing: true, steps: [{to: 'wadi-load:lab'}]}}]",
                "is called by a part or a copy of the exchange | 0 | [{to: 'wadi-source:lab'}, {multicast: {steps: [{to: 'wadi-load:lab'}, {to: 'wadi-load:lab'}]}}]",
                "is called again for source lab: it would load all of it twice | 2 | [{to: 'wadi-source:lab'}, {loop: {constant: 2, steps: [{to: 'wadi-load:lab'}]}}]",
                "is called again for source lab: it would load all of it twice | 2 | [{to: 'wadi-source:lab'}, {loop: {constant: 2, copy: true, steps: [{to: 'wadi-load:lab'}]}}]",
                "is called again for source lab: it would load all of it twice | 2 | [{to: 'wadi-source:lab'}, {to: 'wadi-load:lab'}, {to: 'wadi-load:lab'}]",
                "is called by a part or a copy of the exchange | 0 | [{to: 'wadi-source:lab'}, {recipientList: {constant: 'wadi-load:lab,wadi-load:lab'}}]",
                "is called by wireTap, which the run neither waits for nor hears of | 0 | [{to: 'wadi-source:lab'}, {wireTap: {uri: 'wadi-load:lab'}}]",
                "is called by a part or a copy of the exchange | 0 | [{to: 'wadi-source:lab'}, {enrich: {constant: 'wadi-load:lab'}}]",
                "`` | 4 | [{split: {constant: '1,2', steps: [{to: 'wadi-source:lab'}, {to: 'wadi-load:lab'}]}}]",
                "another run of pipeline lab | 2 | [{split: {constant: '1,2', parallelProcessing: true, steps: [{to: 'wadi-source:lab'}, {to: 'wadi-load:lab'}]}}]",
                "`` | 4 | [{loop: {constant: 2, steps: [{to: 'wadi-source:lab'}, {to: 'wadi-load:lab'}]}}]",
                "wadi-load:lab has no source | 0 | [{split: {constant: '1,2', steps: [{to: 'wadi-source:lab'}]}}, {to: 'wadi-load:lab'}]",
                "is called by a part or a copy of the exchange | 0 | [{multicast: {steps: [{to: 'wadi-source:lab'}]}}, {to: 'wadi-load:lab'}]",
                "is called by wireTap, which the run neither waits for nor hears of | 0 | [{wireTap: {uri: 'wadi-source:lab'}}, {to: 'wadi-load:lab'}]",
            })
    void aSourceIsLoadedWholeAndOnce(String told, int rows, String pipeline) {
        steps.project.file("routes/pipelines/lab.camel.yaml", """
                - route:
                    id: pipeline-lab
                    from:
                      uri: direct:pipeline-lab
                      steps: %s
                """.formatted(pipeline));
        ends(told, rows);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "source lab has resource r twice | 0 | [{split: {simple: '${body}', steps: [{to: 'wadi-records:r'}]}}]",
                "`` | 2 | [{split: {simple: '${body}', steps: [{toD: 'wadi-records:r${body[id]}'}]}}]",
                "at the same time | 0 | [{split: {simple: '${body}', parallelProcessing: true, steps: [{toD: 'wadi-records:r${body[id]}'}]}}]",
                "`` | 4 | [{multicast: {steps: [{to: 'wadi-records:r'}, {to: 'wadi-records:r2'}]}}]",
                "at the same time | 0 | [{multicast: {parallelProcessing: true, steps: [{to: 'wadi-records:r'}, {to: 'wadi-records:r2'}]}}]",
                "source lab has resource r twice | 0 | [{loop: {constant: 2, steps: [{to: 'wadi-records:r'}]}}]",
                "is called by wireTap, which the run neither waits for nor hears of | 0 | [{wireTap: {uri: 'wadi-records:r'}}]",
                "`` | 2 | [{enrich: {constant: 'wadi-records:r'}}]",
            })
    void resourcesAreAddedOneByOne(String told, int rows, String source) {
        steps.project.file("routes/sources/lab.camel.yaml", """
                - route:
                    id: source-lab
                    from:
                      uri: wadi-source:lab
                      steps: %s
                """.formatted(
                        "[{bean: {beanType: '" + Left.class.getName() + "', method: two}}, " + source.substring(1)));
        ends(told, rows);
    }

    /** @param rows of all tables that the run may have made */
    private void ends(String told, int rows) {
        Outcome outcome = steps.run();
        assertThat(outcome.err()).contains(told);
        assertThat(outcome.code() == 0).as(outcome.err()).isEqualTo(told.isEmpty());
        assertThat(rows()).isEqualTo(rows);
        if (rows == 0) {
            assertThat(steps.project.contents()).isEmpty();
        }
    }

    private int rows() {
        return steps.project.contents().entrySet().stream()
                .filter(table -> table.getKey().matches(".*\"r[12]?\""))
                .mapToInt(table -> table.getValue().size())
                .sum();
    }

    @Test
    void aPipelineWhoseLoadIsNotReachedDoesNotPassForDone() {
        steps.project.file("routes/pipelines/lab.camel.yaml", """
                - route:
                    id: pipeline-lab
                    from:
                      uri: direct:pipeline-lab
                      steps:
                        - to: wadi-source:lab
                        - filter: {constant: "false", steps: [{to: wadi-load:lab}]}
                """);
        Outcome outcome = steps.run();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("no wadi-load was reached").doesNotContain("Exception");
    }

    @Test
    void aBodyFeedsOnePipelineOnly() {
        steps.project.file("routes/pipelines/lab.camel.yaml", """
                - route:
                    id: pipeline-lab
                    from:
                      uri: direct:pipeline-lab
                      steps: [{to: wadi-source:lab}, {to: wadi-load:lab}, {to: "wadi-load:lab2?dataset=other"}]
                """);
        Outcome outcome = steps.run();

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err()).contains("was read before, and is read once", "is in the destination, whole");
        assertThat(rows()).isEqualTo(2);
    }
}
