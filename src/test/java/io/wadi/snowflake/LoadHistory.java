package io.wadi.snowflake;

import java.util.HashSet;
import java.util.Set;

/** Which files each table has been given by COPY: they are not loaded again. Kept with the transaction. */
final class LoadHistory {
    private final Set<Entry> loaded = new HashSet<>();

    private record Entry(ObjectName table, String file, String checksum) {}

    Pending pending() {
        return new Pending();
    }

    synchronized void forget(ObjectName table) {
        loaded.removeIf(entry -> entry.table().equals(table));
    }

    private synchronized boolean has(Entry entry) {
        return loaded.contains(entry);
    }

    private synchronized void add(Set<Entry> entries) {
        loaded.addAll(entries);
    }

    /** What one session has loaded and not committed. */
    final class Pending {
        private final Set<Entry> entries = new HashSet<>();

        boolean has(ObjectName table, String file, String checksum) {
            Entry entry = new Entry(table, file, checksum);
            return entries.contains(entry) || LoadHistory.this.has(entry);
        }

        void add(ObjectName table, String file, String checksum) {
            entries.add(new Entry(table, file, checksum));
        }

        void commit() {
            LoadHistory.this.add(entries);
            entries.clear();
        }

        void rollback() {
            entries.clear();
        }
    }
}
