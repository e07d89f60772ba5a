package io.wadi.pipeline;

import io.wadi.load.Loaded;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.JsonPage;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.normalise.Collision;
import io.wadi.normalise.Normaliser;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.OpenPackage;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * One run of a pipeline: finishes the package that an earlier run left, or extracts, normalises and loads a new one. What it
 * did is in {@link #report} afterwards.
 */
public final class PipelineRun implements Loading {
    private final RunSettings settings;
    private final Instant started;
    private Optional<RunReport> report = Optional.empty();

    public PipelineRun(RunSettings settings) {
        this.settings = settings;
        this.started = settings.clock().instant();
    }

    @Override
    public Deadline deadline() {
        return settings.deadline();
    }

    /** Empty until a package was finished, or nothing was found to load. */
    public Optional<RunReport> report() {
        return report;
    }

    @Override
    public void load(Source source, LoadOptions options) {
        Target target = settings.destinations().find(options);
        PackageStore store = new PackageStore(settings.work(), options.pipeline());
        try (RunLock lock = RunLock.take(store.path(), options.pipeline())) {
            if (!finishEarlier(store, target)) {
                extract(source, options, store, target);
            }
            store.tidy();
        }
    }

    /**
     * Takes the newest unfinished package of {@code pipeline} to the run's last station, without its source.
     *
     * @throws TerminalFailure when there is none
     */
    public void finish(String pipeline, Target.Finder byAddress) {
        PackageStore store = new PackageStore(settings.work(), pipeline);
        try (RunLock lock = RunLock.take(store.path(), pipeline)) {
            List<PackageDirectory> unfinished = store.unfinished().stream()
                    .filter(p -> p.manifest().state() != PackageState.EXTRACTING)
                    .toList();
            if (unfinished.isEmpty()) {
                throw new TerminalFailure(Explanation.of("pipeline " + pipeline + " has no package that waits")
                        .at(store.path().toString())
                        .fix("./wadi extract " + pipeline));
            }
            PackageDirectory newest = unfinished.get(unfinished.size() - 1);
            Identity identity = newest.manifest().identity();
            Target target = byAddress.find(
                    new LoadOptions(pipeline, Optional.of(identity.dataset()), Optional.of(identity.destination())));
            complete(newest, target, Map.of(), true);
        }
    }

    /** @return whether that was this run's work, too */
    private boolean finishEarlier(PackageStore store, Target target) {
        for (PackageDirectory left : store.unfinished()) {
            Identity identity = left.manifest().identity();
            boolean elsewhere = !identity.destination().equals(target.address());
            if (left.manifest().state() == PackageState.EXTRACTING) {
                store.remove(left);
            } else if (settings.fresh() && !elsewhere) {
                left.mark(PackageState.ABORTED);
            } else if (!elsewhere && finished(left, target) && identity.input().equals(settings.input())) {
                return true;
            }
        }
        return false;
    }

    private boolean finished(PackageDirectory left, Target target) {
        try {
            complete(left, target, Map.of(), true);
            return true;
        } catch (StalePackage overtaken) {
            // Another run brought newer data in: this one extracts again.
            return false;
        }
    }

    private void extract(Source source, LoadOptions options, PackageStore store, Target target) {
        settings.progress().at(Station.EXTRACT);
        String dataset = options.dataset().orElse(options.pipeline());
        Base base = target.destination().base(options.pipeline(), dataset, source.name(), settings.deadline());
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
        PackageDirectory directory = store.create(
                new Identity(
                        options.pipeline(),
                        source.name(),
                        settings.input(),
                        dataset,
                        target.address(),
                        LoadIds.next(now, base.head()),
                        now,
                        HexFormat.of().formatHex(settings.seeds().get()),
                        settings.key()),
                base);
        try {
            if (settings.until() == Station.EXTRACT) {
                Map<String, Long> records =
                        new ExtractStation(settings, target, directory, JOURNAL_ONLY).extract(source);
                done(directory, target, Station.EXTRACT, records, Optional.empty(), List.of(), false);
            } else {
                extractAndNormalise(source, directory, target, store);
            }
        } finally {
            if (directory.manifest().state() == PackageState.EXTRACTING) {
                store.remove(directory);
            }
        }
    }

    private static final ExtractStation.Next JOURNAL_ONLY = new ExtractStation.Next() {
        @Override
        public void begin(Resource resource) {}

        @Override
        public void accept(JsonPage page) {}
    };

    private void extractAndNormalise(Source source, PackageDirectory directory, Target target, PackageStore store) {
        ExecutorService executor = workers();
        Map<String, Long> records;
        List<Collision> collisions;
        try (NormaliseStation normalise = normalise(directory, target, executor)) {
            records = new ExtractStation(settings, target, directory, normalise).extract(source);
            settings.progress().at(Station.NORMALISE);
            collisions = normalise.finish();
        } finally {
            executor.shutdownNow();
        }
        if (isNothing(directory)) {
            done(directory, target, Station.LOAD, records, Optional.empty(), warnings(collisions), false);
            store.remove(directory);
        } else {
            loadIfAsked(directory, target, records, warnings(collisions), false);
        }
    }

    private ExecutorService workers() {
        return Executors.newFixedThreadPool(settings.threads(), task -> {
            Thread thread = new Thread(task, "wadi-normalise");
            thread.setDaemon(true);
            return thread;
        });
    }

    private NormaliseStation normalise(PackageDirectory directory, Target target, ExecutorService executor) {
        return new NormaliseStation(
                directory,
                target.maxIdentifier(),
                new Normaliser.Workers(executor, settings.threads()),
                settings.deadline());
    }

    /** No rows, no table emptied, and neither schema nor state is new (contract section 5). */
    private static boolean isNothing(PackageDirectory directory) {
        Manifest manifest = directory.manifest();
        boolean sameSchema = manifest.schema().map(Versioned::version).orElse(0L)
                == manifest.base().schemaVersion();
        try (OpenPackage open = directory.open()) {
            return sameSchema
                    && manifest.cursors().isEmpty()
                    && open.content().jobs().isEmpty();
        }
    }

    private void complete(PackageDirectory directory, Target target, Map<String, Long> records, boolean resumed) {
        List<String> warnings = List.of();
        if (directory.manifest().state() == PackageState.EXTRACTED) {
            settings.progress().at(Station.NORMALISE);
            ExecutorService executor = workers();
            try (NormaliseStation normalise = normalise(directory, target, executor)) {
                normalise.replay();
                warnings = warnings(normalise.finish());
            } finally {
                executor.shutdownNow();
            }
        }
        loadIfAsked(directory, target, records, warnings, resumed);
    }

    private void loadIfAsked(
            PackageDirectory directory,
            Target target,
            Map<String, Long> records,
            List<String> warnings,
            boolean resumed) {
        if (settings.until() != Station.LOAD) {
            done(directory, target, Station.NORMALISE, records, Optional.empty(), warnings, resumed);
            return;
        }
        settings.progress().at(Station.LOAD);
        directory.mark(PackageState.LOADING);
        Loaded loaded;
        try (OpenPackage open = directory.open()) {
            loaded = target.destination().load(open.content(), settings.deadline());
        } catch (StalePackage e) {
            directory.mark(PackageState.STALE);
            throw e;
        } catch (Failure e) {
            if (!committedAfterAll(directory, target)) {
                throw e;
            }
            loaded = new Loaded(Map.of(), List.of(), Map.of(), true);
        }
        done(directory, target, Station.LOAD, records, Optional.of(loaded), warnings, resumed);
        directory.mark(PackageState.LOADED);
    }

    /** Asks for the receipt after an unclear end; when even that cannot be had, the next run asks. */
    private boolean committedAfterAll(PackageDirectory directory, Target target) {
        Identity identity = directory.manifest().identity();
        try {
            return target.destination()
                    .hasReceipt(identity.pipeline(), identity.dataset(), identity.loadId(), settings.deadline());
        } catch (Failure unreachable) {
            return false;
        }
    }

    private static List<String> warnings(List<Collision> collisions) {
        List<String> warnings = new ArrayList<>();
        collisions.forEach(c -> warnings.add(c.describe()));
        return warnings;
    }

    private void done(
            PackageDirectory directory,
            Target target,
            Station reached,
            Map<String, Long> records,
            Optional<Loaded> loaded,
            List<String> warnings,
            boolean resumed) {
        Identity identity = directory.manifest().identity();
        boolean nothing = reached == Station.LOAD && loaded.isEmpty();
        report = Optional.of(new RunReport(
                identity.pipeline(),
                target.destination().describe(),
                identity.dataset(),
                nothing ? Optional.empty() : Optional.of(identity.loadId()),
                reached,
                records,
                loaded,
                warnings,
                resumed,
                Duration.between(started, settings.clock().instant())));
    }
}
