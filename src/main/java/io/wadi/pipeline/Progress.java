package io.wadi.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How far a run is, for whoever watches: written by the run, read at any time by another thread. */
public final class Progress {
    /** One resource: its records and pages so far. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, any reads
    public static final class Counter {
        private final String resource;
        private volatile long records;
        private volatile long pages;

        Counter(String resource) {
            this.resource = resource;
        }

        public String resource() {
            return resource;
        }

        public long records() {
            return records;
        }

        public long pages() {
            return pages;
        }

        /** Called by the run's own thread only. */
        void add(long moreRecords) {
            records = records + moreRecords;
            pages = pages + 1;
        }
    }

    private final List<Counter> counters = new CopyOnWriteArrayList<>();
    private volatile Station station = Station.EXTRACT;

    Counter begin(String resource) {
        Counter counter = new Counter(resource);
        counters.add(counter);
        return counter;
    }

    void at(Station next) {
        station = next;
    }

    public Station station() {
        return station;
    }

    public List<Counter> counters() {
        return new ArrayList<>(counters);
    }
}
