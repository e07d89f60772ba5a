package io.wadi.extract.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.Deadline;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.RecordBatch;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of a query, read in stretches: neither the driver nor we hold more than a page. */
final class SqlPages implements Pages {
    private final SqlTable table;
    private final Rows.Opener opener;
    private final Snapshot snapshot;
    private final Deadline deadline;
    private final Consumer<String> warn;
    private final List<Column> columns;
    private final Losses losses;
    private final String place;
    private Optional<Rows> rows = Optional.empty();
    /** From the third page on: most tables have one. */
    private Optional<RowsAhead> ahead = Optional.empty();

    private long read;
    private boolean ended;

    /** @param place what is read, for messages */
    SqlPages(
            SqlTable table,
            SqlTable.Query query,
            String place,
            Snapshot snapshot,
            Deadline deadline,
            Consumer<String> warn) {
        this.table = table;
        this.snapshot = snapshot;
        this.deadline = deadline;
        this.warn = warn;
        this.columns = table.columns().stream().map(SqlColumn::column).toList();
        this.losses = new Losses(table.columns(), table.hints().columns(), place);
        this.place = place;
        this.opener = () -> snapshot.reader().rows(query, table, losses);
    }

    @Override
    public Optional<Page> next() {
        deadline.check();
        try {
            if (rows.isEmpty()) {
                rows = Optional.of(opener.open());
            }
            Rows open = rows.get();
            try (Deadline.Registration registration = deadline.onCancel(open::cancel)) {
                return page(open);
            }
        } catch (SQLException e) {
            deadline.check();
            throw snapshot.failures().of(e, read == 0 ? place : place + ", after row " + read);
        }
    }

    /** Empty ones, a page's. */
    static List<ColumnVector> vectors(List<Column> columns) {
        return columns.stream()
                .map(column -> new ColumnVector(ColumnVector.Storage.of(column)))
                .toList();
    }

    private Optional<Page> page(Rows open) throws SQLException {
        Optional<List<ColumnVector>> vectors =
                ended ? Optional.empty() : ahead.isPresent() ? ahead.get().next() : here(open);
        if (vectors.isEmpty()) {
            ended = true;
            losses.warnings(table.name()).forEach(warn);
            return Optional.empty();
        }
        int count = vectors.get().get(0).size();
        Origin origin = new Origin(place, "row", read + 1);
        boolean goesOn = read > 0;
        read += count;
        if (goesOn && ahead.isEmpty()) {
            ahead = Optional.of(new RowsAhead(open, read, () -> vectors(columns), losses));
        }
        return Optional.of(new ColumnPage(columns, new RecordBatch(count, vectors.get()), origin));
    }

    private Optional<List<ColumnVector>> here(Rows open) throws SQLException {
        List<ColumnVector> vectors = vectors(columns);
        return open.append(vectors, read) == 0 ? Optional.empty() : Optional.of(vectors);
    }

    @Override
    public void close() {
        ahead.ifPresent(reading -> reading.close(deadline.isCancelled()));
        rows.ifPresent(Rows::close);
    }
}
