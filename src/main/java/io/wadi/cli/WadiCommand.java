package io.wadi.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.ParentCommand;

/** A command: knows what it finds around itself; gives the exit code. */
abstract class WadiCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    Wadi wadi;

    final Surroundings surroundings() {
        return wadi.surroundings();
    }
}
