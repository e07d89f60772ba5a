package io.wadi.load.s3;

import static io.wadi.load.duckdb.Packages.load;
import static io.wadi.load.duckdb.Packages.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.duckdb.MemoryPart;
import io.wadi.load.duckdb.Packages;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loads that tell pipes of their files and follow them. */
@Tag("exhaustive")
class PipesTest {
    private static final String ITEMS = "WADI.DATA_LANDING.PIPE_ITEMS";
    private static final String LOADS = "WADI.DATA_LANDING.PIPE__DLT_LOADS";
    private static final String FILE = "load_date=1970-01-01/1.5/part-0.parquet";

    @TempDir
    private Path home;

    private final PipeServer snowpipe = new PipeServer();
    private Lake lake;

    @BeforeEach
    void open() {
        lake = new Lake(home);
        lake.pipes = Optional.of(snowpipe.pipes());
    }

    @AfterEach
    void close() {
        lake.close();
        snowpipe.close();
    }

    private static LoadPackage first() {
        return load("1.5", Head.NONE, numbers(1, 2));
    }

    private List<String> notes() {
        return lake.keys().stream().filter(key -> key.contains("/untold/")).toList();
    }

    @Test
    void eachPipeIsToldOfItsFilesAndFollowed() {
        assertThat(lake.run(first()).warnings()).isEmpty();

        assertThat(snowpipe.told).isEqualTo(Map.of(ITEMS, List.of(FILE), LOADS, List.of(FILE)));
        assertThat(snowpipe.requestIds).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(4);
        assertThat(snowpipe.sizes.get(ITEMS)).containsExactly((long) lake.store.bytes("raw/data/items/" + FILE).length);
        assertThat(notes()).isEmpty();
    }

    @Test
    void linesOfJsonGoToTheirOwnPipes() {
        lake.format = FileFormat.JSON_LINES;
        assertThat(lake.run(first()).warnings()).isEmpty();
        assertThat(snowpipe.told.keySet())
                .containsExactlyInAnyOrder(
                        "WADI.DATA_LANDING_JSONL.PIPE_ITEMS", "WADI.DATA_LANDING_JSONL.PIPE__DLT_LOADS");
    }

    @Test
    void reportsMayComeInPiecesAndWhatPassesIsAskedAgain() {
        snowpipe.rounds = 3;
        snowpipe.refuse(503, 429, 503);
        assertThat(lake.run(first()).warnings()).isEmpty();
        assertThat(snowpipe.reports(ITEMS)).isEqualTo(3);
        assertThat(snowpipe.marks.get(ITEMS)).containsExactly("", "1_1", "1_2");
        assertThat(snowpipe.told).containsEntry(ITEMS, List.of(FILE));
    }

    @Test
    void whileKeysAreRotatedTheOtherIsTried() {
        snowpipe.accept(1);
        assertThat(lake.run(first()).warnings()).isEmpty();
        assertThat(snowpipe.unauthorised).isEqualTo(1);
        assertThat(snowpipe.told).hasSize(2);
    }

    @Test
    void aFileThatIsNotLoadedIsNamedWithItsError() {
        snowpipe.errors.put(ITEMS, "Numeric value 'x' is not recognized");
        Loaded loaded = lake.run(first());
        assertThat(loaded.rows()).containsEntry("items", 2L);
        assertThat(loaded.warnings())
                .singleElement()
                .asString()
                .contains("load 1.5 is whole in S3 and committed", FILE, "PARTIALLY_LOADED")
                .contains("Numeric value 'x'", "line 7", "column \"N\"", "ALTER PIPE " + ITEMS + " REFRESH");
    }

    @Test
    void whatPipesWereNotToldTheNextLoadTells() {
        snowpipe.accept();
        assertThat(lake.run(first()).warnings())
                .singleElement()
                .asString()
                .contains("status 401", "ALTER USER SVC_WADI SET RSA_PUBLIC_KEY", "next load tells");
        assertThat(snowpipe.told).isEmpty();
        assertThat(notes()).hasSize(1);

        snowpipe.accept(0);
        assertThat(lake.run(load("2.5", new Head("1.5", 1), numbers(3))).warnings())
                .isEmpty();
        assertThat(snowpipe.told.get(ITEMS)).containsExactly(FILE, FILE.replace("1.5", "2.5"));
        assertThat(notes()).isEmpty();
    }

