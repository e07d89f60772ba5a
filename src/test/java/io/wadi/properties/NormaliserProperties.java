package io.wadi.properties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.wadi.model.Column;
import io.wadi.model.Hints;
import io.wadi.model.MergeStrategy;
import io.wadi.model.Table;
import io.wadi.model.Writing;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** An exception that is no {@code Failure} is nobody's answer: here it fails the property. */
class NormaliserProperties {
    private static final int UNLIMITED = 65_536;

    @Provide
    Arbitrary<List<String>> records() {
        return Records.upTo(12);
    }

    @Property(seed = "1", tries = 500)
    void anyRecordsAreNormalisedOrRefusedWhateverTheirPagesAndTheThreads(
            @ForAll("records") List<String> records,
            @ForAll @IntRange(min = 1, max = 5) int page,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        Normalisation expected = Normalisation.of(Normalisation.pages(records, 100), Hints.NONE, UNLIMITED, 1);

        assertThat(Normalisation.of(Normalisation.pages(records, page), Hints.NONE, UNLIMITED, threads))
                .isEqualTo(expected);
    }

    /** Records with a blank before each colon are read by the parser alone. */
    @Property(seed = "6", tries = 500)
    void whatIsReadStraightFromItsBytesIsWhatTheParserReads(@ForAll("records") List<String> records) {
        List<String> known = Stream.concat(records.stream(), records.stream()).toList();
        List<String> odd = known.stream().map(Records::blankBeforeColons).toList();

        assertThat(Normalisation.of(Normalisation.pages(known, 100), Hints.NONE, UNLIMITED, 1))
                .isEqualTo(Normalisation.of(Normalisation.pages(odd, 100), Hints.NONE, UNLIMITED, 1));
    }

    @Provide
    Arbitrary<List<String>> halfKeys() {
        return Records.halfUpTo(4);
    }

    @Property(seed = "5", tries = 100)
    void aKeyThatIsHalfASurrogatePairIsRefusedWhateverThePagesAndTheThreads(
            @ForAll("halfKeys") List<String> records,
            @ForAll @IntRange(min = 1, max = 5) int page,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        Normalisation made = Normalisation.of(Normalisation.pages(records, page), Hints.NONE, UNLIMITED, threads);

        assertThat(made.tables()).isEmpty();
        assertThat(made.said()).singleElement(STRING).contains("file.jsonl, line ");
    }

    @Provide
    Arbitrary<List<String>> deepRecords() {
        return Records.deepUpTo(3);
    }

    @Property(seed = "4", tries = 20)
    void deepRecordsAreTheSameOrRefusedToo(@ForAll("deepRecords") List<String> records) {
        Normalisation expected = Normalisation.of(Normalisation.pages(records, 100), Hints.NONE, UNLIMITED, 1);

        assertThat(Normalisation.of(Normalisation.pages(records, 1), Hints.NONE, UNLIMITED, 2))
                .isEqualTo(expected);
    }

    @Property(seed = "2", tries = 200)
    void keysAndNestingLimitsChangeNothingOfThat(
            @ForAll("records") List<String> records,
            @ForAll @IntRange(min = 1, max = 5) int page,
            @ForAll @IntRange(min = 0, max = 3) int nesting) {
        Hints hints = Hints.NONE
                .with(Writing.merge(MergeStrategy.DELETE_INSERT))
                .withKeys(List.of("id"), List.of())
                .withMaxNesting(OptionalInt.of(nesting));
        Normalisation expected = Normalisation.of(Normalisation.pages(records, 100), hints, UNLIMITED, 1);

        assertThat(Normalisation.of(Normalisation.pages(records, page), hints, UNLIMITED, 2))
                .isEqualTo(expected);
    }

    @Property(seed = "3", tries = 200)
    void tablesAndColumnsHaveNamesThatTheDestinationTakes(
            @ForAll("records") List<String> records, @ForAll @IntRange(min = 20, max = 63) int longest) {
        Normalisation made = Normalisation.of(Normalisation.pages(records, 100), Hints.NONE, longest, 1);

        assertThat(made.names())
                .allSatisfy(name -> assertThat(name)
                        .matches("[a-z_\\p{Nd}][a-z0-9_\\p{Nd}]*")
                        .satisfies(
                                n -> assertThat(n.codePointCount(0, n.length())).isLessThanOrEqualTo(longest)));
        assertThat(made.tables()).extracting(Table::name).doesNotHaveDuplicates();
        assertThat(made.tables())
                .allSatisfy(table -> assertThat(table.columns())
                        .extracting(Column::name)
                        .extracting(n -> n.toLowerCase(Locale.ROOT))
                        .doesNotHaveDuplicates());
    }
}
