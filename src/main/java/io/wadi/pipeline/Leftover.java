package io.wadi.pipeline;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.Extracted;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import java.util.List;

/** The package that an earlier run left, and what it is to the run that finds it. */
final class Leftover {
    private Leftover() {}

    static TerminalFailure stuck(PackageDirectory left, TerminalFailure e) {
        Explanation why = e.explanation();
        return new TerminalFailure(
                Explanation.of("the package that an earlier run left cannot be finished: " + why.what())
                        .at(why.at().orElse(left.path().toString()))
                        .fix(why.fix()
                                        .map(fix -> fix + "; or give the package up: ")
                                        .orElse("give the package up: ") + "run again with --fresh"),
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
