package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Cursor.Duplicates;
import io.wadi.model.Cursor.Missing;
import io.wadi.model.CursorState;
import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How pages go through a cursor; which records are kept is told by {@link RecordedRunsTest}. */
class CursorPagesTest {
    private static final Cursor BY_U = cursor("u", Missing.RAISE);

    @Test
    void aPageThatLosesNothingIsPassedOnAsItIs() {
        JsonPage page = ranged(Feed.page(0, List.of("{\"u\":1}", "{\"u\":2}")));
        assertThat(Feed.of(BY_U, CursorState.NONE, List.of(), List.of(page)).pages())
                .singleElement()
                .isSameAs(page);
    }

    @Test
    void whatIsKeptOfAPageAreItsOwnBytesAndStretchesOfItsFile() {
        JsonPage page = ranged(Feed.page(
                0, List.of("{\"u\":1}", "{\"u\":5}", "{\"u\":6,\"t\":\"é\"}", "{\"u\":0}", "7", "{\"u\":8}")));
        Cursor cursor = new Cursor(
                "u", Optional.of(new Value.Whole(5)), Optional.empty(), 0, Missing.EXCLUDE, Duplicates.BOUNDARY);
        Feed feed = Feed.of(cursor, CursorState.NONE, List.of(), List.of(page));
        assertThat(feed.kept()).containsExactly(1L, 2L, 5L);
        assertThat(feed.pages()).extracting(JsonPage::records).containsExactly(2, 1);
        assertThat(feed.pages()).allSatisfy(run -> {
            assertThat(run.bytes()).isSameAs(page.bytes());
            FileRange range = run.range().orElseThrow();
            assertThat(range.offset()).isEqualTo(1000 + run.from());
            assertThat(range.length()).isEqualTo(run.length());
        });
    }

    @Test
    void numbersAndTextsBetweenRecordsKeepTheirPlace() {
        Cursor cursor = cursor("u", Missing.INCLUDE);
        CursorState state = state(new Value.Whole(5), Map.of());
        assertThat(Feed.of(cursor, state, List.of(), "1", "{\"u\":1}", "12", "\"a\"", "{\"u\":2}", "null", "[3]")
                        .kept())
                .containsExactly(0L, 2L, 3L, 5L, 6L);
    }

