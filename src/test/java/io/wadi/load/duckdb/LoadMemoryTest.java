package io.wadi.load.duckdb;

import static io.wadi.load.duckdb.Packages.NUMBER;
import static io.wadi.load.duckdb.Packages.table;
import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadMemoryTest {
    private static final long HEAP = Runtime.getRuntime().maxMemory() >> 20;

    @TempDir
    private Path directory;

    /** What DuckDB may take, in MiB. */
    private long limit(LoadJob job, boolean compares) {
        try (DuckDbSession session = DuckDbSession.toWrite(directory.resolve("m.duckdb"), Deadline.none())) {
            LoadMemory memory = new LoadMemory(session);
            memory.limit(Packages.load("1.5", Head.NONE, Packages.numbers(1)), false);
            memory.limit(Packages.load("1.5", Head.NONE, job), compares);
            String text = session.query("SELECT current_setting('memory_limit')", row -> row.getString(1))
                    .get(0);
            double number = Double.parseDouble(text.replaceAll("[^0-9.].*", ""));
            return (long) (text.endsWith("GiB") ? number * 1024 : number);
        }
    }

    @Test
    void rowsThatAreAddedGoThrough() {
        assertThat(limit(Packages.numbers(1), false)).isBetween(HEAP - 64, HEAP + 256);
    }

    @Test
    void aWideTableGetsWhatItsColumnsNeed() {
        Column[] columns = IntStream.range(0, 1000)
                .mapToObj(i -> Column.nullable("c" + i, DataType.BIGINT))
                .toArray(Column[]::new);
        LoadJob job = Packages.append(table("wide", columns));
        assertThat(limit(job, false)).isGreaterThan(HEAP + 400);
    }

    @Test
    void rowsThatAreComparedAreHeld() {
        LoadJob job = Packages.append(table("items", NUMBER));
        assertThat(limit(job, true)).isGreaterThan(HEAP + 1024);
    }
}
