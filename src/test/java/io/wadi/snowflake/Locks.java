package io.wadi.snowflake;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Who is changing which table: an UPDATE, DELETE or MERGE holds it until its transaction ends, and others wait. */
final class Locks {
    private final Map<ObjectName, Session> holders = new HashMap<>();

    synchronized void acquire(ObjectName table, Session session, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (holders.getOrDefault(table, session) != session) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                throw new Refusal(
                        "000625",
                        "57014",
                        "Statement has locked table '" + table.name() + "' in transaction of session "
                                + holders.get(table).id() + " and this lock has not yet been released.");
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        holders.put(table, session);
    }

    synchronized void releaseAll(Session session) {
        holders.values().removeIf(holder -> holder == session);
        notifyAll();
    }
}
