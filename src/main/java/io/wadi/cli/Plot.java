package io.wadi.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What is loaded for a proof, again and again, each time into a folder of its own. */
interface Plot extends AutoCloseable {
    /** The project with its routes. */
    Path home();

    String pipeline();

    /** How many times there are at the source: 1 where nobody can turn it back. */
    int times();

    /**
     * Brings the source of a folder to a time, counted from 1.
     *
     * @return what a run is told on the command line, to read that
     */
    List<String> at(Path folder, int time);

    /** What the columns of the report are called, each with how the names of its tables begin. */
    Map<String, String> columns();

    /** Ends what gives the source, where it is the proof's own. */
    @Override
    default void close() {}
}
