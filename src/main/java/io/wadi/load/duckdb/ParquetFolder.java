package io.wadi.load.duckdb;

import io.wadi.disk.Durable;
import io.wadi.load.Destination;
import io.wadi.load.Loaded;
import io.wadi.load.Meter;
import io.wadi.load.PastLoad;
import io.wadi.load.duckdb.PartFiles.Field;
import io.wadi.load.sql.Jobs;
import io.wadi.model.Base;
import io.wadi.model.Column;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Refresh;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A folder of Parquet files, one for each table, which a load replaces whole. It remembers nothing, so that each load reads
 * all there is: what grows, or goes on where the last load ended, belongs into a database.
 */
public final class ParquetFolder implements Destination {
    private final Path folder;

    public ParquetFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    @Override
    public String describe() {
        return "Parquet files in " + folder;
    }

    @Override
    public void accept(Source source, Optional<Refresh> refresh) {
        List<Explanation> problems = new ArrayList<>();
        for (Resource resource : source.resources()) {
            WriteDisposition disposition = resource.hints().disposition();
            if (disposition != WriteDisposition.REPLACE
                    || resource.hints().cursor().isPresent()) {
                problems.add(Explanation.of("resource " + resource.name() + " has "
                                + (disposition == WriteDisposition.REPLACE
                                        ? "a cursor"
                                        : "writeDisposition " + disposition.word())
                                + ", and Parquet files are replaced whole")
                        .fix("write them whole, or load into duckdb:///path/to/file"));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }

    @Override
    public Base base(String pipeline, String dataset, String schemaName, Deadline deadline) {
        return Base.NONE;
    }

    /** Never: a load that is done again replaces the same files by the same rows. */
    @Override
    public boolean hasReceipt(String pipeline, String dataset, String loadId, Deadline deadline) {
        return false;
    }

    /** None: no key is kept, and there is no need of one. */
    @Override
    public Optional<PastLoad> keyed(String pipeline, String dataset, String key, Deadline deadline) {
        return Optional.empty();
    }

    /** All files are written before the first takes its place. */
    @Override
    public Loaded load(LoadPackage load, Deadline deadline) {
        Meter meter = new Meter("write");
        Jobs jobs = new Jobs(load);
        Map<Path, Path> written = new LinkedHashMap<>();
        List<String> news = new ArrayList<>();
        Durable.directories(folder);
        try (PartFiles files = new PartFiles(folder, Long.MAX_VALUE, deadline)) {
            Map<String, List<Part>> parts = jobs.parts(false);
            for (Table table : jobs.replaced()) {
                Path file = folder.resolve(table.name() + ".parquet");
                if (!Files.exists(file)) {
                    news.add(table.name());
                }
                written.put(
                        files.whole(
                                table.name() + ".parquet.tmp",
                                parts.getOrDefault(table.name(), List.of()),
                                fields(table, load.loadId())),
                        file);
            }
        }
        deadline.check();
        meter.phase("place");
        written.forEach(Durable::place);
        return new Loaded(jobs.rows(), news, Map.of(), false).with(meter.effort());
    }

    private static List<Field> fields(Table table, String loadId) {
        return table.columns().stream()
                .map(column -> column.name().equals(Column.LOAD_ID)
                        ? Field.constant(column.name(), loadId)
                        : Field.of(column.name(), column, stored -> stored))
                .collect(Collectors.toList());
    }
}
