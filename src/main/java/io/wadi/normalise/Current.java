package io.wadi.normalise;

import io.wadi.model.ColumnPage;
import io.wadi.model.JsonPage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The resource whose pages are coming. For the thread that learns. */
final class Current {
    final Declared declared;
    final TablePlan root;
    final boolean isNew;
    final Growth growth;
    final RowIds.Roots roots;
    final ColumnShredder columns;
    private final Plan plan;
    private final Quarantine quarantine;
    private Shredder shredder;
    private Plan copy = new Plan();
    private int copiedAt = -1;
    long records;

    Current(
            Plan plan,
            Declared declared,
            TablePlan root,
            Growth growth,
            RowIds.Roots roots,
            Narrowings narrowings,
            Quarantine quarantine) {
        this.plan = plan;
        this.declared = declared;
        this.root = root;
        this.isNew = !root.seenData;
        this.growth = growth;
        this.roots = roots;
        this.columns = new ColumnShredder(root, growth, new Links(roots), narrowings);
        this.quarantine = quarantine;
        this.shredder = shredder();
    }

    private Shredder shredder() {
        return new Shredder(plan, root, new Links(roots), new Learner(growth, root));
    }

    Plan copy() {
        if (copiedAt != growth.version()) {
            copy = plan.copy();
            copiedAt = growth.version();
        }
        return copy;
    }

    Shredded shred(NumberedPage numbered, int done, int from) {
        return shredder.shred(numbered, done, from);
    }

    /** What becomes of a page of records; of one with bad records, of the others one by one. */
    void records(NumberedPage numbered, Supplier<List<Shredded>> shredding, Consumer<Shredded> to) {
        Optional<List<Shredded>> whole = quarantine.whole(shredding);
        whole.ifPresent(made -> made.forEach(to));
        if (whole.isPresent()) {
            return;
        }
        // What it counted of the page is counted anew.
        shredder = shredder();
        for (NumberedPage one : Quarantine.apart(numbered)) {
            JsonPage record = one.page();
            Optional<Shredded> made = quarantine.one(
                    record.origin(),
                    one.first(),
                    () -> Quarantine.text(record),
                    () -> shredder.shred(one, 0, record.from()));
            made.ifPresentOrElse(to, () -> shredder = shredder());
        }
    }

    /** What becomes of a page of typed rows. */
    void rows(ColumnPage page, Consumer<Shredded> to) {
        long first = records;
        records += page.records();
        Optional<List<Shredded>> whole = quarantine.whole(() -> List.of(shred(page, first)));
        whole.ifPresent(made -> made.forEach(to));
        if (whole.isPresent()) {
            return;
        }
        columns.discarded();
        for (int row = 0; row < page.records(); row++) {
            ColumnPage one = page.slice(row, row + 1);
            long number = first + row;
            quarantine
                    .one(one.origin(), number, () -> Quarantine.text(one), () -> shred(one, number))
                    .ifPresent(to);
        }
    }

    private Shredded shred(ColumnPage page, long first) {
        TableRows rows = columns.shred(page, first);
        return new Shredded(List.of(rows), page.records(), 0, columns.discarded());
    }
}
