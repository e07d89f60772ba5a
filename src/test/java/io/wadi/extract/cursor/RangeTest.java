package io.wadi.extract.cursor;

import static io.wadi.model.Cursor.Bound.CLOSED;
import static io.wadi.model.Cursor.Bound.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.Cursor.Function;
import io.wadi.model.Cursor.Missing;
import io.wadi.model.Cursor.RowOrder;
import io.wadi.model.CursorState;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which bounds belong to a cursor's range, which way it runs, and when nothing more is pulled (contract section 6). */
class RangeTest {
    private static final Cursor BY_U = CursorPagesTest.cursor("u", Missing.RAISE);

    @ParameterizedTest
    @CsvSource({"CLOSED, OPEN, '2,3'", "CLOSED, CLOSED, '2,3,4'", "OPEN, OPEN, '3'", "OPEN, CLOSED, '3,4'"})
    void eachBoundBelongsToTheRangeOrNot(Cursor.Bound start, Cursor.Bound stop, String kept) {
        Cursor cursor = BY_U.with(range(2, 4)).with(start, stop);
        assertThat(values(Feed.of(cursor, CursorState.NONE, List.of(), rows(1, 2, 3, 4, 5))))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"CLOSED, OPEN, '3,4'", "CLOSED, CLOSED, '2,3,4'", "OPEN, OPEN, '3'", "OPEN, CLOSED, '2,3'"})
    void towardsTheLeastValueBoundsAreReversed(Cursor.Bound start, Cursor.Bound stop, String kept) {
        Cursor cursor = BY_U.with(range(4, 2)).with(start, stop).with(Function.MIN);
        assertThat(values(Feed.of(cursor, CursorState.NONE, List.of(), rows(1, 2, 3, 4, 5))))
                .isEqualTo(kept);
    }

    @Test
    void anOpenStartLeavesEqualRecordsAndRemembersNone() {
        Cursor cursor = BY_U.with(OPEN, OPEN);
        Feed first = Feed.of(cursor, CursorState.NONE, List.of(), rows(1, 3, 3));
        assertThat(values(first)).isEqualTo("1,3,3");
        assertThat(first.state().hashes()).isEmpty();
        Feed second = Feed.of(cursor, first.state(), List.of(), rows(3, 4, 2, 4));
        assertThat(values(second)).isEqualTo("4,4");
        assertThat(second.state().last()).contains(new Value.Whole(4));
    }

    @Test
    void towardsTheLeastValueTheStateHoldsTheLeast() {
        Cursor cursor = BY_U.with(Function.MIN);
        Feed first = Feed.of(cursor, CursorState.NONE, List.of(), rows(5, 7, 6));
        assertThat(first.state().last()).contains(new Value.Whole(5));
        assertThat(first.state().hashes()).hasSize(1);
        Feed second = Feed.of(cursor, first.state(), List.of(), rows(5, 4, 6, 3, 4));
        assertThat(values(second)).as("5 is known, 6 is over").isEqualTo("4,3,4");
        assertThat(second.state().last()).contains(new Value.Whole(3));
    }

    @Test
    void anEndAboveTheInitialValueIsNoneTowardsTheLeast() {
        assertThatThrownBy(() -> Feed.of(BY_U.with(range(2, 4)).with(Function.MIN), CursorState.NONE, List.of()))
                .isInstanceOf(ConfigurationFailure.class);
    }

    @Test
    void aKeyOfItsOwnTellsRecordsApart() {
        Cursor byRegion = BY_U.withPrimaryKey(Optional.of(List.of("region")));
        CursorState state =
                Feed.of(byRegion, CursorState.NONE, List.of("id"), row(1, "eu")).state();
        assertThat(Feed.of(byRegion, state, List.of("id"), row(2, "eu"), row(1, "us"))
                        .kept())
                .containsExactly(1L);
    }

    @Test
    void withAKeyOfNoColumnsNothingIsRecognised() {
        Cursor cursor = BY_U.withPrimaryKey(Optional.of(List.of()));
        Feed first = Feed.of(cursor, CursorState.NONE, List.of("id"), row(1, "eu"));
        assertThat(first.state().hashes()).isEmpty();
        assertThat(Feed.of(cursor, first.state(), List.of("id"), row(1, "eu")).kept())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        // order, bounds of the end, page size → kept, pages pulled
        "NONE, OPEN, 1, '1,2,2', 5",
        "ASC, OPEN, 1, '1,2', 3",
        "ASC, CLOSED, 1, '1,2,3', 4",
        "ASC, OPEN, 3, '1,2', 1",
        "ASC, OPEN, 5, '1,2,2', 1",
        "DESC, OPEN, 1, '1,2,2', 5"
    })
    void afterARecordBeyondTheEndNothingMoreIsPulled(
            RowOrder order, Cursor.Bound stop, int size, String kept, int pulled) {
        Cursor cursor = BY_U.with(range(1, 3)).with(CLOSED, stop).with(order);
        check(cursor, CursorState.NONE, size, List.of(1, 2, 3, 4, 2), kept, pulled);
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, CLOSED, 1, '7,6,5,6', 5",
        "DESC, CLOSED, 1, '7,6,5', 4",
        "DESC, OPEN, 1, '7,6', 3",
        "DESC, CLOSED, 5, '7,6,5,6', 1",
        "ASC, CLOSED, 1, '7,6,5,6', 5"
    })
    void afterARecordBeforeTheStartNothingMoreIsPulled(
            RowOrder order, Cursor.Bound start, int size, String kept, int pulled) {
        CursorState state = CursorPagesTest.state(new Value.Whole(5), Map.of());
        check(BY_U.with(start, OPEN).with(order), state, size, List.of(7, 6, 5, 4, 6), kept, pulled);
    }

    @Test
    void aKnownRecordAtTheStartIsNotTheEndOfThem() {
        Cursor cursor = BY_U.with(RowOrder.DESC);
        CursorState state =
                Feed.of(cursor, CursorState.NONE, List.of("id"), row(1, "eu")).state();
        List<JsonPage> pages = List.of(Feed.page(0, List.of(row(1, "eu"))), Feed.page(1, List.of(row(2, "eu"))));
        assertThat(Feed.of(cursor, state, List.of("id"), pages).kept()).containsExactly(1L);
    }

    @Test
    void whereGroupsComeWholeAllAreKeptAndTheCursorMoves() {
        CursorState state = CursorPagesTest.state(new Value.Whole(5), Map.of());
        Cursor cursor = BY_U.with(RowOrder.DESC).inWholeGroups();
        Feed feed = Feed.of(cursor, state, List.of(), rows(7, 5, 2, 6));
        assertThat(values(feed)).isEqualTo("7,5,2,6");
        assertThat(feed.state().last()).contains(new Value.Whole(7));
        assertThat(feed.state().hashes()).isEmpty();
    }

    private static void check(Cursor cursor, CursorState state, int size, List<Integer> rows, String kept, int pulled) {
        List<JsonPage> all = new ArrayList<>();
        for (int i = 0; i < rows.size(); i += size) {
            List<Integer> page = rows.subList(i, Math.min(rows.size(), i + size));
            all.add(Feed.page(i, List.of(rows(page.stream().mapToInt(u -> u).toArray()))));
        }
        int[] asked = {0};
        Pages inner = Feed.source(all);
        Pages counted = new Pages() {
            @Override
            public Optional<Page> next() {
                Optional<Page> page = inner.next();
                asked[0] += page.isPresent() ? 1 : 0;
                return page;
            }

            @Override
            public void close() {
                inner.close();
            }
        };
        List<String> found = new ArrayList<>();
        try (CursorPages pages = new CursorPages(counted, cursor, state, List.of(), Feed.HASH)) {
            for (Optional<Page> page = pages.next(); page.isPresent(); page = pages.next()) {
                Feed.records((JsonPage) page.get())
                        .forEach(record -> found.add(record.path("u").asText()));
            }
            assertThat(pages.state().last().isPresent()).isEqualTo(cursor.end().isEmpty());
        }
        assertThat(String.join(",", found)).isEqualTo(kept);
        assertThat(asked[0]).isEqualTo(pulled);
    }

    private static Cursor.Range range(int initial, int end) {
        return new Cursor.Range(Optional.of(new Value.Whole(initial)), Optional.of(new Value.Whole(end)));
    }

    private static String values(Feed feed) {
        List<String> values = new ArrayList<>();
        feed.pages()
                .forEach(page -> Feed.records(page)
                        .forEach(record -> values.add(record.path("u").asText())));
        return String.join(",", values);
    }

    private static String[] rows(int... values) {
        return Arrays.stream(values).mapToObj(u -> "{\"u\":" + u + "}").toArray(String[]::new);
    }

    private static String row(int id, String region) {
        return "{\"id\":" + id + ",\"region\":\"" + region + "\",\"u\":1}";
    }
}
