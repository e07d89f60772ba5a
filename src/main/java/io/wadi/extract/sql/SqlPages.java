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
    private long read;

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
        List<ColumnVector> vectors = vectors(columns);
        int count = open.append(vectors, read);
        Origin origin = new Origin(place, "row", read + 1);
        read += count;
        if (count == 0) {
            losses.warnings(table.name()).forEach(warn);
            return Optional.empty();
        }
        return Optional.of(new ColumnPage(columns, new RecordBatch(count, vectors), origin));
    }

    @Override
    public void close() {
        rows.ifPresent(Rows::close);
    }
}
