package io.wadi.load.snowflake;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Leaving;
import io.wadi.load.Milestones.Point;
import io.wadi.load.Sweep;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.Refresh;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crashed loads leave is swept up, and never what one may need that is under way. */
class LeavingsTest {
    /** Nothing is old. */
    private static final Instant LONG_AGO = Instant.EPOCH;

    private static final Instant LATER = Instant.now().plus(Duration.ofDays(4));

    @TempDir
    private Path directory;

    private Account account;

    @BeforeEach
    void aLoad() {
        account = new Account(directory);
        account.destination().load(load("1.5", Head.NONE, numbers(1)), Deadline.none());
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void nothingIsLeftOfALoadThatCameToItsEnd() {
        assertThat(sweep(LATER, false)).isEmpty();
        assertThat(account.destination().sweep("shop", "unknown", new Sweep(LATER, false), Deadline.none()))
                .isEmpty();
    }

    @Test
    void filesOfALoadThatMayBeUnderWayStay() {
        crash(second(), Point.AFTER_SETUP);

        assertThat(sweep(LONG_AGO, false))
                .singleElement()
                .satisfies(left -> assertThat(left.goes()).isFalse())
                .satisfies(left -> assertThat(left.what()).isEqualTo("1 file of load 2.5"))
                .satisfies(left -> assertThat(left.at()).isEqualTo("@\"DATA\".\"_WADI_STAGE\"/shop/2.5/"))
                .satisfies(left -> assertThat(left.bytes()).isPositive())
                .satisfies(left -> assertThat(left.why()).isEqualTo("its load may be under way"));
        assertThat(account.server().stagedFiles()).hasSize(1);
    }

    @Test
    void oldOnesGoAndTheirLoadCanBeTriedAgainAllTheSame() {
        crash(second(), Point.AFTER_SETUP);

        assertThat(sweep(LATER, false))
                .singleElement()
                .satisfies(left -> assertThat(left.why()).isEqualTo("no load takes so long"));
        assertThat(account.server().stagedFiles()).isEmpty();
        assertThat(account.destination().load(second(), Deadline.none()).already())
                .isFalse();
        assertThat(account.rows("SELECT COUNT(*) FROM DATA.ITEMS")).containsExactly("3");
    }

    @Test
    void filesOfALoadThatWasOvertakenGoAtOnce() {
        crash(second(), Point.AFTER_SETUP);
        account.destination().load(load("3.5", new Head("1.5", 1), numbers(4)), Deadline.none());

        assertThat(sweep(LONG_AGO, true))
                .singleElement()
                .satisfies(left -> assertThat(left.goes()).isTrue());
        assertThat(account.server().stagedFiles()).as("only told").hasSize(1);
        assertThat(sweep(LONG_AGO, false))
                .singleElement()
                .satisfies(left -> assertThat(left.why()).startsWith("a later load came first"));
        assertThat(account.server().stagedFiles()).isEmpty();
    }

    @Test
    void filesOfALoadThatIsDoneGoAtOnce() {
        crash(second(), Point.AFTER_COMMIT);

        assertThat(sweep(LONG_AGO, false))
                .singleElement()
                .satisfies(left -> assertThat(left.why()).isEqualTo("its load is done"));
        assertThat(account.server().stagedFiles()).isEmpty();
    }

    /** Two names that are one as a folder: only one of them has come past the load. */
    @Test
    void ofPipelinesWhoseFoldersHaveOneNameEachIsAsked() {
        account.destination().load(load("a-b", "data", "1.5", Head.NONE, numbers(1)), Deadline.none());
        account.destination().load(load("a_b", "data", "9.5", Head.NONE, numbers(1)), Deadline.none());
        crash(load("a-b", "data", "2.5", new Head("1.5", 1), numbers(2)), Point.AFTER_SETUP);

        assertThat(sweep(LONG_AGO, false))
                .singleElement()
                .satisfies(left -> assertThat(left.goes()).isFalse());
    }

    @Test
    void aLoadInItsTransactionLosesNothing() {
        List<Leaving> found = new ArrayList<>();
        account.destination(point -> {
                    if (point == Point.BEFORE_ROWS) {
                        found.addAll(sweep(LONG_AGO, false));
                    }
                })
                .load(renewing(), Deadline.none());

        assertThat(found).hasSize(2).noneMatch(Leaving::goes);
        assertThat(account.rows("SELECT N FROM DATA.ITEMS ORDER BY N")).containsExactly("2", "3");
    }

    @Test
    void aTableOfALoadThatWasOvertakenGoes() {
        crash(renewing(), Point.AFTER_SETUP);
        assertThat(sweep(LONG_AGO, false)).hasSize(2).noneMatch(Leaving::goes);
        assertThat(beside()).hasSize(1);
        account.destination().load(load("3.5", new Head("1.5", 1), numbers(4)), Deadline.none());

        assertThat(sweep(LONG_AGO, true)).filteredOn(Leaving::goes).hasSize(2);
        assertThat(beside()).as("only told").hasSize(1);
        sweep(LONG_AGO, false);
        assertThat(beside()).isEmpty();
        assertThat(account.rows("SELECT N FROM DATA.ITEMS ORDER BY N")).containsExactly("1", "4");
    }

    @Test
    void anOldTableGoes() {
        crash(renewing(), Point.AFTER_SETUP);
        sweep(LATER, false);
        assertThat(beside()).isEmpty();
    }

    /** It alone has the rows. */
    @Test
    void aTableWhoseLoadIsDoneWaitsForTheNextLoad() {
        crash(renewing(), Point.AFTER_COMMIT);

        assertThat(sweep(LATER, false))
                .filteredOn(left -> left.what().startsWith("table"))
                .singleElement()
                .satisfies(left -> assertThat(left.goes()).isFalse())
                .satisfies(left -> assertThat(left.why()).contains("next load puts it into its place"));
        account.destination().load(load("3.5", new Head("2.5", 2), numbers(4)), Deadline.none());
        assertThat(account.rows("SELECT N FROM DATA.ITEMS ORDER BY N")).containsExactly("2", "3", "4");
        assertThat(sweep(LATER, false)).isEmpty();
    }

    private List<Leaving> sweep(Instant before, boolean dry) {
        return account.destination().sweep("shop", "data", new Sweep(before, dry), Deadline.none());
    }

    private List<String> beside() {
        return account.rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME LIKE '_WADI_NEXT_%'");
    }

    private static LoadPackage second() {
        return load("2.5", new Head("1.5", 1), numbers(2, 3));
    }

    private static LoadPackage renewing() {
        return Account.clearing(second(), Refresh.DROP_RESOURCES, "items");
    }

    private void crash(LoadPackage load, Point at) {
        assertThatThrownBy(() -> account.destination(point -> {
                            if (point == at) {
                                throw new TransientFailure(Explanation.of("crash"));
                            }
                        })
                        .load(load, Deadline.none()))
                .hasMessageContaining("crash");
    }
}
