package io.wadi.load.s3;

import io.wadi.load.Scratch;
import io.wadi.load.duckdb.PartFiles;
import io.wadi.load.duckdb.PartFiles.Field;
import io.wadi.load.duckdb.PartFiles.Written;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Rows as files on their way: the same rows become the same files with the same bytes, however often. */
final class DataFiles implements AutoCloseable {
    private final FileFormat format;
    private final Scratch scratch;
    private final PartFiles files;

    /** @param size how many bytes a file should have */
    DataFiles(Path directory, FileFormat format, long size, Deadline deadline) {
        this.format = format;
        this.scratch = new Scratch(directory);
        this.files = PartFiles.steady(scratch.path(), format.form(), size, deadline);
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
                .forEach(column -> fields.add(format.field(column)));
        loadId.ifPresent(id -> fields.add(Field.constant(Column.LOAD_ID, id)));
        for (Written file : files.write("files", parts, fields, Optional.empty())) {
            then.accept(file.path(), String.valueOf(file.path().getFileName()));
        }
        scratch.clear();
    }

    @Override
    public void close() {
        try (scratch) {
            files.close();
        }
    }
}
