package io.wadi.pipeline;

import io.wadi.load.Loaded;
import io.wadi.load.PastLoad;
import io.wadi.model.Base;
import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Source;
import io.wadi.model.StalePackage;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import io.wadi.normalise.Finding;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.PackageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private int loads;
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
            OneLoad key = new OneLoad(settings, target, options.pipeline(), target.dataset(options), ++loads);
            if (!finishEarlier(source, store, target, key) && !isDone(key.given(), key)) {
                extractFrom(start, source, store, target, key);
            }
            report = report.map(done -> done.with(AfterLoad.act(source, loaded, settings.deadline())));
            store.tidy(settings.keep());
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
            finish(unfinished.get(unfinished.size() - 1), byAddress);
            store.tidy(settings.keep());
        }
    }

    private void finish(PackageDirectory left, Target.Finder byAddress) {
        Identity identity = left.manifest().identity();
        Target target = byAddress.find(new LoadOptions(
                identity.pipeline(), Optional.of(identity.dataset()), Optional.of(identity.destination())));
        complete(left, target, Map.of(), true);
    }

    /** Takes just this package there, of which extraction has ended. */
    public void finish(PackageStore.Found found, Target.Finder byAddress) {
        PackageStore store = new PackageStore(settings.work(), found.pipeline());
        try (RunLock lock = RunLock.take(store.path(), found.pipeline())) {
            // As it is now that nobody else has it.
            store.unfinished().stream()
                    .filter(left -> left.path().equals(found.path()))
                    .findFirst()
                    .ifPresent(left -> finish(left, byAddress));
            store.tidy(settings.keep());
        }
    }

    /** @return whether that was this run's work, too */
    private boolean finishEarlier(Source source, PackageStore store, Target target, OneLoad key) {
        String dataset = key.dataset();
        for (PackageDirectory left : store.unfinished()) {
            Identity identity = left.manifest().identity();
            boolean elsewhere = !identity.destination().equals(target.address())
                    || !identity.dataset().equals(dataset);
            if (left.manifest().state() == PackageState.EXTRACTING) {
                continue; // whether it can be gone on with is seen when all else is finished
            }
            if (settings.fresh() && !elsewhere) {
                left.mark(PackageState.ABORTED);
            } else if (!elsewhere && finished(left, target) && key.isMeant(identity)) {
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
            Leftover.giveUpIfOvertaken(left, target, settings.deadline(), e);
            return false;
        }
    }

    /** Once more where somebody else had moved on since the destination was asked, a day before perhaps. */
    private void extractFrom(StartingPoint start, Source source, PackageStore store, Target target, OneLoad key) {
        try {
            extract(start.base(), source, store, target, key);
        } catch (StalePackage e) {
            boolean outOfDate = start.forget();
            if (isDone(key.committed(), key)) {
                return;
            }
            if (!outOfDate || source.isReadOnce()) {
                throw e;
            }
            extract(start.base(), source, store, target, key);
        }
    }

    /** Whether all of it was brought in before, by another run or an earlier attempt of this one. */
    private boolean isDone(Optional<PastLoad> past, OneLoad key) {
        past.ifPresent(load -> {
            loadedInto = Optional.of(key.target().kind());
            report = Optional.of(
                    key.report(load, Duration.between(started, settings.clock().instant())));
        });
        return past.isPresent();
    }

    private void extract(Base base, Source source, PackageStore store, Target target, OneLoad key) {
        settings.progress().at(Station.EXTRACT);
        Beginning.Begun begun = new Beginning(settings, target, key, store).of(source, base);
        PackageDirectory directory = begun.directory();
        boolean mayGoOn = false;
        try {
            if (settings.until() == Station.EXTRACT) {
                Map<String, Long> records =
                        new ExtractStation(settings, target, directory, ExtractStation.Next.NONE).extract(source);
                done(directory, target, Station.EXTRACT, records, Optional.empty(), source.warnings(), begun.goesOn());
            } else {
                extractAndNormalise(source, begun, target, store);
            }
        } catch (TransientFailure | Cancelled e) {
            // What failed for good may be mended at the source, where all is asked for again then.
            mayGoOn = Beginning.hasPositions(directory, source);
            throw e;
        } finally {
            if (directory.manifest().state() == PackageState.EXTRACTING && !mayGoOn) {
                store.remove(directory);
            }
        }
    }

    private void extractAndNormalise(Source source, Beginning.Begun begun, Target target, PackageStore store) {
        PackageDirectory directory = begun.directory();
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
        // Under a key of the caller's, to have found nothing is an outcome that is kept, too.
        if (settings.key().isEmpty() && directory.bringsNothing()) {
            done(directory, target, Station.LOAD, records, Optional.empty(), warnings, begun.goesOn());
            store.remove(directory);
        } else {
            loadIfAsked(directory, target, records, warnings, begun.goesOn());
        }
    }

    private NormaliseStation normalise(PackageDirectory directory, Target target, Workers workers) {
        return new NormaliseStation(
                directory, target.maxIdentifier(), workers.all(), settings.progress(), settings.deadline());
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
        } else {
            Packages.rows(directory.manifest()).forEach(settings.progress()::packed);
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
