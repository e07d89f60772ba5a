package io.wadi.extract.cursor;

import io.wadi.model.ColumnPage;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pages of a resource without the records that an earlier run loaded, or that lie outside the cursor's range (contract
 * section 6). A page that loses nothing is passed on as it is; of another each unbroken run of kept records becomes a page,
 * so that every record is still found at its origin.
 */
public final class CursorPages implements Pages {
    private final Pages inner;
    private final Cursor cursor;
    private final CursorState before;
    private final CursorPath path;
    private Optional<Value> start;
    private Optional<Value> end;
    /** A value of the type that the state and the settings have: records are read as that. */
    private final Optional<Value> kind;

    private final Ledger ledger;
    private final Deque<Page> ready = new ArrayDeque<>();
    private Optional<Value> last;
    private boolean kept;
    /** A record told that, in the order in which they come, none in the range follows it. */
    private boolean crossed;

    private boolean ended;

    /**
     * @param state what the last run left behind
     * @param primaryKey in the source's spelling; empty tells records apart by all they hold
     * @throws ConfigurationFailure when the cursor's path, initial value, end or lag cannot be used
     */
    public CursorPages(Pages inner, Cursor cursor, CursorState state, List<String> primaryKey, RecordHash hash) {
        this.inner = inner;
        this.cursor = cursor;
        this.before = state;
        this.path = path(cursor);
        this.start = start(cursor, state);
        this.last = cursor.end().isPresent() ? start : state.last().or(cursor::initial);
        this.kind = last.or(cursor::end);
        this.end = cursor.end().map(this::like);
        this.ledger = new Ledger(cursor, state, new Identity(cursor.primaryKey().orElse(primaryKey), hash));
        if (end.isPresent() && start.isPresent() && !follows(end.get(), start.get())) {
            throw new ConfigurationFailure(Explanation.of("cursor " + cursor.path() + " ends at "
                            + Order.words(end.get()) + ", which does not follow its initial value, "
                            + Order.words(start.get()))
                    .fix("give an end of the same type that is not before the initial value"));
        }
    }

    /**
     * Where a run begins that the source is asked for: at the last value, its lag taken off, or at the initial one; empty
     * when everything is read. A cursor with an end does not look at the state.
     *
     * @throws ConfigurationFailure when the lag cannot be taken off
     */
    public static Optional<Value> start(Cursor cursor, CursorState state) {
        return cursor.end().isPresent()
                ? cursor.initial()
                : state.last().or(cursor::initial).map(last -> Lag.start(cursor, last));
    }

    private boolean follows(Value value, Value other) {
        OptionalInt order = Order.compare(value, other);
        return order.isPresent() && cursor.function().of(order.getAsInt()) >= 0;
    }

