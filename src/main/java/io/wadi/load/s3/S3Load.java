package io.wadi.load.s3;

import io.wadi.load.Loaded;
import io.wadi.load.Meter;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.s3.HeadManifest.Receipt;
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

    S3Load(Bucket bucket, Keys keys, LoadPackage load, Sizes sizes, Milestones milestones) {
        this.bucket = bucket;
        this.keys = keys;
        this.load = load;
        this.sizes = sizes;
        this.milestones = milestones;
        this.heads = new Heads(bucket, keys);
        this.jobs = new Jobs(load);
    }

    Loaded run(DataFiles files) {
        milestones.reached(Point.BEFORE_SETUP);
        HeadManifest base = heads.newest();
        Completion completion = new Completion(bucket, keys);
        // Whoever committed it may not have come to say so.
        completion.of(base, files);
        Optional<Receipt> receipt = heads.receipt(base, load.loadId());
        HalfDone halfDone = new HalfDone(bucket, keys, load.loadId());
        if (receipt.isPresent()) {
            halfDone.end();
            return jobs.already(receipt.get().hash());
        }
        if (base.sequence() == 0) {
            heads.probe();
        }
        HeadManifest next = base.after(load);
        try {
            SystemTables.compare(load, base.head().loadId());
            milestones.reached(Point.AFTER_SETUP);
            meter.phase("upload");
            upload(files, halfDone);
            meter.phase("commit");
            milestones.reached(Point.BEFORE_COMMIT);
            heads.commit(next, load);
        } catch (StalePackage e) {
            halfDone.end();
            throw e;
        }
        milestones.reached(Point.AFTER_COMMIT);
        meter.phase("tidy");
        completion.of(next, files);
        halfDone.end();
        halfDone.tidy(other -> heads.receipt(next, other).isPresent());
        return new Loaded(jobs.rows(), newTables(base), newColumns(base, next), false).with(meter.effort());
    }

    private void upload(DataFiles files, HalfDone halfDone) {
        milestones.reached(Point.BEFORE_ROWS);
        Upload upload = new Upload(bucket, halfDone, sizes.step(), meter);
        Map<String, List<Part>> parts = jobs.parts(false);
        for (Table table : tables()) {
            List<Part> rows = parts.getOrDefault(table.name(), List.of());
            long expected = rows.stream().mapToLong(Part::rows).sum();
            if (expected > 0) {
                String folder = keys.folder(table.name(), load.loadId());
                // Nested rows, too: how else would who reads them know whether their load is complete.
                files.write(
                        table.columns(),
                        rows,
                        Optional.of(load.loadId()),
                        (file, name) -> upload.put(file, folder + name));
            }
        }
        milestones.reached(Point.AFTER_ROWS);
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
