package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.ColumnVector.Storage;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Part;
import io.wadi.model.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** From a package's rows into DuckDB: nanoseconds a row of four columns. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AppendBench {
    private static final int ROWS = 20_480;
    private static final int BATCHES = 10;

    private DuckDbSession session;
    private Part part;

    private record Rows(List<Column> columns, RecordBatch batch) implements Part {
        @Override
        public String name() {
            return "rows";
        }

        @Override
        public long rows() {
            return (long) ROWS * BATCHES;
        }

        @Override
        public int batches() {
            return BATCHES;
        }

        @Override
        public RecordBatch read(int index) {
            return batch;
        }
    }

    @Setup
    public void setUp() {
        session = DuckDbSession.inMemory(Path.of("."), Deadline.none());
        ColumnVector ids = new ColumnVector(Storage.FIXED);
        ColumnVector amounts = new ColumnVector(Storage.FIXED);
        ColumnVector names = new ColumnVector(Storage.BYTES);
        ColumnVector notes = new ColumnVector(Storage.BYTES);
        for (int i = 0; i < ROWS; i++) {
            ids.appendLong(i);
            amounts.appendDouble(i / 7.0);
            byte[] name = ("name of " + i).getBytes(StandardCharsets.UTF_8);
            names.appendBytes(name, 0, name.length);
            notes.padTo(i);
            if (i % 3 > 0) {
                notes.appendBytes(name, 0, 4);
            }
        }
        notes.padTo(ROWS);
        part = new Rows(
                List.of(
                        Column.nullable("id", DataType.BIGINT),
                        Column.nullable("amount", DataType.DOUBLE),
                        Column.nullable("name", DataType.TEXT),
                        Column.nullable("note", DataType.TEXT)),
                new RecordBatch(ROWS, List.of(ids, amounts, names, notes)));
    }

    /** Filled and counted, so that nothing is stored: what handing rows over costs. */
    @Benchmark
    @OperationsPerInvocation(ROWS * BATCHES)
    public Object handOver() {
        return PartFunction.read(List.of(part), false, Deadline.none(), sources -> session.query(
                        "SELECT max(c0), max(c1), max(length(c2)), max(length(c3)) FROM "
                                + sources.get(0).function(),
                        row -> row.getLong(1))
                .get(0));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS * BATCHES)
    public long append() {
        session.update("CREATE OR REPLACE TABLE t (id BIGINT, amount DOUBLE, name VARCHAR, note VARCHAR)");
        return PartFunction.read(
                List.of(part),
                false,
                Deadline.none(),
                sources -> session.update("INSERT INTO t " + sources.get(0).select(List.of())));
    }

    @TearDown
    public void tearDown() {
        session.close();
    }
}
