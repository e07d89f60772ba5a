package io.wadi.prove;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.prove.Sight.Rows;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Sight BEFORE = sight(1, 2, "ab", 2, "xy");
    private static final Sight AFTER = sight(2, 3, "abc", 2, "xz");
    private static final Sight END = sight(3, 4, "abcd", 2, "zz");
    private static final Story STORY = new Story(BEFORE, AFTER, END);

    private static Sight sight(long version, long added, String sum, long replaced, String other) {
        return new Sight(Map.of("d.added", new Rows(added, sum), "d.replaced", new Rows(replaced, other)), version);
    }

    private static Map<String, Set<Fault>> seen(Sight sight) {
        return new Judge(STORY).meanwhile(List.of(sight)).faults();
    }

    private static Map<String, Set<Fault>> ended(Sight sight) {
        return new Judge(STORY).ended(sight).faults();
    }

    @Test
    void allOfALoadOrNothingIsRight() {
        assertThat(new Judge(STORY)
                        .meanwhile(List.of(BEFORE, AFTER))
                        .completed(AFTER)
                        .ended(END)
                        .faults())
                .isEmpty();
    }

    @Test
    void aTableThatIsEmptyMeanwhileIsTold() {
        assertThat(seen(sight(1, 2, "ab", 0, ""))).isEqualTo(Map.of("d.replaced", Set.of(Fault.EMPTY)));
    }

    @Test
    void halfATableIsTold() {
        assertThat(seen(sight(1, 2, "ab", 1, "x"))).isEqualTo(Map.of("d.replaced", Set.of(Fault.PARTIAL)));
    }

    @Test
    void oneTableOfALoadWithoutTheOtherIsTold() {
        assertThat(seen(sight(1, 3, "abc", 2, "xy")))
                .isEqualTo(Map.of("d.added", Set.of(Fault.PARTIAL), "d.replaced", Set.of(Fault.PARTIAL)));
        assertThat(seen(sight(2, 3, "abc", 2, "xy"))).isEqualTo(Map.of("d.replaced", Set.of(Fault.AHEAD)));
    }

    @Test
    void rowsBeforeTheirCursorAreTold() {
        assertThat(seen(sight(1, 3, "abc", 2, "xz")))
                .isEqualTo(Map.of("d.added", Set.of(Fault.PARTIAL), "d.replaced", Set.of(Fault.PARTIAL)));
    }

    @Test
    void aCursorBeforeItsRowsIsTold() {
        assertThat(seen(sight(2, 2, "ab", 2, "xy")))
                .isEqualTo(Map.of("d.added", Set.of(Fault.AHEAD), "d.replaced", Set.of(Fault.AHEAD)));
    }

    @Test
    void whatIsMissingTwiceOrOtherInTheEndIsTold() {
        assertThat(ended(sight(3, 3, "abc", 2, "zz"))).isEqualTo(Map.of("d.added", Set.of(Fault.LOST)));
        assertThat(ended(sight(3, 5, "abcdd", 2, "zz"))).isEqualTo(Map.of("d.added", Set.of(Fault.DOUBLED)));
        assertThat(ended(sight(3, 4, "abce", 2, "zz"))).isEqualTo(Map.of("d.added", Set.of(Fault.LOST, Fault.DOUBLED)));
    }

    @Test
    void aFurtherLoadIsRightAndOneThatIsBookedTwiceIsNot() {
        Story story = new Story(Sight.NOTHING, Sight.NOTHING, Sight.NOTHING);
        assertThat(new Judge(story)
                        .ended(new Sight(Map.of("d._dlt_loads", new Rows(3, "")), 0))
                        .faults())
                .isEmpty();
        assertThat(new Judge(story)
                        .ended(new Sight(Map.of("d._dlt_loads", new Rows(3, "twice")), 0))
                        .faults())
                .isEqualTo(Map.of("d._dlt_loads", Set.of(Fault.DOUBLED)));
    }

    @Test
    void aSightIsALineOfText() {
        assertThat(Sight.parse(AFTER.text())).isEqualTo(AFTER);
        assertThat(Sight.parse(Sight.NOTHING.text())).isEqualTo(Sight.NOTHING);
    }
}
