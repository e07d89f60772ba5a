package io.wadi.extract.cursor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.Cursor;
import io.wadi.model.Cursor.Duplicates;
import io.wadi.model.Cursor.Missing;
import io.wadi.model.CursorState;
import io.wadi.model.DataType;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import io.wadi.normalise.CanonicalJson;
import io.wadi.normalise.RowIds;
import io.wadi.testing.TypedPage;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Cursors over typed columns (contract section 6). */
class ColumnCursorTest {
    /** What came through: the numbers of the rows, which are also their ids, and the state. */
    private record Run(List<Long> kept, CursorState state) {}

    static List<Arguments> types() {
        return List.of(
                Arguments.of(DataType.BIGINT, new Object[] {1, 3, 2, null}, new Value.Whole(3)),
                Arguments.of(DataType.TIMESTAMP, new Object[] {1, 3, 2, null}, new Value.Timestamp(3)),
                Arguments.of(DataType.DATE, new Object[] {1, 3, 2, null}, new Value.Date(3)),
                Arguments.of(
                        DataType.DECIMAL,
                        new Object[] {"9.5", "10.25", "2", null},
                        new Value.Decimal(new BigDecimal("10.25"))),
                Arguments.of(DataType.TEXT, new Object[] {"a", "b", "B", null}, new Value.Text("b")),
                Arguments.of(DataType.DOUBLE, new Object[] {1.0, 3.5, 2.0, null}, new Value.Real(3.5)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void theHighestValueIsTheLastAndItsRowIsKnownTheNextTime(DataType type, Object[] values, Value last) {
        Cursor cursor = cursor(Missing.INCLUDE, Optional.empty(), Duplicates.BOUNDARY);
        ColumnPage page = page(1, type, values);

        Run first = run(cursor, CursorState.NONE, page);
        assertThat(first.kept()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(first.state().last()).contains(last);
        assertThat(first.state().hashes()).hasSize(1);

        assertThat(run(cursor, first.state(), page).kept())
                .as("only what has no value")
                .containsExactly(4L);
    }

    @Test
    void rowsAreHashedAsDltHashesThem() {
        Cursor cursor = cursor(Missing.RAISE, Optional.empty(), Duplicates.BOUNDARY);
        ColumnPage page = TypedPage.at(1)
                .with("u", DataType.TIMESTAMP, 1_500_000)
                .with("B", DataType.DECIMAL, "1.50")
                .with("a", DataType.TEXT, "x\"y")
                .with("n", DataType.DATE, (Object) null)
                .page();

        assertThat(run(cursor, CursorState.NONE, page).state().hashes())
                .containsOnlyKeys(dedup("{\"B\":\"1.50\",\"a\":\"x\\\"y\",\"n\":null,\"u\":1500000}"));
        assertThat(run(cursor, CursorState.NONE, List.of("a"), page).state().hashes())
                .containsOnlyKeys(dedup("\"x\\\"y\""));
        assertThat(run(cursor, CursorState.NONE, List.of("B", "u"), page)
                        .state()
                        .hashes())
                .containsOnlyKeys(dedup("[\"1.50\",1500000]"));
    }

    @Test
    void theKeyThatTheSourceDeclaresTellsRowsApart() {
        Column key = new Column("id", DataType.BIGINT, false, OptionalInt.empty(), OptionalInt.empty(), true);
        Cursor cursor = cursor(Missing.RAISE, Optional.empty(), Duplicates.BOUNDARY);
        Run first = run(
                cursor,
                CursorState.NONE,
                TypedPage.at(1).with(key, 1).with("u", DataType.BIGINT, 7).page());

        assertThat(first.state().hashes()).containsOnlyKeys(dedup("1"));
    }

    @Test
    void rowsBelowTheStartAreLeftAndTheOthersKeepTheirPlace() {
        CursorState state =
                new CursorState(Optional.empty(), Optional.of(new Value.Timestamp(10)), Optional.empty(), Map.of());
        Cursor cursor = cursor(Missing.RAISE, Optional.empty(), Duplicates.BOUNDARY);

        Run run = run(cursor, state, page(1, DataType.TIMESTAMP, 9, 10, 11), page(4, DataType.TIMESTAMP, 12, 3, 10));

        assertThat(run.kept()).containsExactly(2L, 3L, 4L, 6L);
        assertThat(run.state().last()).contains(new Value.Timestamp(12));
    }

    @Test
    void settingsAreReadAsInstantsAndDaysWhereTheColumnHasThem() {
        Optional<Value> initial = Optional.of(new Value.Text("1970-01-03"));
        Cursor cursor = cursor(Missing.RAISE, initial, Duplicates.BOUNDARY);

        assertThat(run(cursor, CursorState.NONE, page(1, DataType.DATE, 1, 2, 3))
                        .kept())
                .containsExactly(2L, 3L);
        assertThat(run(cursor, CursorState.NONE, page(1, DataType.TIMESTAMP, 172_800_000_000L, 1, 2))
                        .kept())
                .containsExactly(1L);
    }

    @Test
    void aWindowRemembersTheRowsOfTheLag() {
        Cursor cursor = new Cursor("u", Optional.empty(), Optional.empty(), 2, Missing.RAISE, Duplicates.WINDOW);
        Run first = run(cursor, CursorState.NONE, page(1, DataType.BIGINT, 1, 5, 6, 7));

        assertThat(first.state().hashes()).hasSize(3);
        assertThat(run(cursor, first.state(), page(2, DataType.BIGINT, 5, 6, 7, 6))
                        .kept())
                .as("row 5 is new within the window")
                .containsExactly(5L);
    }

    @Test
    void aNullAndAMissingColumnAreDifferentErrorsThatNameTheRow() {
        Cursor cursor = cursor(Missing.RAISE, Optional.empty(), Duplicates.BOUNDARY);
        CursorFailure isNull = catchThrowableOfType(
                CursorFailure.class, () -> run(cursor, CursorState.NONE, page(1, DataType.BIGINT, 1, null)));
        assertThat(isNull.kind()).isEqualTo(CursorFailure.Kind.CURSOR_NULL);
        assertThat(isNull.explanation().at()).contains("table t, row 2");

        ColumnPage without = TypedPage.at(1).with("v", DataType.BIGINT, 1).page();
        CursorFailure missing = catchThrowableOfType(CursorFailure.class, () -> run(cursor, CursorState.NONE, without));
        assertThat(missing.kind()).isEqualTo(CursorFailure.Kind.CURSOR_MISSING);

        Cursor exclude = cursor(Missing.EXCLUDE, Optional.empty(), Duplicates.BOUNDARY);
        assertThat(run(exclude, CursorState.NONE, page(1, DataType.BIGINT, null, 1))
                        .kept())
                .containsExactly(2L);
    }

    @Test
    void aMissingKeyIsNamed() {
        Cursor cursor = cursor(Missing.RAISE, Optional.empty(), Duplicates.BOUNDARY);
        CursorFailure failure = catchThrowableOfType(
                CursorFailure.class, () -> run(cursor, CursorState.NONE, List.of("nope"), page(1, DataType.BIGINT, 1)));

        assertThat(failure.kind()).isEqualTo(CursorFailure.Kind.PRIMARY_KEY_MISSING);
        assertThat(failure).hasMessageContaining("nope");
    }

    @ParameterizedTest
    @MethodSource("unordered")
    void whatHasNoOrderIsRefusedAtTheFirstRow(DataType type, Object value) {
        Cursor cursor = cursor(Missing.RAISE, Optional.empty(), Duplicates.BOUNDARY);
        CursorFailure failure =
                catchThrowableOfType(CursorFailure.class, () -> run(cursor, CursorState.NONE, page(1, type, value)));

        assertThat(failure.kind()).isEqualTo(CursorFailure.Kind.TYPE_MISMATCH);
    }

    static List<Arguments> unordered() {
        return List.of(
                Arguments.of(DataType.TIME, 1),
                Arguments.of(DataType.BINARY, "x"),
                Arguments.of(DataType.BOOL, 1),
                Arguments.of(DataType.JSON, "{}"));
    }

    private static Cursor cursor(Missing missing, Optional<Value> initial, Duplicates duplicates) {
        return new Cursor("u", initial, Optional.empty(), 0, missing, duplicates);
    }

    private static ColumnPage page(long first, DataType type, Object... values) {
        Object[] ids = new Object[values.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = first + i;
        }
        return TypedPage.at(first)
                .with("id", DataType.BIGINT, ids)
                .with("u", type, values)
                .page();
    }

    private static Run run(Cursor cursor, CursorState state, ColumnPage... pages) {
        return run(cursor, state, List.of(), pages);
    }

    /** Each row kept must be the one that its origin names. */
    private static Run run(Cursor cursor, CursorState state, List<String> key, ColumnPage... pages) {
        Deque<Page> rest = new ArrayDeque<>(List.of(pages));
        Pages source = new Pages() {
            @Override
            public Optional<Page> next() {
                return Optional.ofNullable(rest.poll());
            }

            @Override
            public void close() {
                rest.clear();
            }
        };
        List<Long> kept = new ArrayList<>();
        try (CursorPages filtered = new CursorPages(source, cursor, state, key, Feed.HASH)) {
            for (Optional<Page> page = filtered.next(); page.isPresent(); page = filtered.next()) {
                ColumnPage columns = (ColumnPage) page.get();
                for (int row = 0; row < columns.records(); row++) {
                    kept.add(columns.origin().first() + row);
                    if (columns.find("id") >= 0) {
                        assertThat(columns.value(columns.find("id"), row))
                                .contains(new Value.Whole(columns.origin().first() + row));
                    }
                }
            }
            return new Run(kept, filtered.state());
        }
    }

    private static String dedup(String canonical) {
        byte[] json = canonical.getBytes(StandardCharsets.UTF_8);
        return new RowIds().dedup(CanonicalJson.sorted(json, 0, json.length));
    }
}
