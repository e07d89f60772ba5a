package io.wadi.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.CrashPoint;
import io.wadi.prove.Ground;
import io.wadi.prove.Matrix;
import io.wadi.testing.S3Server;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs are halted on the road to each destination: nothing is lost, doubled, seen half, or past its cursor. */
class ProveTest {
    /** One of each kind: before anything is kept, between kept and known, in the transaction, around its end. */
    private static final Set<CrashPoint> SOME = EnumSet.of(
            CrashPoint.PAGE_KEPT,
            CrashPoint.EXTRACTION_ENDED,
            CrashPoint.EXTRACTED,
            CrashPoint.PACKED,
            CrashPoint.FILE_UPLOADED,
            CrashPoint.TABLE_EMPTIED,
            CrashPoint.MERGE_CLEARED,
            CrashPoint.RECEIPT_WRITTEN,
            CrashPoint.COMMITTED,
            CrashPoint.LOADED,
            CrashPoint.SOURCE_FILE_GONE);

    /** {@code -Dwadi.prove.depth=USUAL} halts once at each point, in a fifth of the time. */
    private static final Campaign.Depth DEPTH =
            Campaign.Depth.valueOf(System.getProperty("wadi.prove.depth", Campaign.Depth.ALL.name()));

    private static final List<String> GROWING = List.of("append", "files");

    @TempDir
    Path root;

    private Matrix prove(
            String destination,
            List<String> resources,
            Map<String, String> environment,
            Campaign.Depth depth,
            Predicate<CrashPoint> points,
            Function<Path, Ground> grounds) {
        try (SamplePlot plot = new SamplePlot(root.resolve("project"), resources)) {
            Matrix matrix =
                    new Campaign(plot, root, environment, depth, points, System.out::println).run(destination, grounds);
            matrix.lines().forEach(System.out::println);
            System.out.println(ProveReport.summary(matrix));
            assertThat(matrix.wrongs()).isEmpty();
            assertThat(matrix.isClean()).isTrue();
            return matrix;
        }
    }

    private Matrix duckDb(Campaign.Depth depth, Predicate<CrashPoint> points) {
        return prove(
                "DuckDB", List.of(), Map.of(), depth, points, folder -> new DuckDbGround(folder.resolve("out.duckdb")));
    }

    private Matrix snowflake(Campaign.Depth depth, Predicate<CrashPoint> points) {
        Map<Path, SnowflakeGround> accounts = new ConcurrentHashMap<>();
        try {
            return prove(
                    "Snowflake",
                    List.of(),
                    Map.of("SNOWFLAKE_PASSWORD", "secret"),
                    depth,
                    points,
                    folder -> accounts.computeIfAbsent(folder, any -> SnowflakeGround.start()));
        } finally {
            accounts.values().forEach(account -> account.server().close());
        }
    }

    private Matrix s3(Campaign.Depth depth, Predicate<CrashPoint> points) {
        try (S3Server server = new S3Server("lake")) {
            return prove(
                    "S3",
                    GROWING,
                    Map.of("S3_ACCESS_KEY_ID", "AKIATEST", "S3_SECRET_ACCESS_KEY", "secret"),
                    depth,
                    points,
                    folder -> new S3Ground(server, String.valueOf(folder.getFileName()), folder.resolve("scratch")));
        }
    }

    @Test
    @Tag("exhaustive")
    void someRunsIntoDuckDb() {
        Matrix matrix = duckDb(Campaign.Depth.USUAL, SOME::contains);

        assertThat(matrix.reached()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(matrix.unreached()).containsExactlyInAnyOrder(CrashPoint.FILE_UPLOADED, CrashPoint.LOADS_TOLD);
        assertThat(matrix.looks()).isGreaterThan(100);
    }

    @Test
    @Tag("exhaustive")
    void someRunsIntoSnowflake() {
        assertThat(snowflake(Campaign.Depth.USUAL, EnumSet.of(CrashPoint.TABLE_EMPTIED, CrashPoint.COMMITTED)::contains)
                        .unreached())
                .containsExactly(CrashPoint.LOADS_TOLD);
    }

    @Test
    @Tag("exhaustive")
    void someRunsIntoS3() {
        assertThat(s3(Campaign.Depth.USUAL, EnumSet.of(CrashPoint.FILE_UPLOADED, CrashPoint.COMMITTED)::contains)
                        .reached())
                .hasSize(2);
    }

    @Test
    @Tag("chaos")
    void allRunsIntoDuckDb() {
        assertThat(duckDb(DEPTH, point -> true).reached()).hasSizeGreaterThan(40);
    }

    @Test
    @Tag("chaos")
    void allRunsIntoSnowflake() {
        assertThat(snowflake(DEPTH, point -> true).reached()).hasSizeGreaterThan(40);
    }

    @Test
    @Tag("chaos")
    void allRunsIntoS3() {
        assertThat(s3(DEPTH, point -> true).reached()).hasSizeGreaterThan(30);
    }

    @Test
    void passesAreSpread() {
        assertThat(Campaign.spread(1, 1)).containsExactly(1);
        assertThat(Campaign.spread(9, 1)).containsExactly(5);
        assertThat(Campaign.spread(9, 3)).containsExactly(1, 5, 9);
        assertThat(Campaign.spread(2, 12)).containsExactly(1, 2);
    }
}
