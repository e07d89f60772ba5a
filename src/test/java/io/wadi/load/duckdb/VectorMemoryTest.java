package io.wadi.load.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import io.wadi.model.Column;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Part;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionBuilder;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;
import org.junit.jupiter.api.Test;

/** The fast way to DuckDB's vectors, and the driver's own setters where a driver does not have it. */
class VectorMemoryTest {
    private static final List<Column> COLUMNS = List.of(
            Column.required("place", DataType.BIGINT),
            Column.nullable("whole", DataType.BIGINT),
            Column.nullable("real", DataType.DOUBLE),
            Column.nullable("yes", DataType.BOOL),
            Column.nullable("at", DataType.TIMESTAMP),
            Column.nullable("text", DataType.TEXT),
            Column.nullable("bytes", DataType.BINARY));
    /** Several chunks, and the last of them is none of whole words. */
    private static final int ROWS = 5_003;

    private record Scan(PartScan scan, Optional<VectorMemory> memory)
            implements DuckDBTableFunction<PartScan, AtomicInteger, PartReader> {
        @Override
        public PartScan bind(DuckDBTableFunctionBindInfo bind) {
            for (Column column : scan.columns()) {
                bind.addResultColumn(
                        column.name(), DuckDbType.of(column).carrier().type());
            }
            return scan;
        }

        @Override
        public AtomicInteger init(DuckDBTableFunctionInitInfo init) {
            init.setMaxThreads(1);
            return new AtomicInteger();
        }

        @Override
        public PartReader localInit(DuckDBTableFunctionInitInfo init) {
            return new PartReader(scan, memory);
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo call, DuckDBDataChunkWriter chunk) {
            PartReader reader = call.getLocalInitData();
            return reader.fill(chunk, call.getInitData());
        }
    }

    private static Part part() {
        Object[][] rows = new Object[ROWS][];
        for (int i = 0; i < ROWS; i++) {
            String text = "é".repeat(i % 20) + i;
            Object[] row = {
                i,
                Long.MIN_VALUE + i,
                i / 7.0,
                i % 2 == 0,
                Instant.ofEpochSecond(i),
                text,
                text.getBytes(StandardCharsets.UTF_16)
            };
            if (i % 5 > 0) {
                row[1 + i % 6] = null;
            }
            rows[i] = row;
        }
        return MemoryPart.of(COLUMNS, rows);
    }

    private static List<String> read(Optional<VectorMemory> memory) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                DuckDBTableFunctionBuilder builder = DuckDBFunctions.tableFunction();
                Statement statement = connection.createStatement()) {
            builder.withName("scan")
                    .withFunction(new Scan(new PartScan(part(), true, Deadline.none()), memory))
                    .register(connection);
            List<String> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery("SELECT CAST(r AS VARCHAR) FROM scan() r ORDER BY place")) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
            return rows;
        }
    }

    @Test
    void thisDriverHasTheFastWay() {
        assertThat(VectorMemory.known()).isPresent();
    }

    @Test
    void withoutItTheSameRowsComeIn() throws SQLException {
        List<String> slow = read(Optional.empty());

        assertThat(slow).hasSize(ROWS).isEqualTo(read(VectorMemory.known()));
        assertThat(slow.get(0)).contains(String.valueOf(Long.MIN_VALUE), "true", "0.0");
        assertThat(slow.get(4_998)).contains("NULL", "714.0", "4998");
    }
}
