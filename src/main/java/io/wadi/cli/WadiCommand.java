package io.wadi.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command, or one below it: knows what it finds around itself; gives the exit code. */
abstract class WadiCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    CommandSpec spec;

    final Surroundings surroundings() {
        return ((Wadi) spec.root().userObject()).surroundings();
    }
}
