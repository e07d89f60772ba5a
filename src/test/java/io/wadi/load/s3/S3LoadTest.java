package io.wadi.load.s3;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.testing.NotWithPeers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads into a bucket: what lies where, and loads that meet. */
@Tag("peers")
class S3LoadTest {
    /** S3 takes no smaller part of an upload, but for the last. */
    private static final int LEAST_STEP = 5 << 20;

    @TempDir
    private Path home;

    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(home);
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private Base base() {
        return lake.destination(Sizes.DEFAULT, Milestones.NONE).base("shop", "data", "source", Deadline.none());
    }

    private static LoadPackage large() {
        return load(
                "1.5",
                Head.NONE,
                Packages.append(
                        Packages.table("items", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 100, 20_000)));
    }

    private List<String> items() {
        return lake.rows("items", "SELECT n, _dlt_load_id FROM t ORDER BY n");
    }

    @Test
    void filesLieByTableDayAndLoad() {
        assertThat(base()).isEqualTo(Base.NONE);
        Loaded loaded = lake.run(load("1767323045.5", Head.NONE, numbers(1, 2)));

        assertThat(lake.keys())
                .containsExactly(
                        "raw/_wadi/data/shop/heads/999999999998.json",
                        "raw/_wadi/data/shop/written-once",
                        "raw/data/_dlt_loads/load_date=2026-01-02/1767323045.5/part-0.parquet",
                        "raw/data/items/load_date=2026-01-02/1767323045.5/part-0.parquet");
        assertThat(items()).containsExactly("1,1767323045.5", "2,1767323045.5");
        assertThat(lake.rows(
                        "_dlt_loads",
                        "SELECT load_id, schema_name, status, inserted_at AT TIME ZONE 'UTC', schema_version_hash,"
                                + " _wadi_rows FROM t"))
                .containsExactly("1767323045.5,source,0,2026-01-02 03:04:05.678901,schema-hash,{\"items\":2}");
        assertThat(loaded.newTables()).containsExactly("items");
        assertThat(base().head()).isEqualTo(new Head("1767323045.5", 1));
        assertThat(base().state()).contains("state of 1767323045.5");
        assertThat(base().schema()).contains("{\"schema\":1}");
        assertThat(base().schemaVersion()).isEqualTo(2);
        assertThat(home.resolve("upload")).isEmptyDirectory();
    }

    @Test
    void loadingAPackageAgainDoesNothingEvenAfterLaterLoads() {
        LoadPackage first = load("1.5", Head.NONE, numbers(1));
        lake.run(first);
        lake.run(load("2.5", new Head("1.5", 1), numbers(2)));
        List<String> before = lake.keys();

        assertThat(lake.run(first).already()).isTrue();
        assertThat(lake.keys()).isEqualTo(before);
        assertThat(items()).containsExactly("1,1.5", "2,2.5");
    }

    @Test
    void aReceiptIsFoundHoweverManyLoadsCameAfter() {
        try (Bucket bucket = new Bucket(lake.place(), Deadline.none())) {
            Heads heads = new Heads(bucket, Keys.of(lake.place(), "data", "shop"));
            for (int i = 1; i <= HeadManifest.RECEIPTS * 2 + 5; i++) {
                HeadManifest newest = heads.newest();
                LoadPackage load = load("shop", "data", i + ".5", newest.head());
                heads.commit(newest.after(load, FileFormat.PARQUET), load);
            }
        }
        S3Destination destination = lake.destination(Sizes.DEFAULT, Milestones.NONE);
        assertThat(destination.hasReceipt("shop", "data", "1.5", Deadline.none()))
                .isTrue();
        assertThat(destination.hasReceipt("shop", "data", "0.5", Deadline.none()))
                .isFalse();
        assertThat(destination.hasReceipt("other", "data", "1.5", Deadline.none()))
                .isFalse();
        assertThat(destination.loads("shop", "data", "source", 205, Deadline.none()))
                .hasSize(205)
                .first()
                .satisfies(load -> assertThat(load.loadId()).isEqualTo("205.5"));
    }

