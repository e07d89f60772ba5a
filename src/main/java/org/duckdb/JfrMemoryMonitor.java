package org.duckdb;

/**
 * Takes the place of the driver's class of this name, which comes later on the class path: the driver's starts the JVM's
 * flight recorder with the first connection, a fourteenth of a short command's time, to tell it of memory once a second.
 */
final class JfrMemoryMonitor {
    private JfrMemoryMonitor() {}

    static void init() {}

    static void connectionOpened(DuckDBConnection connection) {}

    static void connectionClosed(long database) {}
}
