package io.wadi.load.duckdb;

import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Part;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes parts as files, for destinations that read these. A file is closed once it has reached its size, so most are a row
 * group larger; the last is what is left.
 */
public final class PartFiles implements AutoCloseable {
    /** What the files are. */
    public enum Form {
        PARQUET("FORMAT parquet, COMPRESSION snappy") {
            @Override
            String select(List<Field> fields, PartFunction.Source source) {
                return fields.stream().map(field -> field.of(source)).collect(Collectors.joining(", "));
            }
        },
        /**
         * A JSON object a line, gzipped; what has no value is left out. Expressions of fields give JSON's text, in which a
         * writer of values would round numbers.
         */
        JSON_LINES("FORMAT csv, HEADER false, QUOTE '', ESCAPE '', DELIMITER '', COMPRESSION gzip, FILE_EXTENSION"
                + " 'jsonl.gz'") {
            @Override
            String select(List<Field> fields, PartFunction.Source source) {
                return fields.stream()
                        .map(field -> field.inLine(source))
                        .collect(Collectors.joining(", ", "'{' || concat_ws(',', ", ") || '}' AS line"));
            }
        };

        private final String options;

        Form(String options) {
            this.options = options;
        }

        abstract String select(List<Field> fields, PartFunction.Source source);
    }

    /** A file that was written. */
    public record Written(Path path, long bytes) {}

    /**
     * A column of the files.
     *
     * @param stored the column of the parts; parts from before it came to be have nulls. Else the value is {@code constant}
     * @param form an expression over the stored value
     */
    public record Field(String name, Optional<Column> stored, String constant, UnaryOperator<String> form) {
        public static Field of(String name, Column stored, UnaryOperator<String> form) {
            return new Field(name, Optional.of(stored), "", form);
        }

        public static Field constant(String name, String value) {
            return new Field(name, Optional.empty(), Sql.text(value), UnaryOperator.identity());
        }

        private String of(PartFunction.Source source) {
            return value(source).orElse(constant) + " AS " + Sql.name(name);
        }

        private String none() {
            String type = stored.map(column -> DuckDbType.of(column).stored()).orElse("VARCHAR");
            return "CAST(NULL AS " + type + ") AS " + Sql.name(name);
        }

        private String inLine(PartFunction.Source source) {
            return json(Sql.text(name)) + " || ':' || " + value(source).orElseGet(() -> json(constant));
        }

        /** Empty for a constant. */
        private Optional<String> value(PartFunction.Source source) {
            return stored.map(column -> source.stored(column.name()).map(form).orElse("NULL"));
        }

        private static String json(String text) {
            return "CAST(to_json(" + text + ") AS VARCHAR)";
        }
    }

    private final Path directory;
    private final long size;
    private final DuckDbSession session;
    private final boolean steady;
    private final Form form;

    /**
     * Of Parquet.
     *
     * @param directory where files are written; it is there
     * @param size how many bytes a file should have
     */
    public PartFiles(Path directory, long size, Deadline deadline) {
        this(directory, Form.PARQUET, size, deadline, false);
    }

    /** For files that are written again with the same bytes: by one thread, in the order of the rows. */
    public static PartFiles steady(Path directory, Form form, long size, Deadline deadline) {
        PartFiles files = new PartFiles(directory, form, size, deadline, true);
        files.session.update("SET threads = 1");
        files.session.update("SET preserve_insertion_order = true");
        return files;
    }

    private PartFiles(Path directory, Form form, long size, Deadline deadline, boolean steady) {
        this.steady = steady;
        this.form = form;
        this.directory = directory;
        this.size = size;
        this.session = DuckDbSession.inMemory(directory, deadline);
    }

    /**
     * Writes the rows of all parts into a new folder.
     *
     * @param position the name of a column for the number of each row in the order of the parts, where that is wanted; Parquet only
     * @return the files, in the order of their names
     */
    public List<Written> write(String folder, List<Part> parts, List<Field> fields, Optional<String> position) {
        Path into = directory.resolve(folder);
        PartFunction.read(parts, steady || position.isPresent(), session.deadline(), sources -> {
            List<String> selects = new ArrayList<>();
            long before = 0;
            for (int i = 0; i < sources.size(); i++) {
                selects.add(select(sources.get(i), fields, numbered(position, before)));
                before += parts.get(i).rows();
            }
            return session.update("COPY (" + String.join(" UNION ALL ", selects) + ") TO "
                    + Sql.text(into.toString())
                    + " (" + form.options + ", FILENAME_PATTERN 'part-{i}', FILE_SIZE_BYTES " + size + ")");
        });
        return written(into);
    }

    /** Writes the rows of all parts into one file of Parquet for whoever reads it at rest, and says where it is. */
    Path whole(String name, List<Part> parts, List<Field> fields) {
        Path file = directory.resolve(name);
        PartFunction.read(parts, steady, session.deadline(), sources -> {
            String rows = sources.isEmpty()
                    ? fields.stream().map(Field::none).collect(Collectors.joining(", ", "SELECT ", " LIMIT 0"))
                    : sources.stream()
                            .map(source -> select(source, fields, List.of()))
                            .collect(Collectors.joining(" UNION ALL "));
            return session.update(
                    "COPY (" + rows + ") TO " + Sql.text(file.toString()) + " (FORMAT parquet, COMPRESSION zstd)");
        });
        return file;
    }

    private String select(PartFunction.Source source, List<Field> fields, List<String> extra) {
        return Stream.concat(Stream.of(form.select(fields, source)), extra.stream())
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + source.function()));
    }

    private static List<String> numbered(Optional<String> position, long before) {
        return position.map(name -> before + " + row_number() OVER () AS " + Sql.name(name)).stream()
                .toList();
    }

    private static List<Written> written(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Written> written = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                written.add(new Written(file, Files.size(file)));
            }
            return written;
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of("what was written to " + folder + " cannot be listed")
                            .fix("see whether its disk is there, then run again"),
                    e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
