package io.wadi.normalise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.ColumnRole;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import io.wadi.testing.TypedPage;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Ids that tell rows or their versions apart, and the columns that scd2 adds (contract 2.2, 4.4, 4.5). The ids are dlt's. */
class RowVersionsTest {
    private static Hints merge(MergeStrategy strategy, String... key) {
        return Hints.NONE.with(Writing.merge(strategy)).withKeys(List.of(key), List.of());
    }

    private static List<Object> ids(Tables tables) {
        return tables.values("t", Column.ROW_ID);
    }

    private static Page json(String text) {
        return JsonPage.of(text.getBytes(StandardCharsets.UTF_8), 1, new Origin("f", "line", 1));
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "INSERT_ONLY", "CDC"})
    void theIdOfARowThatIsUpdatedIsItsKey(MergeStrategy strategy) {
        Tables tables = Tables.of(
                merge(strategy, "meta__id"),
                "{\"v\":1,\"meta\":{\"id\":1}}\n{\"meta\":{\"id\":2}}\n",
                "{\"meta\":{\"id\":1},\"l\":[5]}\n");

        assertThat(ids(tables)).containsExactly("k4BLWS5cIXrBww", "gijetQzGm/SPgw", "k4BLWS5cIXrBww");
        assertThat(tables.values("t__l", Column.ROOT_ID)).containsExactly("k4BLWS5cIXrBww");
    }

    /** dlt hashes values as they came, not as they are stored. */
    @Test
    void keysThatAreStoredAlikeStillDiffer() {
        Tables tables = Tables.of(merge(MergeStrategy.UPSERT, "id"), "{\"id\":1}\n", "{\"id\":\"1\"}\n{\"id\":1.0}\n");

        assertThat(tables.values("t", "id")).containsExactly(1L, 1L, 1L);
        assertThat(ids(tables)).doesNotHaveDuplicates();
    }

    @Test
    void textsInStructuresAndNumbersOfAKeyAreCanonical() {
        Hints hints = merge(MergeStrategy.UPSERT, "a", "B").withMaxNesting(OptionalInt.of(0));
        Tables tables = Tables.of(
                hints,
                "{\"a\":\"\\u00e9\",\"B\":{\"y\": 1.50, \"x\":[]}}\n",
                "{\"B\":{\"x\":[],\"y\":1.5},\"a\":\"é\"}\n{\"a\":\"e\",\"B\":{}}\n");

        assertThat(ids(tables).get(0))
                .isEqualTo(ids(tables).get(1))
                .isNotEqualTo(ids(tables).get(2));
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"ID\":[1]}", "7"})
    void aRecordWithoutItsKeyIsNamed(String broken) {
        TerminalFailure failure = catchThrowableOfType(
                TerminalFailure.class,
                () -> Tables.of(merge(MergeStrategy.UPSERT, "id"), "{\"id\":1}\n", "{\"id\":2}\n" + broken + "\n"));

        assertThat(failure).hasMessageContaining("the record has no id");
        assertThat(failure.explanation().at()).contains("file.jsonl, line 3");
    }

    @ParameterizedTest
    @EnumSource(names = {"UPSERT", "INSERT_ONLY", "CDC"})
    void withoutAPrimaryKeyNothingCanBeUpdated(MergeStrategy strategy) {
        ConfigurationFailure failure =
                catchThrowableOfType(ConfigurationFailure.class, () -> Tables.of(merge(strategy), "{\"id\":1}\n"));

        assertThat(failure).hasMessageStartingWith("merge strategy " + strategy.word() + " needs a primary key");
        assertThat(Tables.of(merge(strategy)).rows).isEmpty();
    }

    @Test
    void theKeyAndTheStrategyOfAnEarlierRunAreGoodEnough() {
        Tables first = Tables.of(merge(MergeStrategy.UPSERT, "id"), "{\"id\":1}\n");
        Tables second = Tables.of(
                Hints.NONE.with(Writing.MERGE),
                new Schema("s", List.of(first.table("t"))),
                1,
                List.of(json("{\"id\":1}")));

        assertThat(ids(second)).isEqualTo(ids(first));
    }

    @Test
    void aVersionIsTheRecordAsItCame() {
        Tables tables = Tables.of(
                merge(MergeStrategy.SCD2),
                "{\"id\":1,\"_dlt_note\":\"x\",\"v\":1}\n",
                "{\"v\": 1, \"id\": 1, \"_dlt_note\": \"y\"}\n{\"v\":2,\"id\":2}\n{\"id\":1,\"v\":2}\n");

        assertThat(ids(tables)).containsExactly("LUMPmT/OVz+TPg", "LUMPmT/OVz+TPg", "032GCHPHhsyaDw", "ly6fa01bkKncuw");
    }

    @Test
    void listsAndCollisionsAndNewKeysAreInTheVersionToo() {
        Tables tables = Tables.of(
                merge(MergeStrategy.SCD2),
                "{\"a\":1,\"l\":[1]}\n{\"a\":1,\"l\":[2]}\n{\"a\":1,\"A\":1}\n{\"a\":2,\"A\":1}\n",
                "[{\"a\":1},{\"a\":1,\"b\":[]}]\n{\"a\":1,\"b\":null}\n7\n");

        assertThat(ids(tables)).hasSize(8).doesNotHaveDuplicates();
        assertThat(tables.columns("t__l")).noneMatch(c -> c.startsWith(Column.ROOT_ID));
    }

    @Test
    void pagesOfTypedColumnsAreVersionsInTheFormThatDltSpools() {
        Page page = TypedPage.at(1)
                .with("id", DataType.BIGINT, 1, 1)
                .with("v", DataType.BIGINT, 1, 2)
                .page();

        assertThat(ids(Tables.of(merge(MergeStrategy.SCD2), Schema.empty("s"), 1, List.of(page))))
                .containsExactly("LUMPmT/OVz+TPg", "ly6fa01bkKncuw");
    }

    @Test
    void soAreTheirKeys() {
        Page page = TypedPage.at(1)
                .with(
                        new Column("meta__id", DataType.BIGINT, false, OptionalInt.empty(), OptionalInt.empty(), true),
                        1,
                        2)
                .page();

        assertThat(ids(Tables.of(merge(MergeStrategy.UPSERT), Schema.empty("s"), 1, List.of(page))))
                .containsExactly("k4BLWS5cIXrBww", "gijetQzGm/SPgw");
    }

    @Test
    void aKeyThatAWallClockShowsHasNoOffset() {
        Column clock =
                new Column("k", DataType.TIMESTAMP, false, OptionalInt.empty(), OptionalInt.empty(), Set.of(), false);
        Page page = TypedPage.at(1)
                .with(clock, 1_704_067_200_000_000L, 1_704_067_200_123_456L)
                .page();

        assertThat(ids(Tables.of(merge(MergeStrategy.UPSERT, "k"), Schema.empty("s"), 1, List.of(page))))
                .containsExactly("ApnJPOTh11nmdQ", "mjKxhKmIwuMBlA");
    }

    /** As dlt's schema has it: also of the row id it says that it tells versions apart. */
    @Test
    void aTableThatDltMadeGoesOnWithTheSameVersions() {
        Tables first = Tables.of(merge(MergeStrategy.SCD2), "{\"id\":2,\"city\":\"Lyon\"}\n");
        List<Column> columns = first.table("t").columns().stream()
                .map(c -> c.name().equals(Column.ROW_ID) ? c.with(Set.of(ColumnRole.ROW_VERSION)) : c)
                .toList();
        Tables second = Tables.of(
                merge(MergeStrategy.SCD2),
                new Schema("s", List.of(new Table("t", Optional.empty(), "t", WriteDisposition.MERGE, columns, true))),
                1,
                List.of(json("{\"id\":2,\"city\":\"Lyon\"}")));

        assertThat(ids(second)).containsExactly("ZTzgt0yA1Hwwiw").isEqualTo(ids(first));
    }

    @Test
    void validityComesAfterWhatIsHintedAndBeforeWhatDataBrings() {
        ColumnHint typed = new ColumnHint(
                Optional.of(DataType.BIGINT), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
        Tables tables =
                Tables.of(merge(MergeStrategy.SCD2, "a").withColumns(Map.of("b", typed)), "{\"a\":1,\"b\":2}\n");

        assertThat(tables.columns("t"))
                .startsWith("b bigint", "_dlt_valid_from timestamp", "_dlt_valid_to timestamp", "a bigint");
        assertThat(tables.table("t").columns().get(1).roles()).containsExactly(ColumnRole.VALID_FROM);
        assertThat(tables.table("t").columns().get(2).roles()).containsExactly(ColumnRole.VALID_TO);
    }

    @Test
    void theTableKeepsTheValidityColumnsThatItHas() {
        Map<String, ColumnHint> named = new LinkedHashMap<>();
        ColumnHint timestamp = new ColumnHint(
                Optional.of(DataType.TIMESTAMP), Optional.of(true), OptionalInt.empty(), OptionalInt.empty());
        named.put("validFrom", timestamp.with(Set.of(ColumnRole.VALID_FROM)));
        named.put("validTo", timestamp.with(Set.of(ColumnRole.VALID_TO)));
        Tables first = Tables.of(merge(MergeStrategy.SCD2).withColumns(named), "{\"a\":1}\n");
        Tables second = Tables.of(
                merge(MergeStrategy.SCD2), new Schema("s", List.of(first.table("t"))), 1, List.of(json("{\"a\":2}")));

        assertThat(first.columns("t")).startsWith("valid_from timestamp", "valid_to timestamp", "a bigint");
        assertThat(second.table("t").columns()).isEqualTo(first.table("t").columns());
    }

    @Test
    void aVersionColumnOfTheSourceMakesIdsRandom() {
        Hints hints = merge(MergeStrategy.SCD2)
                .withColumns(Map.of("rv", ColumnHint.NONE.with(Set.of(ColumnRole.ROW_VERSION))));
        Tables tables = Tables.of(hints, "{\"rv\":\"a\"}\n{\"rv\":\"a\"}\n");

        assertThat(ids(tables)).doesNotHaveDuplicates();
        assertThat(tables.table("t").columns().get(2)).matches(c -> c.name().equals("rv") && !c.nullable());
    }
}
