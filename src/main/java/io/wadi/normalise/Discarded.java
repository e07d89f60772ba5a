package io.wadi.normalise;

import static java.util.Objects.requireNonNull;

import io.wadi.model.SchemaContract.Entity;
import io.wadi.model.SchemaContract.Mode;

/**
 * Something new that a schema contract left out (contract section 7).
 *
 * @param column empty where a table is new
 * @param mode what was left out for its sake: rows, or values; of a new table always rows
 * @param times how many of them
 */
public record Discarded(String table, String column, Entity entity, Mode mode, long times) implements Finding {
    public Discarded {
        requireNonNull(table);
        requireNonNull(column);
        requireNonNull(entity);
        if (mode != Mode.DISCARD_ROW && mode != Mode.DISCARD_VALUE) {
            throw new IllegalArgumentException(mode + " leaves nothing out");
        }
    }

    Discarded plus(long more) {
        return new Discarded(table, column, entity, mode, times + more);
    }

    /** The same but for how often. */
    Discarded once() {
        return new Discarded(table, column, entity, mode, 1);
    }

    @Override
    public String describe() {
        boolean rows = entity == Entity.TABLES || mode == Mode.DISCARD_ROW;
        String what = times + (rows ? " row" : " value") + (times == 1 ? "" : "s") + " left out: ";
        return "table " + table + ": " + what
                + switch (entity) {
                    case TABLES -> "the table would be new";
                    case COLUMNS -> "column " + column + " would be new";
                    case DATA_TYPE -> "column " + column + " is of another type";
                }
                + ", and the contract for " + entity.word() + " is " + mode.word();
    }
}
