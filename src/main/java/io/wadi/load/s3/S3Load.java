package io.wadi.load.s3;

import io.wadi.load.Loaded;
import io.wadi.load.Meter;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.s3.HeadManifest.Receipt;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.load.snowflake.PipeFile;
import io.wadi.load.sql.Jobs;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.StalePackage;
import io.wadi.model.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The order of a load: files first, then the head, whose coming to be commits it, then the row that says so to those who
 * read the files. Whatever happens in between, the same steps again come to the same end.
 */
final class S3Load {
    private final Bucket bucket;
    private final Keys keys;
    private final LoadPackage load;
    private final Sizes sizes;
    private final Milestones milestones;
    private final Heads heads;
    private final Jobs jobs;
    private final Meter meter = new Meter("prepare");
    private final List<PipeFile> written = new ArrayList<>();

    S3Load(Bucket bucket, Keys keys, LoadPackage load, Sizes sizes, Milestones milestones) {
        this.bucket = bucket;
        this.keys = keys;
        this.load = load;
        this.sizes = sizes;
        this.milestones = milestones;
        this.heads = new Heads(bucket, keys);
        this.jobs = new Jobs(load);
    }

    /**
     * @param wanted what the files are to be; a load that was begun goes on as it was begun
     * @param files makes a place for them to wait
     * @param before is given all files, the row of {@code _dlt_loads} last, just before the commit
     */
    Loaded run(FileFormat wanted, Function<FileFormat, DataFiles> files, Consumer<List<PipeFile>> before) {
        milestones.reached(Point.BEFORE_SETUP);
        HeadManifest base = heads.newest();
        Completion completion = new Completion(bucket, keys, files);
        // Whoever committed it may not have come to say so.
        completion.of(base);
        Optional<Receipt> receipt = heads.receipt(base, load.loadId());
        HalfDone halfDone = new HalfDone(bucket, keys, load.loadId());
        if (receipt.isPresent()) {
            halfDone.end();
            return jobs.already(receipt.get().hash());
        }
        if (base.sequence() == 0) {
            heads.probe();
        }
        HeadManifest next;
        try {
            Optional<Receipt> other = base.keyed(load.key());
            if (other.isPresent()) {
                throw SystemTables.keyTaken(load, other.get().loadId());
            }
            SystemTables.compare(load, base.head().loadId());
            milestones.reached(Point.AFTER_SETUP);
            meter.phase("upload");
            FileFormat format = begun(wanted).orElse(wanted);
            next = base.after(load, format);
            try (DataFiles waiting = files.apply(format)) {
                upload(waiting, format, halfDone);
            }
            written.add(new PipeFile(LoadRow.TABLE, Keys.path(load.loadId(), "part-0" + format.suffix()), 0));
            before.accept(written);
            meter.phase("commit");
            milestones.reached(Point.BEFORE_COMMIT);
            heads.commit(next, load);
        } catch (StalePackage e) {
            halfDone.end();
            throw e;
        }
        milestones.reached(Point.AFTER_COMMIT);
        meter.phase("tidy");
        completion.of(next);
        halfDone.end();
        halfDone.tidy(other -> heads.receipt(next, other).isPresent());
        return new Loaded(jobs.rows(), newTables(base), newColumns(base, next), false).with(meter.effort());
    }

    /**
     * Another format than the wanted one, in which an earlier try of this load began: pipes may have read its files. The
     * first file of all comes first.
     */
    private Optional<FileFormat> begun(FileFormat wanted) {
        return filled().findFirst()
                .flatMap(table -> Stream.of(FileFormat.values())
                        .filter(format -> format != wanted
                                && bucket.head(keys.first(table.name(), load.loadId(), format))
                                        .isPresent())
                        .findFirst());
    }

    private void upload(DataFiles files, FileFormat format, HalfDone halfDone) {
        milestones.reached(Point.BEFORE_ROWS);
        Upload upload = new Upload(bucket, halfDone, sizes.step(), format.contentType(), meter);
        Map<String, List<Part>> parts = jobs.parts(false);
        filled().forEach(table -> {
            String folder = keys.folder(table.name(), load.loadId());
            // Nested rows, too: how else would who reads them know whether their load is complete.
            files.write(
                    table.columns(),
                    parts.getOrDefault(table.name(), List.of()),
                    Optional.of(load.loadId()),
                    (file, name) -> written.add(new PipeFile(
                            table.name(), Keys.path(load.loadId(), name), upload.put(file, folder + name))));
        });
        milestones.reached(Point.AFTER_ROWS);
    }

    /** The tables that have rows, in the order in which they are written. */
    private Stream<Table> filled() {
        Map<String, List<Part>> parts = jobs.parts(false);
        return tables().stream()
                .filter(table -> parts.getOrDefault(table.name(), List.of()).stream()
                                .mapToLong(Part::rows)
                                .sum()
                        > 0);
    }

    private List<Table> tables() {
        return load.jobs().stream().map(LoadJob::table).distinct().toList();
    }

    private List<String> newTables(HeadManifest base) {
        return tables().stream()
                .map(Table::name)
                .filter(name -> !base.tables().containsKey(name))
                .toList();
    }

    private Map<String, List<String>> newColumns(HeadManifest base, HeadManifest next) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (Table table : tables()) {
            List<String> added = new ArrayList<>(next.tables().getOrDefault(table.name(), Set.of()));
            added.removeAll(base.tables().getOrDefault(table.name(), Set.of()));
            if (base.tables().containsKey(table.name()) && !added.isEmpty()) {
                columns.put(table.name(), added);
            }
        }
        return columns;
    }
}
