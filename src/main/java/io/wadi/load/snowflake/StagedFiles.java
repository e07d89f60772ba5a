package io.wadi.load.snowflake;

import io.wadi.load.Meter;
import io.wadi.load.Scratch;
import io.wadi.load.duckdb.PartFiles;
import io.wadi.load.duckdb.PartFiles.Field;
import io.wadi.load.duckdb.PartFiles.Written;
import io.wadi.load.sql.Jobs;
import io.wadi.load.sql.SqlSession;
import io.wadi.model.Column;
import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of a package as Parquet files in the dataset's stage. They are put there before the transaction begins. */
final class StagedFiles implements AutoCloseable {
    /** Snowflake asks for 100 to 250 MB. */
    private static final long SIZE = 150_000_000;

    private static final String POSITION = SnowflakeDialect.folded(SnowflakeDialect.POSITION);
    private static final Set<String> DONE = Set.of("UPLOADED", "SKIPPED");

    private final SqlSession session;
    private final LoadPackage load;
    private final Stage stage;
    private final Scratch scratch;
    private final PartFiles parquet;
    private final Meter meter;
    private final Map<Rows, Batch> batches = new HashMap<>();

    /** Rows that go to a table in one statement. */
    private record Rows(String table, List<Part> parts) {
        long count() {
            return parts.stream().mapToLong(Part::rows).sum();
        }
    }

    /** Their files, with the columns that are in them. */
    private record Batch(String folder, List<Column> columns, List<String> files) {}

    /** @param work a folder of this machine below which files may lie on their way */
    StagedFiles(SqlSession session, LoadPackage load, Path work, Meter meter) {
        this.session = session;
        this.load = load;
        this.meter = meter;
        this.stage = new Stage(load.dataset());
        this.scratch = new Scratch(work.resolve(Stage.folder(load)));
        this.parquet = new PartFiles(scratch.path(), SIZE, session.deadline());
    }

    /**
     * Writes and puts these rows.
     *
     * @param ordered whether each has its place in the order
     */
    void put(Table table, List<Part> parts, boolean ordered) {
        Rows rows = new Rows(table.name(), parts);
        if (rows.count() == 0) {
            return;
        }
        session.working(load.dataset() + "." + table.name());
        String name = (batches.size() + 1) + "-" + Stage.plain(table.name());
        List<Column> columns = columns(table, parts);
        List<Written> written =
                parquet.write(name, parts, fields(columns), ordered ? Optional.of(POSITION) : Optional.empty());
        List<String> files = written.stream()
                .map(file -> String.valueOf(file.path().getFileName()))
                .toList();
        String folder = Stage.folder(load) + name + "/";
        upload(scratch.path().resolve(name), folder);
        written.forEach(file -> meter.uploaded(file.bytes()));
        CrashPoint.FILE_UPLOADED.pass();
        scratch.clear();
        batches.put(rows, new Batch(folder, columns, files));
        session.working("");
    }

    private void upload(Path local, String folder) {
        session.query(stage.put(local, folder), row -> new String[] {row.getString("source"), row.getString("status")})
                .forEach(file -> {
                    if (!DONE.contains(file[1])) {
                        throw new TransientFailure(Explanation.of("file " + file[0] + " could not be put into stage "
                                        + stage.name() + ": " + file[1] + "; nothing was loaded")
                                .fix("run again"));
                    }
                });
    }

    /** Loads rows that were put, and makes sure that all came in; {@code into} has the table's columns. */
    void copy(Table table, List<Part> parts, String into, boolean ordered) {
        Rows rows = new Rows(table.name(), parts);
        Batch batch = batches.get(rows);
        if (batch == null) {
            return;
        }
        List<String> columns = new ArrayList<>();
        List<String> expressions = new ArrayList<>();
        for (Column column : batch.columns()) {
            String name = SnowflakeDialect.quoted(column.name());
            columns.add(name);
            expressions.add(ParquetColumn.of(column).read(name));
        }
        if (ordered) {
            String name = SnowflakeDialect.quoted(SnowflakeDialect.POSITION);
            columns.add(name);
            expressions.add("$1:" + name + "::NUMBER(19,0)");
        }
        long loaded = 0;
        for (int from = 0; from < batch.files().size(); from += Stage.MOST_FILES) {
            List<String> some = batch.files()
                    .subList(
                            from,
                            Math.min(from + Stage.MOST_FILES, batch.files().size()));
            loaded += session.update(stage.copy(into, columns, expressions, batch.folder(), some));
        }
        new Jobs(load).whole(table, "folder " + batch.folder(), rows.count(), loaded);
    }

    /** Takes the files back; those that stay are swept up later. */
    void remove() {
        if (!batches.isEmpty()) {
            session.query(stage.remove(Stage.folder(load)), row -> true);
        }
    }

    /** Those of the table that some part has, and the load id, which root rows share. */
    private static List<Column> columns(Table table, List<Part> parts) {
        Set<String> stored = parts.stream()
                .flatMap(part -> part.columns().stream().map(Column::name))
                .collect(Collectors.toSet());
        return table.columns().stream()
                .filter(column -> stored.contains(column.name()) || isFilled(table, column))
                .toList();
    }

    private static boolean isFilled(Table table, Column column) {
        return table.isRoot() && column.name().equals(Column.LOAD_ID);
    }

    private List<Field> fields(List<Column> columns) {
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            String name = SnowflakeDialect.folded(column.name());
            fields.add(
                    column.name().equals(Column.LOAD_ID)
                            ? Field.constant(name, load.loadId())
                            : Field.of(name, column, ParquetColumn.of(column)::written));
        }
        return fields;
    }

    @Override
    public void close() {
        try (scratch) {
            parquet.close();
        }
    }
}
