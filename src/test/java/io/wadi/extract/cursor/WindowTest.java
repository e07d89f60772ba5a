package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Cursor;
import io.wadi.model.Cursor.Duplicates;
import io.wadi.model.Cursor.Missing;
import io.wadi.model.CursorState;
import io.wadi.model.JsonPage;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a window, appending with a lag loads a late record once and no record twice. */
class WindowTest {
    private static final Cursor LAG_5 = window(5);

    @Test
    void aLateRecordIsLoadedOnceAndNoneTwice() {
        Feed first = Feed.of(LAG_5, CursorState.NONE, List.of("id"), row(1, 10), row(2, 20));
        Feed second = Feed.of(LAG_5, first.state(), List.of("id"), row(3, 16), row(4, 14), row(2, 20), row(5, 21));
        assertThat(second.kept()).containsExactly(0L, 3L);
        Feed third = Feed.of(LAG_5, second.state(), List.of("id"), row(3, 16), row(2, 20), row(5, 21), row(6, 17));
        assertThat(third.kept()).containsExactly(3L);
    }

    @Test
    void aRecordThatWasChangedWithinTheWindowIsLoadedAgain() {
        Feed first = Feed.of(LAG_5, CursorState.NONE, List.of("id"), row(1, 18), row(2, 20));
        Feed second = Feed.of(LAG_5, first.state(), List.of("id"), row(1, 19), row(2, 20));
        assertThat(second.kept()).containsExactly(0L);
        assertThat(Feed.of(LAG_5, second.state(), List.of("id"), row(1, 19), row(2, 20))
                        .kept())
                .isEmpty();
    }

    @Test
    void withoutAKeyTheWholeRecordCounts() {
        Feed first = Feed.of(LAG_5, CursorState.NONE, List.of(), row(1, 18), row(2, 20));
        assertThat(Feed.of(LAG_5, first.state(), List.of(), "{\"u\":18, \"id\":1}", row(9, 18), row(2, 20))
                        .kept())
                .containsExactly(1L);
    }

    @Test
    void whatFallsOutOfTheWindowIsForgotten() {
        Feed first = Feed.of(LAG_5, CursorState.NONE, List.of("id"), row(1, 10), row(2, 15), row(3, 16), row(4, 20));
        assertThat(first.state().hashes().values())
                .containsExactlyInAnyOrder(new Value.Whole(15), new Value.Whole(16), new Value.Whole(20));
        Feed second = Feed.of(LAG_5, first.state(), List.of("id"), row(5, 40));
        assertThat(second.state().hashes().values()).containsExactly(new Value.Whole(40));
    }

    @Test
    void withoutALagItIsTheBoundary() {
        Cursor plain = window(0);
        Feed first = Feed.of(plain, CursorState.NONE, List.of("id"), row(1, 1), row(2, 3));
        assertThat(Feed.of(plain, first.state(), List.of("id"), row(2, 3), row(3, 3), row(4, 2))
                        .kept())
                .containsExactly(1L);
    }

    /** A source whose records turn up late, in any order, several times a run, against the rule said in one sentence. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyRecordThatTurnsUpWithinTheLagIsLoadedExactlyOnce(long seed) {
        Random random = new Random(seed);
        CursorState state = CursorState.NONE;
        Map<Integer, Integer> loads = new HashMap<>();
        List<Integer> values = new ArrayList<>();
        Cursor cursor = window(10);
        for (int run = 0; run < 40; run++) {
            int newest = values.stream().mapToInt(v -> v).max().orElse(0);
            for (int i = random.nextInt(6); i > 0; i--) {
                values.add(Math.max(0, newest - 10 + random.nextInt(16)));
            }
            List<Integer> ids =
                    new ArrayList<>(IntStream.range(0, values.size()).boxed().toList());
            Collections.shuffle(ids, random);
            List<JsonPage> pages = new ArrayList<>();
            for (int at = 0; at < ids.size(); at += 7) {
                List<Integer> some = ids.subList(at, Math.min(ids.size(), at + 7));
                pages.add(Feed.page(
                        at, some.stream().map(id -> row(id, values.get(id))).toList()));
            }
            Feed feed = Feed.of(cursor, state, List.of(), pages);
            feed.kept().forEach(number -> loads.merge(ids.get(number.intValue()), 1, Integer::sum));
            state = feed.state();
        }
        assertThat(values).hasSizeGreaterThan(50);
        assertThat(loads.keySet()).hasSize(values.size());
        assertThat(loads.values()).containsOnly(1);
    }

    private static Cursor window(long lag) {
        return new Cursor("u", Optional.empty(), Optional.empty(), lag, Missing.RAISE, Duplicates.WINDOW);
    }

    private static String row(int id, int u) {
        return "{\"id\":" + id + ",\"u\":" + u + "}";
    }
}
