package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * How a resource is read incrementally (contract section 6): the value at {@code path} of each source record is compared
 * with the last one loaded.
 *
 * @param lag in seconds for timestamps, days for dates and plain for numbers; may have a fraction
 * @param primaryKey what records at the boundary are told apart by, in the source's spelling: the resource's own when
 *     absent; without any column none is recognised
 * @param wholeGroups whether the source chooses the records, because those of one merge key come together: then all of
 *     them are kept, and the cursor only moves
 */
public record Cursor(
        String path,
        Range range,
        Function function,
        RowOrder rowOrder,
        BigDecimal lag,
        Missing onMissing,
        Duplicates duplicates,
        Optional<List<String>> primaryKey,
        boolean wholeGroups) {
    /** Whether a bound belongs to its range. */
    public enum Bound {
        CLOSED,
        OPEN
    }

    /**
     * From where to where.
     *
     * @param initial where the first run starts
     * @param end where each run ends; a cursor with an end neither looks at the state nor moves it
     * @param start of the last value, where a run starts
     */
    public record Range(Optional<Value> initial, Optional<Value> end, Bound start, Bound stop) {
        /** As dlt has it: the start belongs to it, the end does not. */
        public Range(Optional<Value> initial, Optional<Value> end) {
            this(initial, end, Bound.CLOSED, Bound.OPEN);
        }

        public Range {
            requireNonNull(initial);
            requireNonNull(end);
            requireNonNull(start);
            requireNonNull(stop);
        }
    }

    /** Which of the values is the last. */
    public enum Function {
        /** The greatest. */
        MAX,
        /** The least: the cursor runs backwards, and each comparison is reversed. */
        MIN;

        /** A comparison's result as this function sees it: above 0 where the first value is the later one. */
        public int of(int comparison) {
            return this == MAX ? comparison : -comparison;
        }
    }

    /** How the source's records follow each other, as the function sees it; reading stops where none can follow. */
    public enum RowOrder {
        NONE,
        /** Towards the end: nothing more comes after one beyond it. */
        ASC,
        /** Towards the start. */
        DESC
    }

    /** What happens to a record without a cursor value. */
    public enum Missing {
        RAISE,
        INCLUDE,
        EXCLUDE
    }

    /**
     * Which records of an earlier load are recognised and dropped: those at the last value ({@code BOUNDARY}, as dlt does,
     * and only without a lag and with a closed start), all those within the lag ({@code WINDOW}), or none.
     */
    public enum Duplicates {
        BOUNDARY,
        WINDOW,
        NONE
    }

    /** Towards the greatest value, records in any order. */
    public Cursor(
            String path,
            Optional<Value> initial,
            Optional<Value> end,
            BigDecimal lag,
            Missing onMissing,
            Duplicates duplicates) {
        this(
                path,
                new Range(initial, end),
                Function.MAX,
                RowOrder.NONE,
                lag,
                onMissing,
                duplicates,
                Optional.empty(),
                false);
    }

    /** With a whole number as lag. */
    public Cursor(
            String path,
            Optional<Value> initial,
            Optional<Value> end,
            long lag,
            Missing onMissing,
            Duplicates duplicates) {
        this(path, initial, end, BigDecimal.valueOf(lag), onMissing, duplicates);
    }

    public Cursor {
        requireNonNull(range);
        requireNonNull(function);
        requireNonNull(rowOrder);
        requireNonNull(onMissing);
        requireNonNull(duplicates);
        primaryKey = primaryKey.map(List::copyOf);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a cursor has a path");
        }
        if (lag.signum() < 0) {
            throw new IllegalArgumentException("cursor lag is " + lag.toPlainString() + "; it is 0 or more");
        }
    }

    public Optional<Value> initial() {
        return range.initial();
    }

    public Optional<Value> end() {
        return range.end();
    }

    /** Whether records of an earlier load are recognised at all. */
    public boolean dropsDuplicates() {
        return range.end().isEmpty()
                && !wholeGroups
                && !primaryKey.filter(List::isEmpty).isPresent()
                && switch (duplicates) {
                    case BOUNDARY -> lag.signum() == 0 && range.start() == Bound.CLOSED;
                    case WINDOW -> true;
                    case NONE -> false;
                };
    }

    public Cursor with(Range other) {
        return new Cursor(path, other, function, rowOrder, lag, onMissing, duplicates, primaryKey, wholeGroups);
    }

    public Cursor with(Bound start, Bound stop) {
        return with(new Range(range.initial(), range.end(), start, stop));
    }

    public Cursor with(Function other) {
        return new Cursor(path, range, other, rowOrder, lag, onMissing, duplicates, primaryKey, wholeGroups);
    }

    public Cursor with(RowOrder other) {
        return new Cursor(path, range, function, other, lag, onMissing, duplicates, primaryKey, wholeGroups);
    }

    public Cursor withPrimaryKey(Optional<List<String>> key) {
        return new Cursor(path, range, function, rowOrder, lag, onMissing, duplicates, key, wholeGroups);
    }

    public Cursor inWholeGroups() {
        return new Cursor(path, range, function, rowOrder, lag, onMissing, duplicates, primaryKey, true);
    }
}
