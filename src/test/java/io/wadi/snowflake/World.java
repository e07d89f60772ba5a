package io.wadi.snowflake;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What all sessions of a server share.
 *
 * @param sessions those that are open
 * @param ddl held by whoever changes a definition, for one does at a time
 */
record World(
        Catalogue catalogue,
        Locks locks,
        LoadHistory history,
        Path stages,
        Duration patience,
        ReentrantLock ddl,
        InstantSource clock,
        Collection<Session> sessions) {}
