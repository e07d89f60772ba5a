package io.wadi.normalise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Turns the records of a page into rows of columns, by a plan. It handles only what the plan knows: a record that holds
 * anything else is taken back whole and shown to {@link Learning}. For one thread.
 */
final class Shredder {
    /** Meets the records that the plan does not cover. */
    interface Learning {
        /** Nobody learns here: the page ends at the first surprise. */
        Learning NONE = record -> false;

        /** @return whether the plan covers the record now; if not, the page ends before it */
        boolean learn(byte[] record) throws IOException;
    }

    /** A surprise may show a collision, its resolution something new, and that another collision. */
    private static final int TRIES = 5;

    private final Plan plan;
    private final ObjectPlan root;
    private final Cells cells = new Cells();
    private final PlainRecords plain = new PlainRecords(this);
    private final Links links;
    private final Learning learning;
    private final List<TableRows> touched = new ArrayList<>();
    private List<TableRows> tables = new ArrayList<>();
    /** The current record may have holes. */
    private boolean pruned;

    private Utf8Parser parser = Utf8Parser.over(new byte[0], 0, 0);

    Shredder(Plan plan, TablePlan root, Links links, Learning learning) {
        this.plan = plan;
        this.root = root.root;
        this.links = links;
        this.learning = learning;
    }

    /** Shreds the page's records from number {@code done} on, which begins at {@code from}. */
    Shredded shred(NumberedPage numbered, int done, int from) {
        JsonPage page = numbered.page();
        tables = new ArrayList<>();
        fit();
        int records = done;
        int start = from;
        try {
            parser = Utf8Parser.over(page.bytes(), from, page.to());
            plain.over(page.bytes(), page.to());
            int odd = 0;
            while (true) {
                // Where most records are odd, to try each costs more than it saves.
                int end = odd > TRIES + (records - done) / 2 ? PlainRecords.ODD : plainRecord(start, page.to());
                if (end == PlainRecords.ODD) {
                    odd++;
                    parser.moveTo(start);
                    if (parser.nextToken() == null) {
                        break;
                    }
                    if (!recordOrLearn(page, start)) {
                        return result(records, start);
                    }
                    end = parser.position();
                }
                links.close(tables, touched, numbered.first() + records, page.bytes(), start, end);
                touched.clear();
                cells.discards.commit();
                records++;
                start = end;
            }
        } catch (JsonProcessingException e) {
            throw invalid(page, records, WrongLine.reason(e), e);
        } catch (IOException e) {
            throw invalid(page, records, String.valueOf(e.getMessage()), e);
        } catch (CannotCoerce e) {
            throw e.at(page.origin().of(records));
        }
        if (records != page.records()) {
            throw invalid(page, records, "one value expected, found none", new IOException("records: " + records));
        }
        return result(records, page.to());
    }

    private int plainRecord(int start, int to) {
        int at = plain.skip(start);
        int end = at < to ? plain.record(root, at) : PlainRecords.ODD;
        if (end == PlainRecords.ODD) {
            touched.forEach(TableRows::rollBack);
            touched.clear();
        }
        return end;
    }

    private static TerminalFailure invalid(JsonPage page, int record, String why, Exception cause) {
        WrongLine wrong = WrongLine.of(page).orElse(new WrongLine(record, why));
        return new TerminalFailure(
                Explanation.of("invalid JSON: " + wrong.reason())
                        .at(page.origin().of(wrong.index()))
                        .fix("correct the record at the source, then run again"),
                cause);
    }

    private Shredded result(int records, int next) {
        tables.forEach(TableRows::pad);
        return new Shredded(tables, records, next, cells.discards.taken());
    }

