package io.wadi.load.s3;

import io.wadi.load.Destination;
import io.wadi.load.Leaving;
import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.PastLoad;
import io.wadi.load.Sweep;
import io.wadi.load.s3.HeadManifest.Receipt;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.load.snowflake.Pipes;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Refresh;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A folder of a bucket that takes files, for Snowpipe. Tables only grow. */
public final class S3Destination implements Destination {
    /** The longest name of a table or column, in characters: that of Snowflake, whose pipes read the files. */
    public static final int LONGEST_NAME = 255;

    private static final String GROWS =
            "and in S3 tables only grow: a pipe loads each file once, and takes nothing away";
    private static final String FIX = "append, or load into snowflake or duckdb";

    private final S3Place place;
    private final Path work;
    private final FileFormat format;
    private final Optional<Pipes> pipes;
    private final Sizes sizes;
    private final Milestones milestones;

    /**
     * @param work a folder below which files may lie on their way
     * @param pipes who tells them of files; empty where the bucket does
     */
    public S3Destination(S3Place place, Path work, FileFormat format, Optional<Pipes> pipes) {
        this(place, work, format, pipes, Sizes.DEFAULT, Milestones.NONE);
    }

    public S3Destination(
            S3Place place, Path work, FileFormat format, Optional<Pipes> pipes, Sizes sizes, Milestones milestones) {
        this.pipes = pipes;
        this.format = format;
        this.place = place;
        this.work = work;
        this.sizes = sizes;
        this.milestones = milestones;
    }

    @Override
    public String describe() {
        return "S3 " + place.address()
                + place.endpoint().map(endpoint -> " at " + endpoint).orElse("");
    }

    @Override
    public void accept(Source source, Optional<Refresh> refresh) {
        List<Explanation> problems = new ArrayList<>();
        for (Resource resource : source.resources()) {
            WriteDisposition disposition = resource.hints().disposition();
            if (disposition != WriteDisposition.APPEND) {
                problems.add(Explanation.of("resource " + resource.name() + " has writeDisposition "
                                + disposition.word() + ", " + GROWS)
                        .fix(FIX));
            }
        }
        refresh.ifPresent(word -> problems.add(Explanation.of("--refresh " + word.word() + " takes rows away, " + GROWS)
                .fix("load into another dataset or folder")));
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }

    @Override
    public Base base(String pipeline, String dataset, String schemaName, Deadline deadline) {
        try (Bucket bucket = new Bucket(place, deadline)) {
            return new Heads(bucket, keys(pipeline, dataset)).newest().base(schemaName);
        }
    }

    @Override
    public boolean hasReceipt(String pipeline, String dataset, String loadId, Deadline deadline) {
        return completed(pipeline, dataset, (heads, newest) -> heads.receipt(newest, loadId), deadline)
                .isPresent();
    }

    @Override
    public List<PastLoad> loads(String pipeline, String dataset, String schemaName, int limit, Deadline deadline) {
        try (Bucket bucket = new Bucket(place, deadline)) {
            return new Heads(bucket, keys(pipeline, dataset))
                    .receipts(limit).stream().map(Receipt::pastLoad).toList();
        }
    }

    @Override
    public Optional<PastLoad> keyed(String pipeline, String dataset, String key, Deadline deadline) {
        return completed(pipeline, dataset, (heads, newest) -> heads.keyed(newest, key), deadline)
                .map(Receipt::pastLoad);
    }

    /** Whoever committed the load may not have come to say so, to readers and to pipes. */
    private Optional<Receipt> completed(
            String pipeline,
            String dataset,
            BiFunction<Heads, HeadManifest, Optional<Receipt>> which,
            Deadline deadline) {
        Keys keys = keys(pipeline, dataset);
        try (Bucket bucket = new Bucket(place, deadline)) {
            Heads heads = new Heads(bucket, keys);
            HeadManifest newest = heads.newest();
            Optional<Receipt> receipt = which.apply(heads, newest);
            receipt.map(Receipt::loadId).ifPresent(loadId -> {
                new Completion(bucket, keys, files("receipt-" + loadId, deadline)).of(newest);
                pipes.ifPresent(told -> new Untold(bucket, keys, told, deadline)
                        .tell(loadId, false, id -> heads.receipt(newest, id).isPresent()));
            });
            return receipt;
        }
    }

    @Override
    public Loaded load(LoadPackage load, Deadline deadline) {
        for (LoadJob job : load.jobs()) {
            if (job.disposition() != WriteDisposition.APPEND) {
                throw new TerminalFailure(Explanation.of("table " + job.table().name() + " has writeDisposition "
                                + job.disposition().word() + ", " + GROWS)
                        .fix(FIX));
            }
        }
        if (!load.clearing().equals(Clearing.NONE)) {
            throw new TerminalFailure(
                    Explanation.of("the package takes rows away, " + GROWS).fix(FIX));
        }
        try (Bucket bucket = new Bucket(place, deadline)) {
            Keys keys = keys(load.pipeline(), load.dataset());
            S3Load step = new S3Load(bucket, keys, load, sizes, milestones);
            Function<FileFormat, DataFiles> files = files(load.pipeline() + "-" + load.loadId(), deadline);
            if (pipes.isEmpty()) {
                return step.run(format, files, written -> {});
            }
            Untold untold = new Untold(bucket, keys, pipes.get(), deadline);
            Loaded loaded = step.run(format, files, written -> untold.note(load.loadId(), written));
            Heads heads = new Heads(bucket, keys);
            HeadManifest newest = heads.newest();
            return loaded.warning(untold.tell(
                    load.loadId(),
                    !loaded.already(),
                    id -> heads.receipt(newest, id).isPresent()));
        }
    }

    private Function<FileFormat, DataFiles> files(String folder, Deadline deadline) {
        return written -> new DataFiles(work.resolve(folder), written, sizes.file(), deadline);
    }

    /** Uploads that were begun and not ended. Files that are whole stay: pipes may have read them. */
    @Override
    public List<Leaving> sweep(String pipeline, String dataset, Sweep sweep, Deadline deadline) {
        Keys keys = keys(pipeline, dataset);
        try (Bucket bucket = new Bucket(place, deadline)) {
            Heads heads = new Heads(bucket, keys);
            HeadManifest newest = heads.newest();
            return HalfDone.sweep(
                    bucket,
                    keys,
                    sweep,
                    newest.head().loadId(),
                    id -> heads.receipt(newest, id).isPresent());
        }
    }

    private Keys keys(String pipeline, String dataset) {
        if (dataset.equals(Keys.OWN)) {
            throw new ConfigurationFailure(
                    Explanation.of("no dataset in S3 can be called " + dataset).fix("give it another name"));
        }
        return Keys.of(place, dataset, pipeline);
    }
}
