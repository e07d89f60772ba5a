package io.wadi.normalise;

import io.wadi.model.SchemaContract.Mode;
import io.wadi.normalise.Discarded.Why;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what a contract leaves out: of the current record until it is certain, and of all before. For one thread. */
final class Discards {
    private final List<Discarded> values = new ArrayList<>();
    private final List<Discarded> rows = new ArrayList<>();
    private final Map<Discarded, Discarded> certain = new LinkedHashMap<>();

    /** A value of the current record. */
    void value(TablePlan table, Field field, Why why) {
        values.add(new Discarded(table.name, field.column, why, Mode.DISCARD_VALUE, 1));
    }

    /** Rows of the current record for a table that is not to be. */
    void table(Discarded barred, long times) {
        if (times > 0) {
            values.add(barred.plus(times - barred.times()));
        }
    }

    /** A row of the current record; it was taken out for good. */
    void row(TablePlan table, Field field, Why why) {
        rows.add(new Discarded(table.name, field.column, why, Mode.DISCARD_ROW, 1));
    }

    /** The record is read again. */
    void rollBack() {
        values.clear();
    }

    /** Somebody else reads the record. */
    void forget() {
        values.clear();
        rows.clear();
    }

    void commit() {
        if (!values.isEmpty() || !rows.isEmpty()) {
            values.forEach(discarded -> add(certain, discarded));
            rows.forEach(discarded -> add(certain, discarded));
            forget();
        }
    }

    /** All that is certain since this was asked last. */
    List<Discarded> taken() {
        List<Discarded> all = List.copyOf(certain.values());
        certain.clear();
        return all;
    }

    static void add(Map<Discarded, Discarded> to, Discarded discarded) {
        to.merge(discarded.once(), discarded, (a, b) -> a.plus(b.times()));
    }
}
