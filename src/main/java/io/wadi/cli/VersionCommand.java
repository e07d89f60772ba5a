package io.wadi.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code wadi version}. */
@Command(name = "version", description = "Print the versions of Wadi and Java.")
final class VersionCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    Wadi wadi;

    @Override
    public Integer call() {
        wadi.surroundings()
                .out()
                .println("wadi "
                        + Optional.ofNullable(Wadi.class.getPackage().getImplementationVersion())
                                .orElse("(not packaged)")
                        + ", Java " + Runtime.version());
        return Console.DONE;
    }
}
