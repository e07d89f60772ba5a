package io.wadi.normalise;

import static io.wadi.testing.TypedPage.wide;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.ColumnHint;
import io.wadi.model.DataType;
import io.wadi.model.Hints;
import io.wadi.model.Schema;
import io.wadi.testing.TypedPage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A column that was made before its source changed takes what fits it by dlt's rules, and says what that costs. */
class NarrowingsTest {
    private static final long NOON = 12L * 3_600 * 1_000_000;

    static Stream<Arguments> losses() {
        return Stream.of(
                Arguments.of(wide("a", DataType.DECIMAL, 10, 2), "1.50", wide("a", DataType.DECIMAL, 10, 4), "1.2345"),
                Arguments.of(wide("a", DataType.DECIMAL, 10, 2), "1.50", of(DataType.DOUBLE), 1.2345),
                Arguments.of(of(DataType.DOUBLE), 1.5, wide("a", DataType.DECIMAL, 20, 18), "0.123456789012345678"),
                Arguments.of(of(DataType.DOUBLE), 1.5, of(DataType.BIGINT), 9_007_199_254_740_993L),
                Arguments.of(of(DataType.DATE), 1, of(DataType.TIMESTAMP), NOON),
                Arguments.of(of(DataType.DATE), 1, of(DataType.TEXT), "2024-01-01T10:00:00Z"),
                Arguments.of(of(DataType.BOOL), 1, of(DataType.BIGINT), 2),
                Arguments.of(of(DataType.BIGINT), 1, of(DataType.TEXT), "007"));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void isToldWithItsColumnAndHowOften(Column before, Object first, Column since, Object given) {
        Tables tables = tables(
                Hints.NONE, TypedPage.at(1).with(before, first), TypedPage.at(2).with(since, given, null, given));

        assertThat(tables.columns("t")).hasSize(3);
        assertThat(tables.warnings())
                .singleElement()
                .asString()
                .startsWith("column a has 2 values that column t.a, "
                        + before.type().word())
                .contains("does not hold whole", "--refresh drop_resources");
    }

    static Stream<Arguments> exact() {
        return Stream.of(
                Arguments.of(wide("a", DataType.DECIMAL, 10, 2), "1.50", wide("a", DataType.DECIMAL, 10, 4), "1.2500"),
                Arguments.of(wide("a", DataType.DECIMAL, 10, 2), "1.50", of(DataType.DOUBLE), 1.1),
                Arguments.of(of(DataType.DOUBLE), 1.5, wide("a", DataType.DECIMAL, 4, 2), "1.10"),
                Arguments.of(of(DataType.DOUBLE), 1.5, of(DataType.DOUBLE), Double.NaN),
                Arguments.of(of(DataType.DATE), 1, of(DataType.TIMESTAMP), 2 * NOON),
                Arguments.of(of(DataType.BOOL), 1, of(DataType.BIGINT), 0),
                Arguments.of(of(DataType.BIGINT), 1, of(DataType.TEXT), "0"),
                Arguments.of(of(DataType.TEXT), "x", of(DataType.DOUBLE), 0.1));
    }

    @ParameterizedTest
    @MethodSource("exact")
    void isNotToldWhereNothingIsLost(Column before, Object first, Column since, Object given) {
        assertThat(tables(
                                Hints.NONE,
                                TypedPage.at(1).with(before, first),
                                TypedPage.at(2).with(since, given))
                        .warnings())
                .isEmpty();
    }

    @Test
    void norOfATypeThatSomebodyAskedFor() {
        Hints hints = Hints.NONE.withColumns(Map.of(
                "a",
                new ColumnHint(
                        Optional.of(DataType.DOUBLE), Optional.empty(), OptionalInt.empty(), OptionalInt.empty())));

        assertThat(tables(hints, TypedPage.at(1).with(of(DataType.BIGINT), 9_007_199_254_740_993L))
                        .warnings())
                .isEmpty();
    }

    /** As of a database, whose columns are hints of a resource. */
    @Test
    void aHintThatCameAfterTheColumnDoesNotHideIt() {
        Hints hints = Hints.NONE.withColumns(Map.of(
                "a",
                new ColumnHint(
                        Optional.of(DataType.DECIMAL), Optional.empty(), OptionalInt.of(10), OptionalInt.of(4))));
        Schema before = Tables.of(
                        Hints.NONE,
                        Schema.empty("s"),
                        1,
                        List.of(TypedPage.at(1)
                                .with(wide("a", DataType.DECIMAL, 10, 2), "1.50")
                                .page()))
                .schema();
        Tables since = Tables.of(
                hints,
                before,
                1,
                List.of(TypedPage.at(2)
                        .with(wide("a", DataType.DECIMAL, 10, 4), "1.2345")
                        .page()));

        assertThat(since.warnings()).singleElement().asString().contains("t.a, decimal(10,2) since it was made");
    }

    @Test
    void aVariantIsAsWideAsTheSourcesColumn() {
        Tables tables = tables(
                Hints.NONE,
                TypedPage.at(1).with("a", DataType.BIGINT, 1),
                TypedPage.at(2).with(wide("a", DataType.DECIMAL, 38, 18), "0.123456789012345678"));

        assertThat(tables.values("t", "a__v_decimal")).containsExactly("0.123456789012345678");
        assertThat(tables.table("t").columns()).contains(wide("a__v_decimal", DataType.DECIMAL, 38, 18));
        assertThat(tables.warnings()).isEmpty();
    }

    private static Column of(DataType type) {
        return Column.nullable("a", type);
    }

    private static Tables tables(Hints hints, TypedPage... pages) {
        return Tables.of(
                hints,
                Schema.empty("s"),
                1,
                Stream.of(pages).map(TypedPage::page).toList());
    }
}
