package io.wadi.load.snowflake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.load.duckdb.Packages;
import io.wadi.model.Deadline;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever labels hold, the tag is JSON that says them, and no longer than Snowflake takes. */
class QueryTagTest {
    private static final String ODD = "'; DROP TABLE x; --\" \\ \n\r\t\u0000 {{x}} \uD83D\uDE00 ü";

    @Test
    void oddLabelsArriveAsTheyAre(@TempDir Path directory) throws Exception {
        try (Account account = new Account(directory)) {
            new SnowflakeDestination(account.settings(), directory, Map.of("deployment", ODD))
                    .load(account.next(Packages.numbers(1)), Deadline.none());

            assertThat(account.server().statements()).isNotEmpty().allSatisfy(said -> {
                assertThat(json(said.tag()).path("deployment").textValue()).isEqualTo(ODD);
                assertThat(json(said.tag()).path("pipeline").textValue()).isEqualTo("shop");
            });
        }
    }

    /** Each becomes longer in JSON, but for the first. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "\n", "\u0001", "\uD83D\uDE00", "x\uD83D\uDE00"})
    void longLabelsAreCutUntilTheTagFits(String part) throws Exception {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String label : new String[] {"deployment", "run", "pipeline", "load", "table"}) {
            labels.put(label, part.repeat(10_000));
        }
        String tag = QueryTag.of(labels).toString();

        assertThat(tag).hasSizeBetween(600, 2_000);
        JsonNode said = json(tag);
        labels.forEach(
                (label, value) -> assertThat(value).startsWith(said.path(label).textValue()));
        assertThat(tag.chars().filter(c -> Character.isHighSurrogate((char) c)).count())
                .as("no half characters")
                .isEqualTo(tag.chars()
                        .filter(c -> Character.isLowSurrogate((char) c))
                        .count());
    }

    private static JsonNode json(String tag) throws Exception {
        return new ObjectMapper().readTree(tag);
    }
}
