package io.wadi.cli;

import java.util.Optional;
import picocli.CommandLine.Command;

/** {@code wadi version}. */
@Command(name = "version", description = "Print the versions of Wadi and Java.")
final class VersionCommand extends WadiCommand {
    @Override
    public Integer call() {
        surroundings().out().println("wadi " + text() + ", Java " + Runtime.version());
        return Console.DONE;
    }

    static String text() {
        return Optional.ofNullable(Wadi.class.getPackage().getImplementationVersion())
                .orElse("(not packaged)");
    }
}
