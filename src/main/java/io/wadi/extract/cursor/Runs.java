package io.wadi.extract.cursor;

import io.wadi.model.FileRange;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import java.util.ArrayList;
import java.util.List;

/** Cuts a page into its unbroken runs of kept records, each a page over the same bytes. */
final class Runs {
    private final JsonPage page;
    private final List<JsonPage> runs = new ArrayList<>();
    private int records;
    private int run;
    private int runFrom;
    private boolean dropped;

    Runs(JsonPage page) {
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
    List<JsonPage> pages() {
        if (!dropped) {
            return List.of(page);
        }
        end(page.to());
        return runs;
    }

    private void end(int to) {
        if (run > 0) {
            Origin origin = page.origin();
            runs.add(new JsonPage(
                    page.bytes(),
                    runFrom,
                    to,
                    run,
                    new Origin(origin.what(), origin.unit(), origin.first() + records - run),
                    page.range().map(r -> new FileRange(r.file(), r.offset() + runFrom - page.from(), to - runFrom))));
        }
        run = 0;
    }
}
