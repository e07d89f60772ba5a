package io.wadi.pipeline;

import io.wadi.load.Loaded;
import io.wadi.model.Base;
import io.wadi.model.Cancelled;
import io.wadi.model.Clearing;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.LoadPackage.Versioned;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.normalise.Finding;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.OpenPackage;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore;
import io.wadi.pack.SchemaDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a pipeline: finishes the package that an earlier run left, or extracts, normalises and loads a new one. What it
 * did is in {@link #report} afterwards.
 */
public final class PipelineRun implements Loading {
    private final RunSettings settings;
    private final Instant started;
    private Optional<RunReport> report = Optional.empty();
    private Optional<String> loadedInto = Optional.empty();
    private final List<Manifest> loaded = new ArrayList<>();
    /** What an earlier run left, and this one finished before it read what it was given itself. */
    private Optional<Manifest> finished = Optional.empty();

    public PipelineRun(RunSettings settings) {
        this.settings = settings;
        this.started = settings.clock().instant();
    }

    @Override
    public Deadline deadline() {
        return settings.deadline();
    }

    @Override
    public Optional<String> loadedInto() {
        return loadedInto;
    }

    /** Empty until a package was finished, or nothing was found to load. */
    public Optional<RunReport> report() {
        return report;
    }

    @Override
    public void load(Source source, LoadOptions options) {
        Target target = settings.destinations().find(options).accepting(source, settings.refresh());
        PreparedSource.of(source, settings.policy(), target);
        PackageStore store = new PackageStore(settings.work(), options.pipeline());
        try (RunLock lock = RunLock.take(store.path(), options.pipeline())) {
            StartingPoint start =
                    new StartingPoint(settings, target, options.pipeline(), target.dataset(options), source.name());
            if (settings.fresh()) {
                start.forget();
            }
            if (!finishEarlier(source, store, target, options)) {
                extractFrom(start, source, options, store, target);
            }
            report = report.map(done -> done.with(AfterLoad.act(source, loaded, settings.deadline())));
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
    private boolean finishEarlier(Source source, PackageStore store, Target target, LoadOptions options) {
        String dataset = target.dataset(options);
        for (PackageDirectory left : store.unfinished()) {
            Identity identity = left.manifest().identity();
            boolean elsewhere = !identity.destination().equals(target.address())
                    || !identity.dataset().equals(dataset);
            if (left.manifest().state() == PackageState.EXTRACTING) {
                store.remove(left);
            } else if (settings.fresh() && !elsewhere) {
                left.mark(PackageState.ABORTED);
            } else if (!elsewhere && finished(left, target) && identity.input().equals(settings.input())) {
                if (!source.isReadOnce()) {
                    return true;
                }
                Leftover.refuseToWait(left, settings.until());
                finished = Optional.of(left.manifest());
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
        } catch (TerminalFailure e) {
            throw e instanceof Cancelled ? e : Leftover.stuck(left, e);
        }
    }

    /** Once more where somebody else had moved on since the destination was asked, a day before perhaps. */
    private void extractFrom(
            StartingPoint start, Source source, LoadOptions options, PackageStore store, Target target) {
        try {
            extract(start.base(), source, options, store, target);
        } catch (StalePackage e) {
            if (!start.forget() || source.isReadOnce()) {
                throw e;
            }
            extract(start.base(), source, options, store, target);
        }
    }

    private void extract(Base base, Source source, LoadOptions options, PackageStore store, Target target) {
        settings.progress().at(Station.EXTRACT);
        String dataset = target.dataset(options);
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
                base,
                clearing(source, base));
        try {
            if (settings.until() == Station.EXTRACT) {
                Map<String, Long> records =
                        new ExtractStation(settings, target, directory, ExtractStation.Next.NONE).extract(source);
                done(directory, target, Station.EXTRACT, records, Optional.empty(), source.warnings(), false);
            } else {
                extractAndNormalise(source, directory, target, store);
            }
        } finally {
            if (directory.manifest().state() == PackageState.EXTRACTING) {
                store.remove(directory);
            }
        }
    }

    private Clearing clearing(Source source, Base base) {
        return settings.refresh()
                .filter(refresh -> base.schema().isPresent())
                .map(refresh -> Clearing.of(
                        refresh,
                        SchemaDocument.read(source.name(), base),
                        source.resources().stream().map(Resource::name).toList()))
                .orElse(Clearing.NONE);
    }

    private void extractAndNormalise(Source source, PackageDirectory directory, Target target, PackageStore store) {
        Map<String, Long> records;
        List<Finding> findings;
        try (Workers workers = Workers.start(settings.threads());
                NormaliseStation normalise = normalise(directory, target, workers)) {
            normalise.declare(source.resources());
            records = new ExtractStation(settings, target, directory, normalise).extract(source);
            if (finished.filter(done -> Leftover.same(done, directory.manifest()))
                    .isPresent()) {
                store.remove(directory);
                return;
            }
            settings.progress().at(Station.NORMALISE);
            findings = normalise.finish();
        }
        List<String> warnings = new ArrayList<>(source.warnings());
        findings.forEach(finding -> warnings.add(finding.describe()));
        if (isNothing(directory)) {
            done(directory, target, Station.LOAD, records, Optional.empty(), warnings, false);
            store.remove(directory);
        } else {
            loadIfAsked(directory, target, records, warnings, false);
        }
    }

    private NormaliseStation normalise(PackageDirectory directory, Target target, Workers workers) {
        return new NormaliseStation(directory, target.maxIdentifier(), workers.all(), settings.deadline());
    }

    /** No rows, no table emptied, and neither schema nor state is new (contract section 5). */
    private static boolean isNothing(PackageDirectory directory) {
        Manifest manifest = directory.manifest();
        boolean sameSchema = manifest.schema().map(Versioned::version).orElse(0L)
                == manifest.base().schemaVersion();
        try (OpenPackage open = directory.open()) {
            return sameSchema
                    && manifest.clearing().tables().isEmpty()
                    && manifest.cursors().isEmpty()
                    && open.content().jobs().isEmpty();
        }
    }

    private void complete(PackageDirectory directory, Target target, Map<String, Long> records, boolean resumed) {
        List<String> warnings = List.of();
        if (directory.manifest().state() == PackageState.EXTRACTED) {
            if (settings.until() == Station.EXTRACT) {
                done(directory, target, Station.EXTRACT, records, Optional.empty(), warnings, resumed);
                return;
            }
            settings.progress().at(Station.NORMALISE);
            try (Workers workers = Workers.start(settings.threads());
                    NormaliseStation normalise = normalise(directory, target, workers)) {
                normalise.replay();
                warnings = normalise.finish().stream().map(Finding::describe).toList();
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
        Loaded loaded = new LoadStation(settings, target).load(directory);
        done(directory, target, Station.LOAD, records, Optional.of(loaded), loaded.after(warnings), resumed);
        directory.mark(PackageState.LOADED);
        Identity identity = directory.manifest().identity();
        new StartingPoint(settings, target, identity.pipeline(), identity.dataset(), identity.source()).moved();
        this.loaded.add(directory.manifest());
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
        loadedInto = reached == Station.LOAD ? Optional.of(target.kind()) : Optional.empty();
        report = Optional.of(new RunReport(
                settings.name(),
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
