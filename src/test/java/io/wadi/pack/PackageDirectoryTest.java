package io.wadi.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wadi.disk.Durable;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Head;
import io.wadi.model.Hints;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Part;
import io.wadi.model.RecordBatch;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageDirectoryTest {
    private static final List<Column> COLUMNS = List.of(
            Column.nullable("a", DataType.BIGINT),
            Column.required(Column.LOAD_ID, DataType.TEXT),
            Column.required(Column.ROW_ID, DataType.TEXT),
            Column.nullable("late", DataType.BIGINT));

    @TempDir
    Path work;

    private PackageStore store;

    @BeforeEach
    void makeTheStore() {
        store = new PackageStore(work, "Pipe/Line");
    }

    @Test
    void aLoadSeesEveryTableWithItsParts() {
        PackageDirectory directory = normalised(WriteDisposition.APPEND, 120);

        try (OpenPackage open = store.list().get(0).open()) {
            LoadPackage content = open.content();
            assertThat(content.jobs()).hasSize(1);
            LoadJob job = content.jobs().get(0);
            assertThat(job.rows()).isEqualTo(120 * 10);
            assertThat(job.parts())
                    .extracting(Part::name)
                    .containsExactly("t.00001.part", "t.00002.part", "t.00003.part");
            assertThat(job.parts()).extracting(Part::batches).containsExactly(50, 50, 20);
            assertThat(job.parts().get(0).columns()).extracting(Column::name).containsExactly("a", Column.ROW_ID);
            assertThat(job.parts().get(2).columns())
                    .as("the last batch brought a column")
                    .extracting(Column::name)
                    .containsExactly("a", Column.ROW_ID, "late");
            assertThat(job.parts().get(2).read(19).vectors()).hasSize(3);
            assertThat(job.parts().get(2).read(0).vectors()).hasSize(2);
            assertThat(job.parts().get(0).read(49).vectors().get(0).longAt(9)).isEqualTo(499);
            assertThat(content.hash()).isNotEmpty();
        }
        assertThat(directory.path().startsWith(work)).isTrue();
    }

    @Test
    void aDamagedPartIsRefused() throws IOException {
        PackageDirectory directory = normalised(WriteDisposition.APPEND, 2);
        Path part = directory.path().resolve("parts/t.00001.part");
        byte[] whole = Files.readAllBytes(part);

        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 1;
            Files.write(part, damaged);
            assertThatThrownBy(() -> readAll(directory)).as("byte %d", at).isInstanceOf(TerminalFailure.class);
        }
        Files.write(part, whole);
        readAll(directory);
        Files.delete(part);
        assertThatThrownBy(() -> readAll(directory)).isInstanceOf(TerminalFailure.class);
    }

    @Test
    void aPartOfAnotherRunIsRefusedThoughItIsWhole() throws IOException {
        PackageDirectory directory = normalised(WriteDisposition.APPEND, 2);
        Path parts = directory.path().resolve("parts");
        try (PartsWriter other = new PartsWriter(parts)) {
            other.append("t", stored(1), batch(7, false));
            other.append("t", stored(1), batch(8, false));
            Durable.place(other.seal().stream()
                    .map(part -> parts.resolve(part.file()))
                    .toList());
        }

        assertThatThrownBy(() -> readAll(directory)).isInstanceOfSatisfying(TerminalFailure.class, failure -> {
            assertThat(failure).hasMessageContaining("t.00001.part").hasMessageContaining("manifest says");
            assertThat(failure.explanation().fix()).isPresent();
        });
    }

    @Test
    void aResourceThatRanAndGaveNothingEmptiesWhatItReplaces() {
        normalised(WriteDisposition.REPLACE, 0);

        try (OpenPackage open = store.list().get(0).open()) {
            assertThat(open.content().jobs()).extracting(j -> j.table().name()).containsExactly("t");
            assertThat(open.content().jobs().get(0).parts()).isEmpty();
        }
    }

    @Test
    void aTableThatIsNewAndHasNoRowIsMade() {
        normalised(WriteDisposition.APPEND, 0);

        try (OpenPackage open = store.list().get(0).open()) {
            assertThat(open.content().jobs()).extracting(j -> j.table().name()).containsExactly("t");
        }
    }

    @Test
    void aTableThatIsThereAndGetsNoRowIsLeftAlone() {
        Schema known = schema(WriteDisposition.APPEND);
        Versioned schema = SchemaDocument.write(known, known, Base.NONE, Clearing.NONE);
        normalised(
                WriteDisposition.APPEND,
                0,
                new Base(Head.NONE, Optional.empty(), Optional.of(schema.text()), schema.version()));

        try (OpenPackage open = store.list().get(0).open()) {
            assertThat(open.content().jobs()).isEmpty();
        }
    }

    @Test
    void whatIsLoadedGivesItsRoomBackAndTellsItsStory() {
        PackageDirectory directory = normalised(WriteDisposition.APPEND, 2);
        assertThat(store.unfinished()).hasSize(1);

        directory.mark(PackageState.LOADED);

        assertThat(directory.path().resolve("journal")).doesNotExist();
        store.tidy(1);
        assertThat(directory.hasParts()).isTrue();
        store.tidy(0);
        assertThat(directory.hasParts()).isFalse();
        assertThat(store.unfinished()).isEmpty();
        assertThat(store.list().get(0).manifest().state()).isEqualTo(PackageState.LOADED);
        assertThat(store.list().get(0).manifest().parts()).hasSize(1);
    }

    @Test
    void onlyTheLastTwentyEndedPackagesAreKept() {
        for (int i = 0; i < 25; i++) {
            PackageDirectory made = store.create(identity(i), Base.NONE);
            if (i != 2) {
                made.mark(PackageState.LOADED);
            }
        }

        store.tidy(1);

        assertThat(store.list())
                .hasSize(21)
                .extracting(p -> p.manifest().identity().loadId())
                .startsWith("102.0", "105.0");
    }

    private static Schema schema(WriteDisposition disposition) {
        return new Schema("s", List.of(new Table("t", Optional.empty(), "r", disposition, COLUMNS, true)));
    }

    private PackageDirectory normalised(WriteDisposition disposition, int batches) {
        return normalised(disposition, batches, Base.NONE);
    }

    private PackageDirectory normalised(WriteDisposition disposition, int batches, Base base) {
        PackageDirectory directory = store.create(identity(0), base);
        Extracted nothing =
                new Extracted("r", Hints.NONE.with(Writing.of(disposition)), "1-r.journal", 0, 0, "crc32c:00000000");
        Durable.write(directory.journal(nothing), new byte[0]);
        directory.extracted(List.of(nothing), Optional.empty());
        try (PartsWriter parts = directory.parts()) {
            for (int i = 0; i < batches; i++) {
                boolean last = i == batches - 1 && batches > 100;
                parts.append("t", stored(last ? 2 : 1), batch(i, last));
            }
            Schema schema = schema(disposition);
            directory.normalised(SchemaDocument.write(schema, schema, base, Clearing.NONE), parts.seal());
        }
        return directory;
    }

    private static List<Column> stored(int data) {
        return data == 1
                ? List.of(COLUMNS.get(0), COLUMNS.get(2))
                : List.of(COLUMNS.get(0), COLUMNS.get(2), COLUMNS.get(3));
    }

    private static RecordBatch batch(int number, boolean late) {
        ColumnVector a = new ColumnVector(Storage.FIXED);
        ColumnVector id = new ColumnVector(Storage.BYTES);
        ColumnVector more = new ColumnVector(Storage.FIXED);
        for (int row = 0; row < 10; row++) {
            a.appendLong(number * 10L + row);
            id.appendBytes(new byte[] {'x', (byte) ('a' + row)}, 0, 2);
            more.appendLong(row);
        }
        return new RecordBatch(10, late ? List.of(a, id, more) : List.of(a, id));
    }

    private static void readAll(PackageDirectory directory) {
        try (OpenPackage open = directory.open()) {
            for (LoadJob job : open.content().jobs()) {
                for (Part part : job.parts()) {
                    for (int batch = 0; batch < part.batches(); batch++) {
                        part.read(batch);
                    }
                }
            }
        }
    }

    private static Identity identity(int number) {
        return new Identity(
                "Pipe/Line",
                "s",
                "",
                "d",
                "duckdb:x",
                100 + number + ".0",
                Instant.ofEpochSecond(100 + number),
                "0".repeat(32),
                "");
    }
}
