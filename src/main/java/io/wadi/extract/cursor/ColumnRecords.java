package io.wadi.extract.cursor;

import io.wadi.model.ColumnPage;
import io.wadi.model.Page;
import io.wadi.model.Value;
import java.util.Optional;

/** The rows of typed columns: positions are rows. */
final class ColumnRecords extends Records {
    private final ColumnPage page;
    private final int column;
    private int row = -1;

    /** @param name the cursor's column; there may be none of that name */
    ColumnRecords(ColumnPage page, String name) {
        this.page = page;
        this.column = page.find(name);
    }

    @Override
    boolean next() {
        row++;
        return row < page.records();
    }

    @Override
    Page page() {
        return page;
    }

    @Override
    int index() {
        return row;
    }

    @Override
    int from() {
        return row;
    }

    @Override
    int to() {
        return row + 1;
    }

    @Override
    int end() {
        return page.records();
    }

    @Override
    boolean isPresent() {
        return column >= 0;
    }

    @Override
    Optional<Value> cursor() {
        return column < 0 ? Optional.empty() : page.value(column, row).map(ColumnRecords::whole);
    }

    /** The state knows whole numbers of one kind. */
    private static Value whole(Value value) {
        return value instanceof Value.Wei wei ? Value.whole(wei.value()) : value;
    }

    @Override
    Page slice(int begin, int end, int record, int count) {
        return page.slice(begin, end);
    }

    @Override
    String hash(Identity identity, int record, int begin, int end) {
        return identity.of(page, record);
    }

    @Override
    public void close() {
        // nothing is open
    }
}
