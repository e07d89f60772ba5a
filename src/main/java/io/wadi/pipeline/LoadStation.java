package io.wadi.pipeline;

import io.wadi.load.Loaded;
import io.wadi.model.CrashPoint;
import io.wadi.model.Failure;
import io.wadi.model.StalePackage;
import io.wadi.pack.Identity;
import io.wadi.pack.OpenPackage;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import io.wadi.pack.SentStatements;
import java.util.List;
import java.util.Map;

/** From a package to its destination; after an unclear end the receipt is asked for. */
final class LoadStation {
    private final RunSettings settings;
    private final Target target;

    LoadStation(RunSettings settings, Target target) {
        this.settings = settings;
        this.target = target;
    }

    /** @throws Failure when nothing was loaded; a package that was overtaken is marked as stale */
    Loaded load(PackageDirectory directory) {
        settings.progress().at(Station.LOAD);
        directory.mark(PackageState.LOADING);
        CrashPoint.LOAD_NOTED.pass();
        try (OpenPackage open = directory.open();
                SentStatements sent = new SentStatements(directory.path())) {
            CrashPoint.PACKAGE_OPENED.pass();
            Loaded loaded = target.destination().load(open.content(), settings.deadline(), sent);
            CrashPoint.LOADED.pass();
            return loaded;
        } catch (StalePackage e) {
            directory.mark(PackageState.STALE);
            throw e;
        } catch (Failure e) {
            if (committedAfterAll(directory)) {
                return new Loaded(Map.of(), List.of(), Map.of(), true)
                        .warning(List.of("loaded, but then: " + e.explanation().what()
                                + "; the next load ends what this one left"));
            }
            throw e;
        } finally {
            settings.progress().end();
        }
    }

    /** When even that cannot be told, the next run asks. */
    private boolean committedAfterAll(PackageDirectory directory) {
        Identity identity = directory.manifest().identity();
        try {
            return target.destination()
                    .hasReceipt(identity.pipeline(), identity.dataset(), identity.loadId(), settings.deadline());
        } catch (Failure unreachable) {
            return false;
        }
    }
}
