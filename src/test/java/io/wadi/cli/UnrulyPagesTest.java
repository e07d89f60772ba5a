package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.cli.Project.Outcome;
import io.wadi.simulator.Orders;
import io.wadi.simulator.UnrulyApi.Asked;
import io.wadi.simulator.UnrulyApi.Personality;
import io.wadi.testing.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that do not follow one another as they should, and records that do not stay what they were. */
class UnrulyPagesTest {
    @TempDir
    private Path home;

    /** The same pages with one more before page {@code at}, which has no orders. */
    static Personality emptyAt(int at) {
        return asked -> {
            int page = asked.page();
            Orders orders = asked.orders();
            Orders.Answer answer = page == at ? orders.page(page).data("[]") : orders.page(page < at ? page : page - 1);
            answer = answer.pages(orders.pages() + 1);
            return Reply.json((page <= orders.pages() ? answer.next(page + 1).more(true) : answer).json());
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void aCursorThatLeadsBack(int to) {
        try (Unruly run = new Unruly(home, Unruly.CURSOR)) {
            run.fails(
                    false,
                    asked -> asked.page() == 4
                            ? Reply.json(asked.answer().next(to).json())
                            : asked.honestly(),
                    "page 4 of GET",
                    "leads back to",
                    "page=" + to);
            run.api.behaves(Personality.HONEST);
        }
    }

    @Test
    void anEmptyPageInTheMiddleOfCursors() {
        try (Unruly run = new Unruly(home, Unruly.CURSOR)) {
            run.succeeds(emptyAt(7));
        }
    }

    @Test
    void anEmptyPageInTheMiddleOfNumberedPages() {
        try (Unruly run = new Unruly(home, Unruly.PAGES, "stopAfterEmptyPage: false")) {
            run.succeeds(emptyAt(7));
        }
    }

    @Test
    void anEmptyPageInTheMiddleThatSaysThereIsMore() {
        try (Unruly run = new Unruly(home, Unruly.HAS_MORE)) {
            run.succeeds(emptyAt(7));
        }
    }

    @Test
    void thereIsAlwaysMoreToComeButNothingComes() {
        try (Unruly run = new Unruly(home, Unruly.HAS_MORE)) {
            run.succeeds(asked -> Reply.json(asked.answer().more(true).json()));
        }
    }

    @Test
    void thereIsAlwaysMoreToComeAndItIsTheLastPageAgain() {
        try (Unruly run = new Unruly(home, Unruly.HAS_MORE)) {
            run.fails(
                    false,
                    asked -> Reply.json(asked.orders()
                            .page(Math.min(asked.page(), 10))
                            .more(true)
                            .json()),
                    "page 11 of GET",
                    "has the same records as the page before it");
        }
    }

    /** From order 150 on the amount is a text, a list comes in the middle of page 8, and a field goes. */
    private static String changed(int id) {
        return id < 150
                ? Orders.order(id)
                : "{\"id\":" + id + ",\"amount\":\"" + (id + 0.25) + " EUR\",\"lines\":[{\"n\":" + id + "}]}";
    }

    @Test
    void theSchemaChangesInTheMiddleOfAPage() {
        try (Unruly run = new Unruly(home, Unruly.CURSOR)) {
            run.api.behaves(asked -> Reply.json(asked.answer()
                    .data(asked.orders()
                            .list(
                                    (asked.page() - 1) * Orders.PAGE + 1,
                                    asked.page() * Orders.PAGE,
                                    UnrulyPagesTest::changed))
                    .json()));
            Outcome outcome = run.run();

            assertThat(outcome.code()).as(outcome.err()).isZero();
            assertThat(run.project.query("SELECT count(*) || ' ' || count(amount) || ' ' || sum(amount) || ' '"
                            + " || count(amount__v_text) || ' ' || min(amount__v_text) FROM shop.orders"))
                    .containsExactly("200 149 " + new Orders(149).sum() + " 51 150.25 EUR");
            assertThat(run.project.query("SELECT count(*) || ' ' || sum(n) FROM shop.orders__lines"))
                    .containsExactly("51 " + 51 * 175);
        }
    }

    /** Each page begins with the last five of the one before. */
    private static Reply overlapping(Asked asked) {
        int first = (asked.page() - 1) * Orders.PAGE + 1;
        return Reply.json(asked.answer()
                .data(asked.orders().list(Math.max(1, first - 5), first + Orders.PAGE - 1))
                .json());
    }

    @ParameterizedTest
    @ValueSource(strings = {Unruly.CURSOR, Unruly.PAGES})
    void recordsThatComeTwiceAreMergedOnce(String paginator) {
        try (Unruly run = new Unruly(home, paginator, "writeDisposition: merge", "primaryKey: id")) {
            run.succeeds(UnrulyPagesTest::overlapping);
        }
    }
}
