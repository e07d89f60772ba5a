package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.JsonPage;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs of incremental resources as dlt did them: which records it kept, and the state it left (contract section 6). */
class RecordedRunsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> keepsTheRecordsAndTheStateThatDltDoes() throws IOException {
        try (InputStream file = RecordedRunsTest.class.getResourceAsStream("runs.json")) {
            return list(JSON.readTree(file)).stream()
                    .map(test -> DynamicTest.dynamicTest(test.path("name").asText(), () -> check(test)));
        }
    }

    private static void check(JsonNode test) {
        Cursor cursor = cursor(test.path("cursor"));
        List<String> key = list(test.path("key")).stream().map(JsonNode::asText).toList();
        CursorState state = CursorState.NONE;
        for (JsonNode run : test.path("runs")) {
            List<JsonPage> pages = pages(run.path("pages"));
            CursorState before = state;
            if (run.path("failure").isTextual()) {
                TerminalFailure failure =
                        catchThrowableOfType(TerminalFailure.class, () -> Feed.of(cursor, before, key, pages));
                assertThat(kind(failure)).isEqualTo(run.path("failure").asText());
                return;
            }
            Feed feed = Feed.of(cursor, before, key, pages);
            assertThat(feed.kept())
                    .isEqualTo(list(run.path("kept")).stream()
                            .map(JsonNode::asLong)
                            .toList());
            state = feed.state();
            check(state, run.path("state"));
        }
    }

    private static void check(CursorState state, JsonNode expected) {
        if (expected.isNull()) {
            assertThat(state).isEqualTo(CursorState.NONE);
            return;
        }
        assertThat(state.initial()).isEqualTo(value(expected.path("initial")));
        assertThat(state.last()).isEqualTo(value(expected.path("last")));
        assertThat(state.start()).isEqualTo(value(expected.path("start")));
        assertThat(state.hashes().keySet())
                .containsExactlyInAnyOrderElementsOf(list(expected.path("hashes")).stream()
                        .map(JsonNode::asText)
                        .toList());
    }

    private static String kind(TerminalFailure failure) {
        return failure instanceof CursorFailure cursor
                ? cursor.kind().name()
                : failure instanceof ConfigurationFailure ? "CONFIGURATION" : String.valueOf(failure);
    }

    private static Cursor cursor(JsonNode node) {
        return new Cursor(
                node.path("path").asText(),
                value(node.path("initial")),
                value(node.path("end")),
                node.path("lag").asLong(0),
                Cursor.Missing.valueOf(node.path("missing").asText("RAISE")),
                Cursor.Duplicates.valueOf(node.path("duplicates").asText("BOUNDARY")));
    }

    private static List<JsonPage> pages(JsonNode nodes) {
        List<JsonPage> pages = new ArrayList<>();
        long first = 0;
        for (JsonNode records : nodes) {
            pages.add(Feed.page(
                    first, list(records).stream().map(JsonNode::toString).toList()));
            first += records.size();
        }
        return pages;
    }

    private static Optional<Value> value(JsonNode node) {
        if (node.isTextual()) {
            return Optional.of(new Value.Text(node.asText()));
        }
        if (node.isDouble()) {
            return Optional.of(new Value.Real(node.asDouble()));
        }
        return node.isIntegralNumber() ? Optional.of(Value.whole(node.bigIntegerValue())) : Optional.empty();
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