    private static CursorPath path(Cursor cursor) {
        try {
            return CursorPath.parse(cursor.path());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("cursor '" + cursor.path() + "' is not a path to a field")
                    .fix("name keys of the record, joined by dots: meta.updatedAt"));
        }
    }

    /**
     * @throws CursorFailure when a record's cursor value is missing, is null or does not compare
     * @throws Failure when the source cannot be read, or a record is not JSON
     */
    @Override
    public Optional<Page> next() {
        while (ready.isEmpty()) {
            Optional<Page> page = crossed ? Optional.empty() : inner.next();
            if (page.isEmpty()) {
                ended = true;
                return page;
            }
            filter(page.get());
        }
        return Optional.of(ready.remove());
    }

    private void filter(Page page) {
        List<Page> pages;
        try (Records records = records(page)) {
            Runs runs = new Runs(records);
            while (records.next()) {
                runs.add(records.from(), isKept(records));
            }
            last.ifPresent(value -> ledger.endPage(records, value));
            pages = runs.pages();
        }
        kept |= pages.stream().anyMatch(run -> run.records() > 0);
        ready.addAll(pages);
    }

    private Records records(Page page) {
        return page instanceof JsonPage json
                ? new JsonRecords(json, path)
                : new ColumnRecords((ColumnPage) page, path.column());
    }

    private boolean isKept(Records record) {
        if (record.cursor().isEmpty()) {
            return isKeptWithout(record);
        }
        Value value = like(record.cursor().get());
        if (Order.compare(value, value).isEmpty()) {
            throw mismatch(record, value, "which has no order");
        }
        bounds(value);
        if (isPastEnd(record, value)) {
            crossed |= ends(Cursor.RowOrder.ASC);
            return cursor.wholeGroups();
        }
        if (isBeforeStart(record, value)) {
            crossed |= ends(Cursor.RowOrder.DESC);
            return cursor.wholeGroups();
        }
        if (ledger.knows(record, value)) {
            return false;
        }
        if (last.isEmpty() || compare(record, value, last.get(), "the last value") > 0) {
            last = Optional.of(value);
        }
        ledger.note(record, value);
        return true;
    }

    /** Whether records in this order end with one that is out of range: those of a group come whatever their cursor. */
    private boolean ends(Cursor.RowOrder order) {
        return cursor.rowOrder() == order && !cursor.wholeGroups();
    }

    private boolean isPastEnd(Records record, Value value) {
        int least = cursor.range().stop() == Cursor.Bound.OPEN ? 0 : 1;
        return end.isPresent() && compare(record, value, end.get(), "the end") >= least;
    }

    private boolean isBeforeStart(Records record, Value value) {
        int most = cursor.range().start() == Cursor.Bound.OPEN ? 0 : -1;
        return start.isPresent() && compare(record, value, start.get(), "the start value") <= most;
    }

    /** Settings have no instants and no days: where a database gives one, their texts are read as one. */
    private void bounds(Value value) {
        if (value instanceof Value.Timestamp || value instanceof Value.Date) {
            start = start.map(bound -> Order.like(value, bound));
            end = end.map(bound -> Order.like(value, bound));
            last = last.map(bound -> Order.like(value, bound));
        }
    }

    private boolean isKeptWithout(Records record) {
        return switch (cursor.onMissing()) {
            case INCLUDE -> true;
            case EXCLUDE -> false;
            case RAISE ->
                throw new CursorFailure(
                        record.isPresent() ? CursorFailure.Kind.CURSOR_NULL : CursorFailure.Kind.CURSOR_MISSING,
                        Explanation.of("cursor " + cursor.path()
                                        + (record.isPresent() ? " is null in a record" : " is missing from a record"))
                                .at(record.place())
                                .fix(
                                        "correct the cursor's path, or say what becomes of such records: include or exclude"));
        };
    }

    /** Below 0 where {@code value} comes before {@code bound}, above 0 where it comes after. */
    private int compare(Records record, Value value, Value bound, String what) {
        OptionalInt order = Order.compare(value, bound);
        return cursor.function()
                .of(order.orElseThrow(() -> mismatch(
                        record,
                        value,
                        "which does not compare with " + what + " of type "
                                + bound.type().word())));
    }

    private CursorFailure mismatch(Records record, Value value, String why) {
        return new CursorFailure(
                CursorFailure.Kind.TYPE_MISMATCH,
                Explanation.of("cursor " + cursor.path() + " is of type "
                                + value.type().word() + " in a record, " + why)
                        .at(record.place())
                        .fix("cursors are numbers or texts, and of one kind in all records: give the initial value that"
                                + " type, or correct the source"));
    }

    private Value like(Value value) {
        return kind.map(k -> Order.like(k, value)).orElse(value);
    }

    /**
     * What the next run begins with. With an end it is the state as it was: such a run leaves no trace.
     *
     * @throws IllegalStateException before the last page was handed out
     */
    public CursorState state() {
        if (!ended) {
            throw new IllegalStateException("the state of a cursor whose records are still coming");
        }
        if (end.isPresent()) {
            return before;
        }
        boolean fresh = before.equals(CursorState.NONE);
        Optional<Value> initial = fresh ? cursor.initial() : before.initial();
        Optional<Value> began = before.last().or(cursor::initial);
        return new CursorState(
                initial,
                last,
                kept ? began : fresh ? initial : before.start(),
                last.map(ledger::entries).orElse(Map.of()));
    }

    @Override
    public void close() {
        inner.close();
    }
}
