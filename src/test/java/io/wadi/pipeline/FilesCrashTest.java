package io.wadi.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.load.Milestones.Point;
import io.wadi.testing.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The process dies while files are loaded or moved: the next run loses none and doubles none. */
class FilesCrashTest {
    @TempDir
    private Path home;

    static Stream<String> points() {
        return Stream.concat(
                Stream.of(Point.BEFORE_ROWS, Point.BEFORE_COMMIT, Point.AFTER_COMMIT)
                        .map(Point::name),
                Stream.of(CrashingFiles.BEFORE_MOVE, CrashingFiles.AFTER_MOVE));
    }

    private void arrives(String name, String text) throws IOException {
        Files.createDirectories(home.resolve("in"));
        Files.writeString(home.resolve("in").resolve(name), text);
    }

    private List<String> ids() throws Exception {
        return query("SELECT id FROM d.orders ORDER BY id");
    }

    private List<String> query(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + home.resolve("out.duckdb"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        }
    }

    @Test
    void whileTheClockJumpsBack() throws Exception {
        Instant now = Instant.parse("2026-03-04T05:06:07Z");
        List<Instant> clock = List.of(now, now.minus(Duration.ofDays(9_000)), Instant.EPOCH, now.plusSeconds(1));
        for (int i = 0; i < clock.size(); i++) {
            arrives(i + ".csv", "id\n" + i + "\n");
            CrashingFiles.run(home, "nowhere", InstantSource.fixed(clock.get(i)));
        }

        assertThat(ids()).containsExactly("0", "1", "2", "3");
        assertThat(query("SELECT load_id FROM d._dlt_loads ORDER BY load_id::DECIMAL(30, 6)"))
                .containsExactly("1772600767.0", "1772600767.000001", "1772600767.000002", "1772600768.0");
        assertThat(home.resolve("in")).isEmptyDirectory();
    }

    @ParameterizedTest
    @MethodSource("points")
    void atAnyPoint(String point) throws Exception {
        arrives("a.csv", "id\n1\n");
        arrives("b.csv", "id\n2\n");
        assertThat(ChildJvm.start(CrashingFiles.class, home.toString(), point).end())
                .isEqualTo(CrashingFiles.HALTED);

        CrashingFiles.run(home, "nowhere");
        arrives("c.csv", "id\n3\n");
        CrashingFiles.run(home, "nowhere");

        assertThat(ids()).containsExactly("1", "2", "3");
        assertThat(home.resolve("in")).isEmptyDirectory();
        try (Stream<Path> done = Files.list(home.resolve("done"))) {
            assertThat(done.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("a.csv", "b.csv", "c.csv");
        }
    }
}
