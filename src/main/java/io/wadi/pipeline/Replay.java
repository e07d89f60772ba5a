package io.wadi.pipeline;

import io.wadi.load.Loaded;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Explanation;
import io.wadi.model.Head;
import io.wadi.model.LoadPackage;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.OpenPackage;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A package that was made once, loaded again byte for byte and without its source: after its destination came back from a
 * backup, or into another one. Where it is in, it is not loaded twice.
 *
 * @param dataset that it is loaded into
 */
public record Replay(RunSettings settings, PackageDirectory directory, Target target, String dataset) {
    /** @throws TerminalFailure when its parts are gone, or the destination is at another load than the one it follows */
    public RunReport run() {
        Identity identity = directory.manifest().identity();
        PackageStore store = new PackageStore(settings.work(), identity.pipeline());
        Instant began = settings.clock().instant();
        try (RunLock lock = RunLock.take(store.path(), identity.pipeline())) {
            settings.progress().at(Station.LOAD);
            Loaded loaded = isIn(identity) ? new Loaded(Map.of(), List.of(), Map.of(), true) : load(identity);
            new StartingPoint(settings, target, identity.pipeline(), dataset, identity.source()).forget();
            return new RunReport(
                    settings.name(),
                    identity.pipeline(),
                    target.destination().describe(),
                    dataset,
                    Optional.of(identity.loadId()),
                    Station.LOAD,
                    Map.of(),
                    Optional.of(loaded),
                    loaded.warnings(),
                    true,
                    Duration.between(began, settings.clock().instant()));
        }
    }

    private boolean isIn(Identity identity) {
        return target.destination().hasReceipt(identity.pipeline(), dataset, identity.loadId(), settings.deadline());
    }

    /** @throws TerminalFailure when the parts of that package are gone, or were never made */
    public static void check(PackageDirectory directory) {
        Manifest manifest = directory.manifest();
        Identity identity = manifest.identity();
        if (!directory.hasParts() || manifest.schema().isEmpty()) {
            throw new TerminalFailure(Explanation.of("package " + identity.loadId() + " of pipeline "
                            + identity.pipeline() + " has no rows here: it is "
                            + manifest.state().word())
                    .at(directory.path().toString())
                    .fix("what was not loaded yet: ./wadi resume " + identity.loadId()
                            + "; wadi.packages.keep says how many packages keep their rows once they are loaded"));
        }
    }

    private Loaded load(Identity identity) {
        check(directory);
        Manifest manifest = directory.manifest();
        Base now = target.destination().base(identity.pipeline(), dataset, identity.source(), settings.deadline());
        Head follows = manifest.base().head();
        boolean isNew = now.equals(Base.NONE);
        if (!isNew && !now.head().equals(follows)) {
            throw new TerminalFailure(Explanation.of("package " + identity.loadId() + " follows "
                            + (follows.equals(Head.NONE) ? "no load" : "load " + follows.loadId()) + ", and dataset "
                            + dataset + " of " + target.destination().describe() + " is at "
                            + (now.head().equals(Head.NONE)
                                    ? "none of Wadi's"
                                    : "load " + now.head().loadId())
                            + "; its cursors would go back, so nothing was loaded")
                    .fix("load into a dataset or database in which the pipeline has no load: --into, --dataset"));
        }
        Packages.rows(manifest).forEach(settings.progress()::packed);
        try (OpenPackage open = directory.open()) {
            return target.destination().load(onto(open.content(), now, isNew), settings.deadline());
        }
    }

    private LoadPackage onto(LoadPackage load, Base now, boolean isNew) {
        return new LoadPackage(
                load.pipeline(),
                dataset,
                load.loadId(),
                load.createdAt(),
                now.head(),
                load.schema(),
                load.stored(),
                load.state(),
                isNew ? Clearing.NONE : load.clearing(),
                load.jobs(),
                load.hash(),
                load.key(),
                load.input());
    }
}
