package io.wadi.cli;

import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.pack.PackageStore;
import java.util.Set;

/** What runs need and takes its time to be loaded is loaded by a second processor, while the first reads what is wanted. */
final class Ahead {
    private static final Set<String> COMMANDS = Set.of("copy", "run");
    /** Below {@code run}: these ask the books alone. */
    private static final Set<String> OF_BOOKS = Set.of("show", "logs", "cancel", "pause", "resume");

    private Ahead() {}

    /** @param args of the command line */
    static void start(String... args) {
        if (args.length > 1 && COMMANDS.contains(args[0]) && !OF_BOOKS.contains(args[1])) {
            Thread thread = new Thread(Ahead::load, "wadi-ahead");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void load() {
        PackageStore.prepare();
        DuckDbDestination.prepare();
    }
}