    @Test
    void theLastOfAKeyThatComesTwiceCounts() {
        Cursor cursor = cursor("m.u", Missing.EXCLUDE);
        Feed feed = Feed.of(
                cursor,
                CursorState.NONE,
                List.of(),
                "{\"m\":{\"u\":1,\"u\":7},\"\\u006d\":{\"u\":3}}",
                "{\"m\":{\"u\":9},\"m\":{}}",
                "{\"m\":{\"u\":9},\"m\":5}");
        assertThat(feed.kept()).containsExactly(0L);
        assertThat(feed.state().last()).contains(new Value.Whole(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$.meta.at", "meta.at", "$['meta'].at"})
    void aPathMayBeWrittenInSeveralWays(String path) {
        assertThat(Feed.of(cursor(path, Missing.RAISE), CursorState.NONE, List.of(), "{\"meta\":{\"at\":4}}")
                        .state()
                        .last())
                .contains(new Value.Whole(4));
    }

    @ParameterizedTest
    @CsvSource({"log[0].at, 4", "$.log[1]['at'], 9", "['log[0]'].at, 7", "grid[1][0], 3"})
    void aPathMayGoIntoLists(String path, long last) {
        String record = "{\"log\":[{\"at\":4},{\"at\":9}],\"log[0]\":{\"at\":7},\"grid\":[[1,2],[3]]}";
        assertThat(Feed.of(cursor(path, Missing.RAISE), CursorState.NONE, List.of(), record)
                        .state()
                        .last())
                .contains(new Value.Whole(last));
    }

    @Test
    void anElementThatIsNotThereIsMissing() {
        assertThat(Feed.of(
                                cursor("log[1].at", Missing.EXCLUDE),
                                CursorState.NONE,
                                List.of(),
                                "{\"log\":[{\"at\":4}]}",
                                "{\"log\":{\"at\":4}}",
                                "{\"log\":[1,{\"at\":5}]}")
                        .kept())
                .containsExactly(2L);
    }

    @Test
    void aRecordThatIsAValueIsItsOwnCursor() {
        assertThat(Feed.of(cursor("$", Missing.RAISE), CursorState.NONE, List.of(), "3", "7", "1")
                        .state()
                        .last())
                .contains(new Value.Whole(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[*]", "a..b", "a[-1]", "a[0"})
    void aPathThatIsNoneIsRefused(String path) {
        assertThatThrownBy(() -> Feed.of(cursor(path, Missing.RAISE), CursorState.NONE, List.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessageContaining("'" + path + "'");
    }

    @Test
    void anEndBeforeTheInitialValueIsRefused() {
        Cursor cursor = new Cursor(
                "u",
                Optional.of(new Value.Whole(5)),
                Optional.of(new Value.Whole(4)),
                0,
                Missing.RAISE,
                Duplicates.BOUNDARY);
        assertThatThrownBy(() -> Feed.of(cursor, CursorState.NONE, List.of()))
                .isInstanceOf(ConfigurationFailure.class)
                .hasMessage("cursor u ends at bigint 4, which does not follow its initial value, bigint 5");
    }

    @Test
    void aRunWithAnEndLeavesTheStateAsItWas() {
        CursorState state = state(new Value.Whole(50), Map.of("h", new Value.Whole(50)));
        Cursor cursor = new Cursor(
                "u",
                Optional.of(new Value.Whole(1)),
                Optional.of(new Value.Whole(3)),
                7,
                Missing.RAISE,
                Duplicates.BOUNDARY);
        Feed feed = Feed.of(cursor, state, List.of(), "{\"u\":0}", "{\"u\":1}", "{\"u\":2}", "{\"u\":3}");
        assertThat(feed.kept()).containsExactly(1L, 2L);
        assertThat(feed.state()).isEqualTo(state);
        assertThat(CursorPages.start(cursor, state)).contains(new Value.Whole(1));
    }

    @Test
    void failuresNameTheRecordAndShowNothingOfIt() {
        List<JsonPage> pages = List.of(
                Feed.page(0, List.of("{\"u\":1}")),
                Feed.page(1, List.of("{\"u\":2}", "{\"u\":\"secret\",\"v\":\"secret\"}")));
        CursorFailure failure =
                catchThrowableOfType(CursorFailure.class, () -> Feed.of(BY_U, CursorState.NONE, List.of(), pages));
        assertThat(failure.explanation().what())
                .isEqualTo(
                        "cursor u is of type text in a record, which does not compare with the last value of type bigint");
        assertThat(failure.explanation().at()).contains("GET /ev, record 2");
        assertThat(failure).hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"u\":2,\"v\":secret}",
                "{\"u\":2,\"v\":\"secret",
                "{\"u\":2}}",
                "{\"u\":2,\"secret\"}",
                "\u0000"
            })
    void whatIsNotJsonIsNamedAndNotShown(String broken) {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class, () -> Feed.of(BY_U, CursorState.NONE, List.of(), "{\"u\":1}", broken));
        assertThat(failure.explanation().what()).isEqualTo("invalid JSON");
        assertThat(failure.explanation().at().orElse("")).startsWith("GET /ev, record ");
        assertThat(failure).hasNoCause();
    }

    @Test
    void hashesFromBefore129AreHonoured() {
        // SHAKE128 of "2", 15 bytes.
        CursorState state = state(new Value.Whole(7), Map.of("Tp44cKMYfAuJiBfxLAqu", new Value.Whole(7)));
        Feed feed = Feed.of(BY_U, state, List.of("id"), "{\"id\":2,\"u\":7}", "{\"id\":3,\"u\":7}");
        assertThat(feed.kept()).containsExactly(1L);
        assertThat(feed.state().hashes()).containsKey("Tp44cKMYfAuJ").hasSize(2);
    }

    @Test
    void onlyRecordsAtTheLastValueAreHashed() {
        List<String> hashed = new ArrayList<>();
        RecordHash hash = new RecordHash() {
            @Override
            public String of(byte[] json, int from, int to) {
                hashed.add(new String(Arrays.copyOfRange(json, from, to), java.nio.charset.StandardCharsets.UTF_8));
                return "h" + hashed.size();
            }

            @Override
            public String json(Value value) {
                throw new AssertionError("nothing typed here");
            }
        };
        Pages source = Feed.source(List.of(
                Feed.page(0, List.of("{\"u\":1}", "{\"u\":2}")),
                Feed.page(2, List.of("{\"u\":3}", "{\"u\":1}", "{\"u\":3.0}"))));
        try (CursorPages pages = new CursorPages(source, BY_U, CursorState.NONE, List.of(), hash)) {
            while (pages.next().isPresent()) {
                continue;
            }
            assertThat(pages.state().hashes()).containsOnlyKeys("h2", "h3");
        }
        assertThat(hashed).containsExactly("{\"u\":2}", "{\"u\":3}", "{\"u\":3.0}");
    }

    @Test
    void theStateWaitsForTheLastPage() {
        try (CursorPages pages = new CursorPages(
                Feed.source(List.of(Feed.page(0, List.of("{\"u\":1}")))),
                BY_U,
                CursorState.NONE,
                List.of(),
                Feed.HASH)) {
            pages.next();
            assertThatThrownBy(pages::state).isInstanceOf(IllegalStateException.class);
            pages.next();
            assertThat(pages.state().last()).contains(new Value.Whole(1));
        }
    }

    @Test
    void closingClosesTheSource() {
        boolean[] closed = {false};
        Pages source = new Pages() {
            @Override
            public Optional<Page> next() {
                return Optional.empty();
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        new CursorPages(source, BY_U, CursorState.NONE, List.of(), Feed.HASH).close();
        assertThat(closed[0]).isTrue();
    }

    static Cursor cursor(String path, Missing missing) {
        return new Cursor(path, Optional.empty(), Optional.empty(), 0, missing, Duplicates.BOUNDARY);
    }

    static CursorState state(Value last, Map<String, Value> hashes) {
        return new CursorState(Optional.empty(), Optional.of(last), Optional.empty(), hashes);
    }

    private static JsonPage ranged(JsonPage page) {
        FileRange range = new FileRange(Path.of("ev.jsonl"), 1000 + page.from(), page.length());
        return new JsonPage(page.bytes(), page.from(), page.to(), page.records(), page.origin(), Optional.of(range));
    }
}
