package io.wadi.extract.cursor;

import io.wadi.model.Cursor;
import io.wadi.model.CursorState;
import io.wadi.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Remembers the records near the last value, so that those of an earlier load are recognised when they come again (contract
 * section 6): at the last value, or within the lag where that is asked for. A record is the same when its hash and its
 * cursor value are: one that was changed since has moved its cursor.
 */
final class Ledger {
    /** Hashes from before dlt 1.29 have 20 characters, of which these come first. */
    private static final int HASH_LENGTH = 12;

    private static final int FEW = 1000;

    private record Entry(int index, int from, int to, Value value) {}

    private final Cursor cursor;
    private final CursorState state;
    private final Identity identity;
    private final boolean open;
    private final Map<String, Value> before = new HashMap<>();
    private final Map<String, Value> now = new HashMap<>();
    private final List<Entry> page = new ArrayList<>();
    private int enough = FEW;

    Ledger(Cursor cursor, CursorState state, Identity identity) {
        this.cursor = cursor;
        this.state = state;
        this.identity = identity;
        this.open = cursor.dropsDuplicates();
        if (open && state.last().isPresent()) {
            state.hashes()
                    .forEach((hash, value) -> before.put(
                            hash.substring(0, Math.min(HASH_LENGTH, hash.length())),
                            Order.like(state.last().get(), value)));
        }
        now.putAll(before);
    }

    /** Whether an earlier load brought the record. */
    boolean knows(Records record, Value value) {
        if (before.isEmpty() || order(value, state.last().orElse(value)) > 0) {
            return false;
        }
        Value known = before.get(record.hash(identity, record.index(), record.from(), record.to()));
        return known != null && order(known, value) == 0;
    }

    /** Notes a record that is kept, until its page ends. */
    void note(Records record, Value value) {
        if (open) {
            page.add(new Entry(record.index(), record.from(), record.to(), value));
        }
    }

    /** Hashes those of the page's records that are near what is the last value by now: most are not. */
    void endPage(Records source, Value last) {
        if (page.isEmpty()) {
            return;
        }
        Value floor = Lag.start(cursor, last);
        for (Entry entry : page) {
            if (order(entry.value(), floor) >= 0) {
                now.merge(
                        source.hash(identity, entry.index(), entry.from(), entry.to()),
                        entry.value(),
                        (a, b) -> order(a, b) > 0 ? a : b);
            }
        }
        page.clear();
        if (now.size() > enough) {
            forget(floor);
            enough = FEW + 2 * now.size();
        }
    }

    /** The hashes and cursor values for the next run. */
    Map<String, Value> entries(Value last) {
        if (open) {
            forget(Lag.start(cursor, last));
        }
        return now;
    }

    private void forget(Value floor) {
        now.values().removeIf(value -> order(value, floor) < 0);
    }

    /** Above 0 where {@code a} is the later one. */
    private int order(Value a, Value b) {
        OptionalInt order = Order.compare(a, b);
        return order.isPresent() ? cursor.function().of(order.getAsInt()) : -1;
    }
}
