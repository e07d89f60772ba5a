package io.wadi.cli;

import io.wadi.simulator.UnrulyApi.Personality;
import io.wadi.testing.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where reading ends: answers that contradict themselves are not believed, and what has no end is given one. */
class UnrulyEndsTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {Unruly.PAGES, Unruly.PAGES + "\nparallel: 1"})
    void anEmptyPageBeforeTheTotalIsReached(String paginator) {
        try (Unruly run = new Unruly(home, paginator)) {
            run.fails(
                    false,
                    UnrulyPagesTest.emptyAt(7),
                    "page 7 of GET",
                    "has no records, but by $.pages there are more",
                    "stopAfterEmptyPage: false");
        }
    }

    @Test
    void nothingMoreIsSaidToComeBeforeTheTotalIsReached() {
        try (Unruly run = new Unruly(home, Unruly.PAGES, "hasMorePath: $.more")) {
            run.fails(
                    false,
                    asked -> Reply.json(asked.answer().more(asked.page() < 7).json()),
                    "page 7 of GET",
                    "is the last by $.more, but by $.pages there are more");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Unruly.HAS_MORE, Unruly.CURSOR + "\nhasMorePath: $.more"})
    void nothingIsSaidOfWhetherThereIsMore(String paginator) {
        try (Unruly run = new Unruly(home, paginator)) {
            run.fails(
                    false,
                    asked -> Reply.json(asked.answer().json().replace("\"more\"", "\"moar\"")),
                    "page 1 of GET",
                    "has nothing at hasMorePath $.more");
        }
    }

    @Test
    void aWordThatIsLeftOutOnTheLastPageOnlyEndsTheReading() {
        try (Unruly run = new Unruly(home, Unruly.HAS_MORE)) {
            run.succeeds(asked -> Reply.json(asked.answer().json().replace("\"more\":false", "\"x\":0")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Unruly.PAGES, Unruly.HAS_MORE})
    void aFirstPageWithoutRecordsIsTheEndWhateverATotalCounts(String paginator) {
        try (Unruly run = new Unruly(home, paginator)) {
            run.api.behaves(asked -> Reply.json(asked.answer().data("[]").json()));
            run.unchanged();
            run.api.behaves(Personality.HONEST);
            run.succeeds();
        }
    }

    @Test
    void thereIsAlwaysMoreToComeAndEmptyPagesAreNoEnd() {
        try (Unruly run = new Unruly(home, Unruly.HAS_MORE, "stopAfterEmptyPage: false")) {
            run.fails(
                    false,
                    asked -> Reply.json(asked.answer().more(true).json()),
                    "page 110 of GET",
                    "is the last of 100 in a row without records");
        }
    }
}
