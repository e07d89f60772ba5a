package io.wadi.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How far a run is, for whoever watches: written by the run, read at any time by another thread. */
public final class Progress {
    /** One resource: its records and pages so far. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, any reads
    public static final class Counter {
        private final String resource;
        private final int place;
        private volatile long records;
        private volatile long pages;

        Counter(String resource, int place) {
            this.resource = resource;
            this.place = place;
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

        /** Called by the thread that reads the resource only. */
        void add(long moreRecords) {
            records = records + moreRecords;
            pages = pages + 1;
        }
    }

    private final List<Counter> counters = new CopyOnWriteArrayList<>();
    private volatile Station station = Station.EXTRACT;

    /** @param place of the resource in its source */
    Counter begin(String resource, int place) {
        Counter counter = new Counter(resource, place);
        counters.add(counter);
        return counter;
    }

    void at(Station next) {
        station = next;
    }

    public Station station() {
        return station;
    }

    /** In the order of the resources. */
    public List<Counter> counters() {
        List<Counter> ordered = new ArrayList<>(counters);
        ordered.sort(Comparator.comparingInt(counter -> counter.place));
        return ordered;
    }
}
