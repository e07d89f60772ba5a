package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.ColumnHint;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.MergeStrategy;
import io.wadi.model.SystemColumns;
import io.wadi.model.TerminalFailure;
import io.wadi.model.Writing;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Hints for columns of nested tables, timestamps without a zone, and tables without some system columns. */
class NestedHintsTest {
    private static final Hints WITHOUT_IDS = Hints.NONE.with(new SystemColumns(false, false, false));

    private static ColumnHint type(DataType type) {
        return new ColumnHint(Optional.of(type), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    @Test
    void columnsOfListsAreHintedByTheirPath() {
        Map<String, ColumnHint> hints = new LinkedHashMap<>();
        hints.put("orderLines[].unitPrice", type(DataType.DECIMAL));
        hints.put("orderLines[].taxes[].rate", type(DataType.TEXT));
        hints.put("ship.stops[].at", type(DataType.TEXT));
        Tables tables = Tables.of(
                Hints.NONE.withColumns(hints),
                "{\"unitPrice\":1,\"orderLines\":[{\"a\":1,\"unitPrice\":1.5,\"taxes\":[{\"rate\":2}]}],"
                        + "\"ship\":{\"stops\":[{\"at\":\"2024-01-01T00:00:00Z\"}]}}\n");

        assertThat(tables.columns("t")).startsWith("unit_price bigint", "_dlt_load_id text");
        assertThat(tables.columns("t__order_lines")).startsWith("unit_price decimal", "a bigint");
        assertThat(tables.data("t__order_lines__taxes")).containsExactly(Map.of("rate", "2"));
        assertThat(tables.data("t__ship__stops")).containsExactly(Map.of("at", "2024-01-01T00:00:00Z"));
    }

    @Test
    void timestampsWithoutAZoneKeepTheirMicroseconds() {
        ColumnHint naive = new ColumnHint(
                Optional.of(DataType.TIMESTAMP),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Set.of(),
                Optional.of(false));
        Tables tables = Tables.of(
                Hints.NONE.withColumns(Map.of("at", naive)),
                "{\"at\":\"1970-01-01T00:00:01Z\"}\n{\"at\":\"1970-01-01T01:00:01+01:00\"}\n");

        assertThat(tables.table("t").columns().get(0).zoned()).isFalse();
        assertThat(tables.values("t", "at")).containsExactly(1_000_000L, 1_000_000L);
    }

    @Test
    void rowsMayGoWithoutIdsAndLoadIds() {
        Tables tables = Tables.of(WITHOUT_IDS, "{\"a\":1}\n{\"a\":null}\n{}\n");

        assertThat(tables.columns("t")).containsExactly("a bigint");
        assertThat(tables.rows.get("t")).containsExactly(Map.of("a", 1L), Map.of(), Map.of());
    }

    @Test
    void butThenNothingCanBeNestedAndNoVersionsBeKept() {
        TerminalFailure nested =
                catchThrowableOfType(TerminalFailure.class, () -> Tables.of(WITHOUT_IDS, "{\"a\":1}\n{\"l\":[1]}\n"));
        ConfigurationFailure versions = catchThrowableOfType(
                ConfigurationFailure.class,
                () -> Tables.of(WITHOUT_IDS.with(Writing.merge(MergeStrategy.SCD2)), "{\"a\":1}\n"));

        assertThat(nested.explanation().fix().orElseThrow()).contains("addRowId", "maxNesting: 0");
        assertThat(nested.explanation().at()).contains("file.jsonl, line 2");
        assertThat(versions.explanation().what()).contains("addRowId");
    }

    @Test
    void aListInAListCostsALevelMore() {
        Tables tables =
                Tables.of(Tables.nesting(2), "{\"l\":[[1,[2]],{\"list\":[3]}],\"o\":{\"l\":[{\"z\":{\"y\":1}}]}}\n");

        assertThat(tables.data("t__l")).containsExactly(Map.of("list", "[1,[2]]"), Map.of("list", "[3]"));
        assertThat(tables.columns("t__o__l")).startsWith("z__y bigint");
    }
}