    @Test
    void whatPipesWereNotToldWhoeverAsksForItsReceiptTells() {
        snowpipe.accept();
        lake.run(first());
        assertThat(snowpipe.told).isEmpty();

        snowpipe.accept(0);
        assertThat(lake.destination(Sizes.DEFAULT, Milestones.NONE).hasReceipt("shop", "data", "1.5", Deadline.none()))
                .isTrue();
        assertThat(snowpipe.told.get(ITEMS)).containsExactly(FILE);
        assertThat(notes()).isEmpty();
    }

    @Test
    void aMissingPipeAndAMissingRightAreSaid() {
        snowpipe.refuse(404);
        assertThat(lake.run(first()).warnings().get(0))
                .contains("status 404", "./wadi snowpipe ddl", "GRANT OPERATE, MONITOR ON PIPE " + ITEMS);
        snowpipe.skipped = FILE;
        assertThat(lake.run(first()).warnings().get(0)).contains("does not take file " + FILE, "PATTERN");
    }

    @Test
    void whatAReportMissedIsAskedForAgain() {
        snowpipe.rounds = 3;
        snowpipe.complete = false;
        snowpipe.folder = "raw/data/items/";
        assertThat(lake.run(first()).warnings()).isEmpty();
        assertThat(snowpipe.marks.get(ITEMS)).containsExactly("", "", "");
    }

    /** A pipe that knew a file before says nothing of it. */
    @Test
    void silenceEndsTheFollowing() {
        snowpipe.rounds = Integer.MAX_VALUE;
        assertThat(lake.run(first()).warnings())
                .singleElement()
                .asString()
                .contains("did not say within 20 minutes", FILE, "COPY_HISTORY");
        assertThat(snowpipe.waited().toMinutes()).isBetween(20L, 21L);
        assertThat(notes()).isEmpty();
    }

    @Test
    void whoCancelsIsHeardAndTheLoadIsCommitted() {
        Deadline deadline = Deadline.none();
        snowpipe.rounds = Integer.MAX_VALUE;
        snowpipe.whilePausing = () -> deadline.cancel("enough");
        S3Destination destination = lake.destination(Sizes.DEFAULT, Milestones.NONE);
        assertThatThrownBy(() -> destination.load(first(), deadline)).isInstanceOf(Cancelled.class);
        assertThat(lake.run(first()).already()).isTrue();
    }

    @Test
    void noRequestNamesMoreThanFiveThousandFiles() {
        lake.run(load("1.5", Head.NONE, numbers(1)));
        snowpipe.told.clear();
        lake.store.put("raw/_wadi/data/shop/untold/1.5", many(12_000));
        lake.run(load("2.5", new Head("1.5", 1), numbers(2)));
        assertThat(snowpipe.batches).contains(5_000, 2_000).noneMatch(size -> size > 5_000);
        assertThat(snowpipe.told.get(ITEMS)).hasSize(12_001).doesNotHaveDuplicates();
    }

    private static byte[] many(int files) {
        StringBuilder note = new StringBuilder("[");
        for (int i = 0; i < files; i++) {
            note.append(i == 0 ? "" : ",").append("{\"table\":\"items\",\"path\":\"load_date=1970-01-01/1.5/part-");
            note.append(i).append(".parquet\",\"size\":1}");
        }
        return note.append("]").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Nothing that was committed is left untold, wherever the load before it ended. */
    @Test
    void afterACrashAtAnyRequestAllThatWasCommittedIsTold() {
        lake.run(first());
        int requests = lake.server().requests.size();
        int untold = 0;
        for (int at = 0; at <= requests; at++) {
            try (Lake other = new Lake(home.resolve("at" + at));
                    PipeServer pipes = new PipeServer()) {
                other.pipes = Optional.of(pipes.pipes());
                other.server().breakAt(at, at % 2 == 0);
                try {
                    other.run(first());
                } catch (Failure broken) {
                    // As the process would see it, if it lived.
                }
                other.server().heal();
                boolean before = pipes.told.containsKey(ITEMS);
                other.run(first());
                other.run(load(
                        "2.5",
                        new Head("1.5", 1),
                        Packages.append(
                                Packages.table("items", Packages.NUMBER), MemoryPart.numbers(Packages.STORED, 1, 1))));
                assertThat(pipes.told.get(ITEMS)).as("at %d", at).contains(FILE, FILE.replace("1.5", "2.5"));
                assertThat(other.keys()).as("at %d", at).noneMatch(key -> key.contains("/untold/"));
                untold += before ? 0 : 1;
            }
        }
        assertThat(untold).isGreaterThan(3);
    }
}
