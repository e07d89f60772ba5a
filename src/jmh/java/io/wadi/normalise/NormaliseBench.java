package io.wadi.normalise;

import io.wadi.disk.BatchFrame;
import io.wadi.disk.Durable;
import io.wadi.disk.FrameWriter;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.RecordBatch;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From bytes to the frames of a package: nanoseconds a record, a nested row's id, or a row of a package. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NormaliseBench {
    private static final int RECORDS = 20_480;

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private final RowIds ids = new RowIds();
    private final byte[] id = new byte[RowIds.LENGTH];
    private final byte[] table = "issues__comments".getBytes(StandardCharsets.UTF_8);
    private JsonPage flat;
    private JsonPage nested;
    private JsonPage odd;
    private RecordBatch batch;
    private Path directory;

    @Setup
    public void setUp() throws IOException {
        flat = Lines.flat(RECORDS);
        nested = Lines.nested(RECORDS);
        String blanks = new String(flat.bytes(), StandardCharsets.UTF_8).replace("\":", "\" :");
        odd = JsonPage.of(blanks.getBytes(StandardCharsets.UTF_8), RECORDS, flat.origin());
        List<RecordBatch> batches = new ArrayList<>();
        normalise(flat, (name, columns, made) -> batches.add(made));
        batch = batches.get(0);
        directory = Files.createTempDirectory("wadi-bench-");
    }

    private Normalised normalise(JsonPage page, Normaliser.Sink sink) {
        Normaliser normaliser = new Normaliser(
                Schema.empty("bench"),
                new Naming(65_536),
                new byte[16],
                new Normaliser.Workers(executor, 1),
                sink,
                Deadline.none());
        normaliser.begin(new Resource("lines", Hints.NONE, extraction -> {
            throw new IllegalStateException("never opened");
        }));
        normaliser.accept(page);
        return normaliser.finish();
    }

    /** Jackson's tokens alone: what any reader would pay. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public int tokenise() throws IOException {
        Utf8Parser parser = Utf8Parser.over(flat.bytes(), flat.from(), flat.to());
        int tokens = 0;
        while (parser.nextToken() != null) {
            tokens++;
        }
        return tokens;
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Normalised shredFlat() {
        return normalise(flat, (name, columns, made) -> {});
    }

    /** The same records with a blank before each colon, which leaves them to the parser. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Normalised shredByTheParser() {
        return normalise(odd, (name, columns, made) -> {});
    }

    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public Normalised shredNested() {
        return normalise(nested, (name, columns, made) -> {});
    }

    /** A single record of twelve new columns: what a new table costs. */
    @Benchmark
    public Normalised infer() {
        return normalise(Lines.flat(1), (name, columns, made) -> {});
    }

    @Benchmark
    public byte hashNestedId() {
        ids.nested(id, 0, id.length, table, 7, id, 0);
        return id[0];
    }

    /** Encoded, checksummed, written and synced. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public String writePackage() {
        try (FrameWriter frames = new FrameWriter(directory.resolve("lines.part"), "WADIPRT1")) {
            frames.append(BatchFrame.encode(batch));
            return frames.seal();
        }
    }

    @TearDown(Level.Trial)
    public void tearDown() {
        executor.shutdownNow();
        Durable.remove(directory);
    }
}
