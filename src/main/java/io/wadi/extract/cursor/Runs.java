package io.wadi.extract.cursor;

import io.wadi.model.Page;
import java.util.ArrayList;
import java.util.List;

/** Cuts a page into its unbroken runs of kept records, each a page. */
final class Runs {
    private final Records page;
    private final List<Page> runs = new ArrayList<>();
    private int records;
    private int run;
    private int runFrom;
    private boolean dropped;

    Runs(Records page) {
        this.page = page;
    }

    /** The next record, which begins at {@code from}. */
    void add(int from, boolean kept) {
        if (kept && run == 0) {
            runFrom = from;
        }
        if (kept) {
            run++;
        } else {
            dropped = true;
            end(from);
        }
        records++;
    }

    /** The page itself when nothing was dropped. */
    List<Page> pages() {
        if (!dropped) {
            return List.of(page.page());
        }
        end(page.end());
        return runs;
    }

    private void end(int to) {
        if (run > 0) {
            runs.add(page.slice(runFrom, to, records - run, run));
        }
        run = 0;
    }
}