    private boolean recordOrLearn(JsonPage page, int start) throws IOException {
        byte[] record = {};
        boolean resolved = false;
        pruned = false;
        int end = 0;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            try {
                record(resolved);
                if (attempt > 0) {
                    parser = Utf8Parser.over(page.bytes(), end, page.to());
                }
                return true;
            } catch (Surprise surprise) {
                cells.discards.rollBack();
                touched.forEach(TableRows::rollBack);
                touched.clear();
                if (attempt == 0) {
                    end = endOfRecord(page, start);
                    // Keys, too, for texts are looked at when they are read: only what is new needs this.
                    parser.requireUtf8(start, end);
                    record = Collisions.once(Arrays.copyOfRange(page.bytes(), start, end));
                }
                if (surprise == Surprise.COLLISION) {
                    record = Collisions.resolve(root, record);
                    resolved = true;
                } else if (surprise == Surprise.UNKNOWN) {
                    if (!learning.learn(record)) {
                        cells.discards.forget();
                        return false;
                    }
                    // What is known now may contest a column, too.
                    resolved = false;
                }
                fit();
                if (plan.guarded) {
                    record = Pruning.prune(root, record, cells.discards);
                    pruned = true;
                }
                parser = Utf8Parser.over(record);
                parser.nextToken();
            }
        }
        throw new IllegalStateException("a record surprises for ever, after " + page.origin());
    }

    private static int endOfRecord(JsonPage page, int start) throws IOException {
        Utf8Parser again = Utf8Parser.over(page.bytes(), start, page.to());
        again.nextToken();
        again.skipChildren();
        again.finishToken();
        return again.position();
    }

    private void fit() {
        for (int i = 0; i < plan.tables().size(); i++) {
            TablePlan table = plan.table(i);
            if (i == tables.size()) {
                tables.add(new TableRows(table));
            } else if (tables.get(i).plan != table) {
                // Adopted only now, so it has no rows yet.
                tables.set(i, new TableRows(table));
            } else {
                tables.get(i).fit();
            }
        }
    }

    private void record(boolean resolved) throws IOException {
        cells.resolved = resolved;
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            element(root, Field.NONE, Field.NONE, 0);
            return;
        }
        // A list as a record is a record for each of its elements (contract section 2).
        long index = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element(root, Field.NONE, Field.NONE, index++);
        }
    }

    private void element(ObjectPlan keys, int parentTable, int parentRow, long listIndex) throws IOException {
        if (pruned && parser.isNaN()) {
            return;
        }
        TableRows rows = touch(keys.table);
        int row = rows.begin(parentTable, parentRow, listIndex);
        switch (parser.currentToken()) {
            case START_OBJECT -> object(keys, rows, row);
            case START_ARRAY -> value(known(keys.of(true), "list"), rows, row);
            case VALUE_NULL -> {}
            default -> value(known(keys, "value"), rows, row);
        }
    }

    private static Field known(ObjectPlan object, String key) {
        int at = object.find(key);
        if (at < 0) {
            throw Surprise.UNKNOWN;
        }
        return object.field(at);
    }

    /** Those that may hold rows of others go before them. */
    TableRows touch(TablePlan table) {
        // A table comes to be with its first row, even if that is empty.
        if (table == TablePlan.NONE || !table.ready) {
            throw Surprise.UNKNOWN;
        }
        TableRows rows = tables.get(table.index);
        if (!rows.touched) {
            rows.touched = true;
            rows.mark = rows.rows;
            int at = touched.size();
            while (at > 0 && touched.get(at - 1).plan.depth() > table.depth()) {
                at--;
            }
            touched.add(at, rows);
        }
        return rows;
    }

    private void object(ObjectPlan object, TableRows rows, int row) throws IOException {
        int expected = 0;
        long[] seen = new long[object.size() / Long.SIZE + 1];
        while (true) {
            int at = expected;
            if (at < object.size() && parser.nextFieldName(object.key(at))) {
                expected = at + 1;
            } else {
                if (at >= object.size()) {
                    parser.nextToken();
                }
                if (parser.currentToken() == JsonToken.END_OBJECT) {
                    return;
                }
                at = object.find(parser.currentName());
                if (at < 0) {
                    throw Surprise.UNKNOWN;
                }
                expected = at + 1;
            }
            if ((seen[at >> 6] & 1L << at) != 0) {
                throw Surprise.COLLISION;
            }
            seen[at >> 6] |= 1L << at;
            parser.nextToken();
            value(object.field(at), rows, row);
        }
    }

    private void value(Field field, TableRows rows, int row) throws IOException {
        JsonToken token = parser.currentToken();
        if (field.whole || !token.isStructStart()) {
            cells.write(field, rows, row, parser);
            return;
        }
        if (token == JsonToken.START_OBJECT) {
            if (field.object != TablePlan.NO_OBJECT) {
                object(field.object, rows, row);
            } else if (parser.nextToken() != JsonToken.END_OBJECT) {
                throw Surprise.UNKNOWN;
            }
            return;
        }
        if (field.contested && !cells.resolved) {
            throw Surprise.COLLISION;
        }
        long index = 0;
        if (field.barredTable.isPresent()) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                parser.skipChildren();
                index++;
            }
            cells.discards.table(field.barredTable.get(), index);
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            element(field.rows, rows.plan.index, row, index++);
        }
    }
}
