package io.wadi.normalise;

import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.RecordBatch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A page without some of its rows. */
final class KeptRows {
    private KeptRows() {}

    /** The page itself when all its rows are kept. */
    static ColumnPage of(ColumnPage page, BitSet kept) {
        if (kept.cardinality() == page.records()) {
            return page;
        }
        List<ColumnVector> vectors = new ArrayList<>();
        for (ColumnVector vector : page.rows().vectors()) {
            ColumnVector some = new ColumnVector(vector.storage());
            for (int from = kept.nextSetBit(0); from >= 0; ) {
                int to = kept.nextClearBit(from);
                some.appendRange(vector, from, to);
                from = kept.nextSetBit(to);
            }
            vectors.add(some);
        }
        return new ColumnPage(page.columns(), new RecordBatch(kept.cardinality(), vectors), page.origin());
    }
}
