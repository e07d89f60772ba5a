package io.wadi.prove;

import io.wadi.prove.Sight.Rows;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Compares what was seen of a load that was broken off with what is seen of one that was not. */
public final class Judge {
    private final Story story;
    private final Sight before;
    private final Sight after;
    private final Map<String, Set<Fault>> faults = new HashMap<>();

    public Judge(Story story) {
        this.story = story;
        this.before = story.before().data();
        this.after = story.after().data();
    }

    /** While the load was made, broken off and made again: readers may see all of it or nothing. */
    public Judge meanwhile(Collection<Sight> seen) {
        seen.forEach(sight -> seen(sight.data()));
        return this;
    }

    private void seen(Sight sight) {
        if (sight.equals(before) || sight.equals(after)) {
            return;
        }
        boolean odd = false;
        for (String table : tables(before, after, sight)) {
            Rows rows = sight.rows(table);
            Rows was = before.rows(table);
            Rows will = after.rows(table);
            if (!rows.equals(was) && !rows.equals(will)) {
                fault(table, rows.count() == 0 ? Fault.EMPTY : Fault.PARTIAL);
                odd = true;
            }
        }
        if (!odd) {
            // Each table is as it was or as it will be, and they do not belong together, or not to the cursor.
            boolean ahead = sight.version() == after.version();
            for (String table : tables(before, after)) {
                boolean old = sight.rows(table).equals(before.rows(table));
                if (!before.rows(table).equals(after.rows(table)) && (old || !ahead)) {
                    fault(table, old && ahead ? Fault.AHEAD : Fault.PARTIAL);
                }
            }
        }
    }

    /** Once the load was completed. */
    public Judge completed(Sight now) {
        compare(story.after(), now);
        return this;
    }

    /** Once the load after it was made: what a cursor went past without loading is missing. */
    public Judge ended(Sight now) {
        compare(story.end(), now);
        return this;
    }

    private void compare(Sight wanted, Sight now) {
        for (String table : tables(wanted, now)) {
            Rows rows = now.rows(table);
            if (Sight.isOfBooks(table)) {
                if (!rows.sum().isEmpty()) {
                    fault(table, Fault.DOUBLED);
                }
            } else if (!rows.equals(wanted.rows(table))) {
                long more = rows.count() - wanted.rows(table).count();
                if (more <= 0) {
                    fault(table, Fault.LOST);
                }
                if (more >= 0) {
                    fault(table, Fault.DOUBLED);
                }
            }
        }
    }

    /** By table; tables without any are left out. */
    public Map<String, Set<Fault>> faults() {
        return Map.copyOf(faults);
    }

    private void fault(String table, Fault fault) {
        faults.computeIfAbsent(table, any -> EnumSet.noneOf(Fault.class)).add(fault);
    }

    private static Set<String> tables(Sight... sights) {
        Set<String> tables = new TreeSet<>();
        for (Sight sight : sights) {
            tables.addAll(sight.tables().keySet());
        }
        return tables;
    }
}
