package io.wadi.load.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.Milestones.Point;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.testing.ChildJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies in the middle of a load: readers see all of it or nothing, and loading again completes it. */
@Tag("exhaustive")
class CrashTest {
    private static final String COUNTS = """
            SELECT (SELECT count(*) || ' ' || count(DISTINCT _dlt_load_id) FROM data.added),
                (SELECT count(*) || ' ' || min(_dlt_load_id) FROM data.replaced)""";

    @TempDir
    private Path directory;

    static Stream<String> points() {
        return Stream.concat(
                Stream.of(CrashingLoad.AMONG_ROWS), Stream.of(Point.values()).map(Point::name));
    }

    private Path file() {
        return directory.resolve("shop.duckdb");
    }

    private void crash(String at, String which) {
        assertThat(ChildJvm.start(CrashingLoad.class, file().toString(), at, which)
                        .end())
                .isEqualTo(CrashingLoad.HALTED);
    }

    private Base base() {
        return new DuckDbDestination(file()).base("shop", "data", "source", Deadline.none());
    }

    private boolean load(LoadPackage load) {
        return new DuckDbDestination(file()).load(load, Deadline.none()).already();
    }

    private List<String> counts() {
        return Database.rows(file(), COUNTS);
    }

    @ParameterizedTest
    @MethodSource("points")
    void duringTheFirstLoad(String at) {
        boolean committed = at.equals(Point.AFTER_COMMIT.name());
        crash(at, "first");

        assertThat(base().head()).isEqualTo(committed ? new Head("1.5", 1) : Head.NONE);
        assertThat(CrashingLoad.tables(file())).hasSize(committed ? 2 : 0);

        assertThat(load(CrashingLoad.first(""))).isEqualTo(committed);
        assertThat(counts()).containsExactly("50000 1,50000 1.5");
        assertThat(Database.rows(file(), "SELECT load_id FROM data._dlt_loads")).containsExactly("1.5");
    }

    @ParameterizedTest
    @MethodSource("points")
    void duringALaterLoad(String at) {
        boolean committed = at.equals(Point.AFTER_COMMIT.name());
        load(CrashingLoad.first(""));
        crash(at, "second");

        assertThat(base().head()).isEqualTo(committed ? new Head("2.5", 2) : new Head("1.5", 1));
        assertThat(counts()).containsExactly(committed ? "100000 2,300000 2.5" : "50000 1,50000 1.5");
        assertThat(CrashingLoad.tables(file())).hasSize(committed ? 3 : 2);

        assertThat(load(CrashingLoad.second(""))).isEqualTo(committed);
        assertThat(counts()).containsExactly("100000 2,300000 2.5");
        assertThat(Database.rows(file(), "SELECT load_id FROM data._dlt_loads ORDER BY 1"))
                .containsExactly("1.5", "2.5");
        assertThat(new DuckDbDestination(file()).hasReceipt("shop", "data", "2.5", Deadline.none()))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("points")
    void duringAMerge(String at) {
        boolean committed = at.equals(Point.AFTER_COMMIT.name());
        load(CrashingLoad.first(""));
        crash(at, "merge");

        assertThat(base().head()).isEqualTo(committed ? new Head("2.5", 2) : new Head("1.5", 1));
        assertThat(counts()).containsExactly(committed ? "100000 1,50000 1.5" : "50000 1,50000 1.5");

        assertThat(load(CrashingLoad.merge(""))).isEqualTo(committed);
        assertThat(Database.rows(
                        file(), "SELECT count(*), count(DISTINCT n), count(DISTINCT _dlt_load_id) FROM data.added"))
                .containsExactly("100000,100000,1");
        assertThat(Database.rows(file(), "SELECT load_id FROM data._dlt_loads ORDER BY 1"))
                .containsExactly("1.5", "2.5");
    }
}
