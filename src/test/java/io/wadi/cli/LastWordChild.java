package io.wadi.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A command with another working directory than the one it says. */
final class LastWordChild {
    private LastWordChild() {}

    /** Arguments: {@code --work DIR}, and a command that names one, too. */
    public static void main(String[] args) {
        List<String> command = new ArrayList<>(Arrays.asList(args).subList(2, args.length));
        command.set(command.indexOf("--work") + 1, args[1]);
        System.exit(Wadi.run(Surroundings.ofProcess(), command.toArray(String[]::new)));
    }
}
