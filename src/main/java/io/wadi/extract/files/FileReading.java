package io.wadi.extract.files;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Selection;
import io.wadi.extract.sql.ParquetPages;
import io.wadi.model.DataType;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How files are read, whatever is in them.
 *
 * @param format empty to tell it by each name
 * @param records where a JSON document has them; empty searches it
 * @param types of columns, as hints say them
 * @param fileColumn takes the name of the file that a record is from
 * @param lineColumn takes the number of its line; in Parquet of its row, in a JSON document of the record
 */
public record FileReading(
        Optional<FileFormat> format,
        CsvOptions csv,
        Optional<JsonPath> records,
        Map<String, DataType> types,
        Optional<String> fileColumn,
        Optional<String> lineColumn) {
    public static final FileReading DEFAULT = new FileReading(
            Optional.empty(),
            CsvOptions.DEFAULT,
            Optional.of(JsonPath.ROOT),
            Map.of(),
            Optional.empty(),
            Optional.empty());

    public FileReading {
        requireNonNull(format);
        requireNonNull(csv);
        requireNonNull(records);
        types = Map.copyOf(types);
        requireNonNull(fileColumn);
        requireNonNull(lineColumn);
    }

    /** The types of columns that hints say. */
    static Map<String, DataType> types(Hints hints) {
        Map<String, DataType> types = new HashMap<>();
        hints.columns().forEach((name, hint) -> hint.type().ifPresent(type -> types.put(name, type)));
        return types;
    }

    FileReading with(Map<String, DataType> others) {
        return new FileReading(format, csv, records, others, fileColumn, lineColumn);
    }

    public FileReading with(FileFormat other) {
        return new FileReading(Optional.of(other), csv, records, types, fileColumn, lineColumn);
    }

    /**
     * Begins to read a file.
     *
     * @param name what it is called in messages and in the column of files
     * @param stays whether the file can be read again later, so that its bytes need not be copied
     * @param warn takes what the user should know of the data
     */
    public Pages open(Path file, String name, boolean stays, Deadline deadline, Consumer<String> warn) {
        FileFormat kind = format.or(() -> FileFormat.of(name))
                .orElseThrow(
                        () -> new TerminalFailure(Explanation.of("it cannot be told from its name what is in " + name)
                                .fix("say format: csv, jsonl, json or parquet, or let it end in one of these")));
        try {
            Pages pages = open(kind, file, name, stays, deadline, warn);
            Optional<String> line = kind == FileFormat.CSV ? Optional.empty() : lineColumn;
            return fileColumn.isEmpty() && line.isEmpty() ? pages : new PlacedPages(pages, fileColumn, line, name);
        } catch (NoSuchFileException e) {
            throw new TerminalFailure(Explanation.of("there is no file " + name).fix("check the path"), e);
        } catch (IOException e) {
            throw FileFailures.unreadable(name, e);
        }
    }

    private Pages open(FileFormat kind, Path file, String name, boolean stays, Deadline deadline, Consumer<String> warn)
            throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TerminalFailure(Explanation.of(name + " is no ordinary file, and only such can be read")
                    .fix("name a file; what comes through a pipe has to be written to one first"));
        }
        Compression compression = Compression.of(file);
        if (kind == FileFormat.PARQUET) {
            if (compression != Compression.NONE) {
                throw new TerminalFailure(Explanation.of("Parquet file " + name + " is compressed as a whole")
                        .fix("unpack it: Parquet is compressed within, and cannot be read from a stream"));
            }
            return new ParquetPages(file, name, deadline, warn);
        }
        if (kind == FileFormat.JSONL && compression == Compression.NONE && stays) {
            return new JsonLines(file, deadline);
        }
        InputStream text = compression.open(file);
        try {
            InputStream utf8 = Utf8Text.of(text, kind == FileFormat.CSV ? csv.encoding() : Optional.empty());
            return switch (kind) {
                case CSV -> new CsvPages(utf8, csv, types, lineColumn, name, deadline, warn);
                case JSONL -> new LineStream(utf8, name, deadline, JsonLines.BLOCK);
                case JSON, PARQUET ->
                    new JsonDocument(utf8, records.map(Selection::of).orElseGet(Selection::auto), name, deadline);
            };
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }
}
