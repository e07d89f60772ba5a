package io.wadi.load.s3;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Leaving;
import io.wadi.load.Milestones;
import io.wadi.load.Sweep;
import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.StalePackage;
import io.wadi.testing.S3Server.Stored;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A load that ends at each of its requests, whether S3 did what it was asked or not: nothing is lost, nothing doubled. */
@Tag("exhaustive")
class S3CrashTest {
    private static final Sizes SMALL = new Sizes(150_000_000, 40_000);

    @TempDir
    private Path home;

    private FileFormat format = FileFormat.PARQUET;

    private final Map<String, Stored> first = new TreeMap<>();

    private static LoadPackage second() {
        return load(
                "2.5",
                new Head("1.5", 1),
                Packages.append(
                        Packages.table("items", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 1, 10_000)),
                Packages.append(Packages.table("more", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 1, 10)));
    }

    @ParameterizedTest
    @EnumSource(FileFormat.class)
    void theSameLoadAgainComesToItsEnd(FileFormat of) {
        format = of;
        int points = 0;
        int requests = inAll();
        for (int at = 0; at < requests; at++) {
            for (boolean done : List.of(false, true)) {
                try (Lake lake = crashed(at, done)) {
                    boolean committed =
                            lake.destination(SMALL, Milestones.NONE).hasReceipt("shop", "data", "2.5", Deadline.none());
                    lake.run(second(), SMALL, Milestones.NONE);
                    whole(lake, committed ? "committed at " + at : "at " + at);
                    points++;
                }
            }
        }
        assertThat(points).isEqualTo(2 * requests).isGreaterThan(25);
    }

    /** Pipes may have read what there is: who changes the format in between changes that of the next load. */
    @Test
    void aLoadEndsInTheFormatInWhichItBegan() {
        FileFormat other = Stream.of(FileFormat.values())
                .filter(each -> each != format)
                .findFirst()
                .orElseThrow();
        int kept = 0;
        int requests = inAll();
        for (int at = 0; at < requests; at++) {
            try (Lake lake = crashed(at, true)) {
                boolean begun = lake.keys().stream().anyMatch(key -> key.contains("/items/") && key.contains("/2.5/"));
                lake.format = other;
                lake.run(second(), SMALL, Milestones.NONE);

                FileFormat expected = begun ? format : other;
                assertThat(lake.keys().stream().filter(key -> key.contains("/2.5/")))
                        .as("at %d", at)
                        .hasSize(3)
                        .allMatch(key -> key.endsWith(expected.suffix()));
                kept += begun ? 1 : 0;
            }
        }
        assertThat(kept).isBetween(5, requests - 1);
    }

    /** The machine with the package is gone: another extracts again, and is told so or goes on after what was committed. */
    @Test
    void anotherLoadAfterTheCrashLeavesNothingHalfDone() {
        int requests = inAll();
        for (int at = 0; at < requests; at++) {
            try (Lake lake = crashed(at, at % 2 == 0)) {
                String head = lake.destination(SMALL, Milestones.NONE)
                        .base("shop", "data", "source", Deadline.none())
                        .head()
                        .loadId();
                lake.run(load("3.5", new Head(head, head.equals("1.5") ? 1 : 2), numbers(7)));

                String loads = head.equals("1.5") ? "1.5,3.5" : "1.5,2.5,3.5";
                assertThat(String.join(",", lake.rows("_dlt_loads", "SELECT load_id FROM t ORDER BY 1")))
                        .as("at %d", at)
                        .isEqualTo(loads);
                assertThat(lake.server().uploads).as("at %d", at).isEmpty();
                assertThat(lake.keys()).as("at %d", at).noneMatch(key -> key.contains("/uploads/"));
                if (head.equals("1.5")) {
                    assertThatThrownBy(() -> lake.run(second(), SMALL, Milestones.NONE))
                            .isInstanceOf(StalePackage.class);
                } else {
                    assertThat(lake.run(second(), SMALL, Milestones.NONE).already())
                            .isTrue();
                }
            }
        }
    }

