package io.wadi.pipeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** How far a run is, for whoever watches: written by the run, read at any time by another thread. */
public final class Progress {
    /** One resource: its records and pages so far. */
    @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes, any reads
    public static final class Counter {
        private final Progress progress;
        private final String resource;
        private final int place;
        private volatile long records;
        private volatile long pages;

        Counter(Progress progress, String resource, int place) {
            this.progress = progress;
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
            progress.mark(Station.EXTRACT);
        }
    }

    /**
     * When a station was first and last active; stations overlap.
     *
     * @param from of {@link System#nanoTime}
     * @param to of the same; now, where it is still active
     */
    public record Stretch(Station station, long from, long to) {}

    private final List<Counter> counters = new CopyOnWriteArrayList<>();
    private final Map<Station, Stretch> stretches = new EnumMap<>(Station.class);
    private final Map<String, Long> packed = new LinkedHashMap<>();
    private volatile Station station = Station.EXTRACT;
    private boolean over;

    /** @param place of the resource in its source */
    Counter begin(String resource, int place) {
        Counter counter = new Counter(this, resource, place);
        counters.add(counter);
        return counter;
    }

    /** The station before is done with. */
    synchronized void at(Station next) {
        if (stretches.containsKey(station)) {
            mark(station);
        }
        station = next;
        over = false;
        mark(next);
    }

    /** That station has just done something. */
    synchronized void mark(Station active) {
        long now = System.nanoTime();
        stretches.merge(
                active,
                new Stretch(active, now, now),
                (before, later) -> new Stretch(active, before.from(), later.to()));
    }

    /** The last station is done with. */
    synchronized void end() {
        mark(station);
        over = true;
    }

    /** Rows of a table are ready to be loaded. */
    synchronized void packed(String table, long rows) {
        packed.merge(table, rows, Long::sum);
    }

    /** Another attempt begins: what the one before packed is none of its. */
    public synchronized void anew() {
        stretches.clear();
        packed.clear();
        over = true;
    }

    /** Of this attempt, in the order of the stations. */
    public synchronized List<Stretch> stretches() {
        if (!over && stretches.containsKey(station)) {
            mark(station);
        }
        return List.copyOf(stretches.values());
    }

    /** Rows of this attempt that are ready to be loaded, by table. */
    public synchronized Map<String, Long> packed() {
        return Map.copyOf(packed);
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
