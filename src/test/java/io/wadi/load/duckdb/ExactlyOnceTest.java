package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.Pause;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Loads that meet: the same package again, two from one base, several at once. */
class ExactlyOnceTest {
    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private Loaded run(LoadPackage load) {
        return new DuckDbDestination(file()).load(load, Deadline.none());
    }

    /** Loads, and does something else when the load comes to a point. */
    private Loaded run(LoadPackage load, Point at, Runnable meanwhile) {
        Milestones milestones = point -> {
            if (point == at) {
                meanwhile.run();
            }
        };
        return new DuckDbDestination(file(), milestones, Duration.ofSeconds(1), Pause.REAL).load(load, Deadline.none());
    }

    private List<String> items() {
        return Database.rows(file(), "SELECT n, _dlt_load_id FROM data.items ORDER BY n");
    }

    private List<String> loads() {
        return Database.rows(file(), "SELECT load_id FROM data._dlt_loads ORDER BY load_id");
    }

    @Test
    void loadingAPackageAgainDoesNothing() {
        LoadPackage load = load("1.5", Head.NONE, numbers(1, 2));
        run(load);

        Loaded again = run(load);

        assertThat(again.already()).isTrue();
        assertThat(again.rows()).containsEntry("items", 2L);
        assertThat(items()).containsExactly("1,1.5", "2,1.5");
        assertThat(loads()).containsExactly("1.5");
    }

    @Test
    void aPackageIsKnownAsLoadedEvenAfterLaterLoads() {
        LoadPackage first = load("1.5", Head.NONE, numbers(1));
        run(first);
        run(load("2.5", new Head("1.5", 1), numbers(2)));

        assertThat(run(first).already()).isTrue();
        assertThat(items()).containsExactly("1,1.5", "2,2.5");
    }

    @Test
    void anotherPackageUnderALoadedIdIsRefused() {
        LoadPackage first = load("1.5", Head.NONE, numbers(1));
        run(first);
        LoadPackage other = new LoadPackage(
                first.pipeline(),
                first.dataset(),
                first.loadId(),
                first.createdAt(),
                first.base(),
                first.schema(),
                first.stored(),
                first.state(),
                first.jobs(),
                "another hash",
                first.key());

        assertThatThrownBy(() -> run(other))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("another package");
    }

    @Test
    void theReceiptTellsWhatWasLoaded() {
        run(load("1.5", Head.NONE, numbers(1)));
        DuckDbDestination destination = new DuckDbDestination(file());

        assertThat(destination.hasReceipt("shop", "data", "1.5", Deadline.none()))
                .isTrue();
        assertThat(destination.hasReceipt("shop", "data", "2.5", Deadline.none()))
                .isFalse();
        assertThat(destination.hasReceipt("other", "data", "1.5", Deadline.none()))
                .isFalse();
        assertThat(destination.hasReceipt("shop", "other", "1.5", Deadline.none()))
                .isFalse();
    }

    @Test
    void ofTwoPackagesFromOneBaseTheSecondIsStale() {
        run(load("1.5", Head.NONE, numbers(1)));

        assertThatThrownBy(() -> run(load("2.5", Head.NONE, numbers(2))))
                .isInstanceOf(StalePackage.class)
                .hasMessageContaining("shop")
                .hasMessageContaining("nothing was loaded");
        assertThat(items()).containsExactly("1,1.5");
        assertThat(loads()).containsExactly("1.5");
    }

    @ParameterizedTest
    @EnumSource(
            value = Point.class,
            names = {"BEFORE_ROWS", "AFTER_ROWS", "BEFORE_COMMIT"})
    void aLoadThatBeginsWhileAnotherIsUnderWayIsStale(Point at) {
        run(
                load("1.5", Head.NONE, numbers(1), numbers(2)),
                at,
                () -> assertThatThrownBy(() -> run(load("2.5", Head.NONE, numbers(3))))
                        .isInstanceOf(StalePackage.class));

        assertThat(items()).containsExactly("1,1.5", "2,1.5");
        assertThat(loads()).containsExactly("1.5");
    }

    @Test
    void aLoadThatWasOvertakenAfterItsSetUpIsStale() {
        assertThatThrownBy(() -> run(
                        load("1.5", Head.NONE, numbers(1)),
                        Point.AFTER_SETUP,
                        () -> run(load("2.5", Head.NONE, numbers(2)))))
                .isInstanceOf(StalePackage.class);

        assertThat(items()).containsExactly("2,2.5");
    }

    @Test
    void pipelinesOfOneDatasetLoadAtTheSameTime() {
        run(load("1.5", Head.NONE, numbers(1)));

        run(
                load("2.5", new Head("1.5", 1), numbers(2)),
                Point.AFTER_ROWS,
                () -> run(load("other", "data", "3.5", Head.NONE, numbers(3))));

        assertThat(items()).containsExactly("1,1.5", "2,2.5", "3,3.5");
    }

    @Test
    void aTableThatAnotherPipelineJustChangedIsTriedAgainLater() {
        run(load("1.5", Head.NONE, numbers(1)));
        LoadPackage grows = load(
                "other",
                "data",
                "3.5",
                Head.NONE,
                Packages.append(Packages.table("items", Packages.NUMBER, Column.nullable("new", DataType.TEXT))));

        assertThatThrownBy(() -> run(load("2.5", new Head("1.5", 1), numbers(2)), Point.AFTER_ROWS, () -> run(grows)))
                .isInstanceOf(TransientFailure.class)
                .isNotInstanceOf(StalePackage.class);
        run(load("2.5", new Head("1.5", 1), numbers(2)));
        assertThat(items()).containsExactly("1,1.5", "2,2.5");
    }

    @Test
    void theBaseCanBeReadWhileThisProcessIsLoading() {
        run(load("1.5", Head.NONE, numbers(1)));

        run(
                load("2.5", new Head("1.5", 1), numbers(2)),
                Point.AFTER_ROWS,
                () -> assertThat(new DuckDbDestination(file())
                                .base("shop", "data", "source", Deadline.none())
                                .head()
                                .loadId())
                        .isEqualTo("1.5"));
    }

    /** All race from an empty file, so they also meet while the dataset is made. */
    @RepeatedTest(10)
    void ofManyAtOnceExactlyOneWins() throws Exception {
        int racers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(racers);
        try {
            CyclicBarrier start = new CyclicBarrier(racers);
            List<Callable<Loaded>> race = new ArrayList<>();
            for (int i = 0; i < racers; i++) {
                LoadPackage load = load(i + ".5", Head.NONE, numbers(i));
                race.add(() -> {
                    start.await();
                    return run(load);
                });
            }
            int won = 0;
            for (Future<Loaded> racer : threads.invokeAll(race)) {
                try {
                    racer.get();
                    won++;
                } catch (ExecutionException e) {
                    assertThat(e.getCause()).isInstanceOf(StalePackage.class);
                }
            }
            assertThat(won).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(loads()).hasSize(1);
        assertThat(items()).hasSize(1);
    }

    @Test
    void oneLoadAKey() {
        Packages.oneLoadAKey(new DuckDbDestination(file()));
    }
}