    /** Until then the load may be under way, or tried again. */
    @Test
    void uploadsOfALoadThatWasOvertakenAreSweptUp() {
        int swept = 0;
        for (int at = 0; at < inAll(); at++) {
            try (Lake lake = crashed(at, false)) {
                if (lake.server().uploads.isEmpty()) {
                    continue;
                }
                assertThat(sweep(lake, false)).hasSize(1).noneMatch(Leaving::goes);
                lake.server()
                        .objects
                        .put(
                                "raw/_wadi/data/shop/uploads/1.2",
                                lake.server().objects.get("raw/_wadi/data/shop/uploads/2.5"));
                assertThat(sweep(lake, true))
                        .filteredOn(Leaving::goes)
                        .singleElement()
                        .satisfies(left -> assertThat(left.what()).isEqualTo("half-done uploads of load 1.2"));
                assertThat(sweep(lake, false)).hasSize(2);
                assertThat(sweep(lake, false)).as("one went").hasSize(1);
                assertThat(lake.server().uploads)
                        .as("of the load that may be under way")
                        .isNotEmpty();
                swept++;
            }
        }
        assertThat(swept).isPositive();
    }

    private static List<Leaving> sweep(Lake lake, boolean dry) {
        return lake.destination(SMALL, Milestones.NONE)
                .sweep("shop", "data", new Sweep(Instant.MAX, dry), Deadline.none());
    }

    @Test
    void thatALoadWasCommittedIsCompletedByWhoeverAsks() {
        try (Lake lake = new Lake(home)) {
            lake.format = format;
            lake.run(load("1.5", Head.NONE, numbers(1)));
            String row = "raw/data/_dlt_loads/load_date=1970-01-01/1.5/part-0" + format.suffix();
            byte[] before = lake.server().objects.remove(row).bytes();

            assertThat(lake.destination(SMALL, Milestones.NONE).hasReceipt("shop", "data", "1.5", Deadline.none()))
                    .isTrue();
            assertThat(lake.server().objects.get(row).bytes()).isEqualTo(before);
        }
    }

    private Lake crashed(int at, boolean done) {
        Lake lake = afterFirst();
        lake.server().breakAt(at, done);
        try {
            lake.run(second(), SMALL, Milestones.NONE);
        } catch (Failure broken) {
            // As the process would see it, if it lived.
        }
        lake.server().heal();
        return lake;
    }

    private Lake afterFirst() {
        Lake lake = new Lake(home);
        lake.format = format;
        if (first.isEmpty()) {
            lake.run(load("1.5", Head.NONE, numbers(-1)));
            first.putAll(lake.server().objects);
        } else {
            lake.server().objects.putAll(first);
        }
        return lake;
    }

    private int inAll() {
        try (Lake lake = afterFirst()) {
            lake.server().heal();
            lake.run(second(), SMALL, Milestones.NONE);
            whole(lake, "without a crash");
            return lake.server().requests.size();
        }
    }

    private static void whole(Lake lake, String when) {
        assertThat(lake.rows("items", "SELECT count(*), count(DISTINCT n), sum(n) FROM t"))
                .as(when)
                .containsExactly("10001,10001,49994999");
        assertThat(lake.rows("more", "SELECT count(*), sum(n) FROM t")).as(when).containsExactly("10,45");
        assertThat(lake.rows("_dlt_loads", "SELECT load_id, _wadi_rows FROM t ORDER BY 1"))
                .as(when)
                .containsExactly("1.5,{\"items\":1}", "2.5,{\"items\":10000,\"more\":10}");
        assertThat(lake.server().uploads).as(when).isEmpty();
        assertThat(lake.keys()).as(when).noneMatch(key -> key.contains("/uploads/"));
    }
}
