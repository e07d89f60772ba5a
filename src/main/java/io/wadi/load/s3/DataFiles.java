package io.wadi.load.s3;

import io.wadi.load.Scratch;
import io.wadi.load.duckdb.ParquetFiles;
import io.wadi.load.duckdb.ParquetFiles.Field;
import io.wadi.load.duckdb.ParquetFiles.Written;
import io.wadi.load.snowflake.ParquetColumn;
import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Rows as Parquet files on their way: the same rows become the same files with the same bytes, however often. */
final class DataFiles implements AutoCloseable {
    private final Scratch scratch;
    private final ParquetFiles parquet;

    /** @param size how many bytes a file should have */
    DataFiles(Path directory, long size, Deadline deadline) {
        this.scratch = new Scratch(directory);
        this.parquet = ParquetFiles.steady(scratch.path(), size, deadline);
    }

    /**
     * Writes the rows, hands each file on with its name, and takes them away.
     *
     * @param loadId a column of each row; empty for none
     */
    void write(List<Column> columns, List<Part> parts, Optional<String> loadId, BiConsumer<Path, String> then) {
        List<Field> fields = new ArrayList<>();
        columns.stream()
                .filter(column -> !column.name().equals(Column.LOAD_ID))
                .forEach(column -> fields.add(Field.of(column.name(), column, ParquetColumn.of(column)::written)));
        loadId.ifPresent(id -> fields.add(Field.constant(Column.LOAD_ID, id)));
        for (Written file : parquet.write("files", parts, fields, Optional.empty())) {
            then.accept(file.path(), String.valueOf(file.path().getFileName()));
        }
        scratch.clear();
    }

    @Override
    public void close() {
        try (scratch) {
            parquet.close();
        }
    }
}