    @Test
    void ofTwoPackagesFromOneBaseTheSecondIsStale() {
        lake.run(load("1.5", Head.NONE, numbers(1)));

        assertThatThrownBy(() -> lake.run(load("2.5", Head.NONE, numbers(2))))
                .isInstanceOf(StalePackage.class)
                .hasMessageContaining("nothing was loaded");
        assertThat(items()).containsExactly("1,1.5");
    }

    @Test
    void aLoadThatIsOvertakenOnItsWayIsStaleAndNoReaderCountsIt() {
        Milestones overtaken = point -> {
            if (point == Point.BEFORE_COMMIT) {
                lake.run(load("2.5", Head.NONE, numbers(2)));
            }
        };
        assertThatThrownBy(() -> lake.run(large(), new Sizes(150_000_000, LEAST_STEP), overtaken))
                .isInstanceOf(StalePackage.class);

        assertThat(lake.rows("_dlt_loads", "SELECT load_id FROM t")).containsExactly("2.5");
        assertThat(base().head().loadId()).isEqualTo("2.5");
        assertThat(lake.keys()).noneMatch(key -> key.contains("/uploads/"));
        assertThat(lake.store.unfinished()).isZero();
    }

    @Test
    void stepsAreLargeEnoughForS3() {
        lake.run(large(), new Sizes(150_000_000, LEAST_STEP), Milestones.NONE);

        assertThat(lake.store.requests().stream().filter(r -> r.contains("partNumber")))
                .hasSizeGreaterThan(2);
        assertThat(lake.rows("items", "SELECT count(*), count(DISTINCT n), min(_dlt_load_id) FROM t"))
                .containsExactly("2000000,2000000,1.5");
        assertThat(Sizes.DEFAULT.step()).isGreaterThanOrEqualTo(LEAST_STEP);
    }

    @Test
    @NotWithPeers("moto takes no parts below 5 MiB but for the last, nor does S3: these are smaller")
    void largeTablesBecomeSeveralFilesEachUploadedInSteps() {
        lake.run(large(), new Sizes(5_000_000, 1_000_000), Milestones.NONE);

        assertThat(lake.keys().stream().filter(key -> key.startsWith("raw/data/items/")))
                .hasSizeGreaterThan(2);
        assertThat(lake.store.requests().stream().filter(r -> r.contains("partNumber")))
                .hasSizeGreaterThan(10);
        assertThat(lake.rows("items", "SELECT count(*), count(DISTINCT n), min(_dlt_load_id) FROM t"))
                .containsExactly("2000000,2000000,1.5");
        assertThat(lake.keys()).noneMatch(key -> key.contains("/uploads/"));
    }

    @Test
    void anObjectWithOtherContentIsNeverOverwritten() {
        String key = "raw/data/items/load_date=1970-01-01/1.5/part-0.parquet";
        lake.store.put(key, new byte[] {1});

        assertThatThrownBy(() -> lake.run(load("1.5", Head.NONE, numbers(1))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("other content");
        assertThat(lake.store.bytes(key)).hasSize(1);
        assertThat(base()).isEqualTo(Base.NONE);
    }

    @Test
    @NotWithPeers("moto cannot be told to ignore If-None-Match")
    void anS3ThatIgnoresConditionsIsRefusedBeforeAnythingIsThere() {
        lake.server().conditional = false;

        assertThatThrownBy(() -> lake.run(load("1.5", Head.NONE, numbers(1))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("ignores If-None-Match");
        assertThat(lake.keys()).containsExactly("raw/_wadi/data/shop/written-once");
    }

    @Test
    void rowsThatReplaceOthersAreRefused() {
        assertThatThrownBy(() ->
                        lake.run(load("1.5", Head.NONE, Packages.replace(Packages.table("items", Packages.NUMBER)))))
                .isInstanceOf(TerminalFailure.class)
                .hasMessageContaining("replace")
                .hasMessageContaining("only grow");
        assertThat(lake.keys()).isEmpty();
    }

    @Test
    void oneLoadAKey() {
        Packages.oneLoadAKey(lake.destination(Sizes.DEFAULT, Milestones.NONE));
    }
}
