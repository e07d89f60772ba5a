package io.wadi.normalise;

import static java.util.Objects.requireNonNull;

import io.wadi.model.SchemaContract.Mode;

/**
 * What was left out, most of it because it is new and a schema contract says so (contract section 7).
 *
 * @param column empty where a table is new
 * @param mode what was left out for its sake: rows, or values; of a new table always rows
 * @param times how many of them
 */
public record Discarded(String table, String column, Why why, Mode mode, long times) implements Finding {
    /** Of what stands at the destination or in the type system, what does not take it. */
    public enum Why {
        NEW_TABLE("the table would be new, and the contract for tables is "),
        NEW_COLUMN("column %s would be new, and the contract for columns is "),
        OTHER_TYPE("column %s is of another type, and the contract for data_type is "),
        /** Null, as with dlt: point 2 of contract section 13. */
        NO_DOUBLE("column %s: numbers beyond what a double holds, such as 1e400, became null");

        private final String words;

        Why(String words) {
            this.words = words;
        }
    }

    public Discarded {
        requireNonNull(table);
        requireNonNull(column);
        requireNonNull(why);
        if (mode != Mode.DISCARD_ROW && mode != Mode.DISCARD_VALUE) {
            throw new IllegalArgumentException(mode + " leaves nothing out");
        }
    }

    Discarded plus(long more) {
        return new Discarded(table, column, why, mode, times + more);
    }

    /** The same but for how often. */
    Discarded once() {
        return new Discarded(table, column, why, mode, 1);
    }

    @Override
    public String describe() {
        boolean rows = why == Why.NEW_TABLE || mode == Mode.DISCARD_ROW;
        String what = times + (rows ? " row" : " value") + (times == 1 ? "" : "s") + " left out: ";
        return "table " + table + ": " + what + why.words.formatted(column) + (why == Why.NO_DOUBLE ? "" : mode.word());
    }
}
