package io.wadi.pipeline;

import io.wadi.model.Cancelled;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Extracted;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageState;
import java.util.List;

/** The package that an earlier run left, and what it is to the run that finds it. */
final class Leftover {
    private static final String FRESH = "--fresh";

    private Leftover() {}

    /**
     * A package that cannot be finished is no loss where another run has loaded since: it is stale then.
     *
     * @throws TerminalFailure when none has
     */
    static void giveUpIfOvertaken(PackageDirectory left, Target target, Deadline deadline, TerminalFailure e) {
        Manifest manifest = left.manifest();
        Identity identity = manifest.identity();
        if (e instanceof Cancelled
                || target.destination()
                        .base(identity.pipeline(), identity.dataset(), identity.source(), deadline)
                        .head()
                        .equals(manifest.base().head())) {
            throw e instanceof Cancelled ? e : stuck(left, e);
        }
        left.mark(PackageState.STALE);
    }

    private static TerminalFailure stuck(PackageDirectory left, TerminalFailure e) {
        Explanation why = e.explanation();
        return new TerminalFailure(
                Explanation.of("the package that an earlier run left cannot be finished: " + why.what())
                        .at(why.at().orElse(left.path().toString()))
                        .fix(why.fix()
                                        .filter(fix -> !fix.contains(FRESH))
                                        .map(fix -> fix + "; or give the package up: ")
                                        .orElse("give the package up: ")
                                + "run again with " + FRESH),
                e);
    }

    /** A run that does not load would leave two packages, or lose what it was given. */
    static void refuseToWait(PackageDirectory left, Station until) {
        if (until != Station.LOAD) {
            throw new TerminalFailure(Explanation.of(
                            "the package that an earlier run left waits to be loaded, and what this run was given can be"
                                    + " read once")
                    .at(left.path().toString())
                    .fix("./wadi load " + left.manifest().identity().pipeline() + ", and then run this again"));
        }
    }

    /**
     * Whether both have the same pages: then what was given to the second run was given to the first, which did not come to
     * say that it has it.
     */
    static boolean same(Manifest earlier, Manifest now) {
        return checksums(earlier).equals(checksums(now));
    }

    private static List<String> checksums(Manifest manifest) {
        return manifest.resources().stream().map(Extracted::checksum).toList();
    }
}
