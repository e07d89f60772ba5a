package io.wadi.extract.sql;

import io.wadi.model.Column;
import io.wadi.model.ColumnPage;
import io.wadi.model.ColumnVector;
import io.wadi.model.Deadline;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.RecordBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The rows of a query, read in stretches: neither the driver nor we hold more than a page. */
final class SqlPages implements Pages {
    private static final int ROWS = 20_480;
    private static final int PAGE_BYTES = 8 << 20;
    private static final int FETCH_BYTES = 1 << 20;
    private static final int FIRST_FETCH = 64;
    private static final int MOST_FETCH = 5_000;

    private final SqlTable table;
    private final SqlTable.Query query;
    private final Snapshot snapshot;
    private final Deadline deadline;
    private final Consumer<String> warn;
    private final List<Column> columns;
    private final Losses losses;
    private final Cells cells;
    private final String place;
    private Optional<PreparedStatement> statement = Optional.empty();
    private Optional<ResultSet> rows = Optional.empty();
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
        this.query = query;
        this.snapshot = snapshot;
        this.deadline = deadline;
        this.warn = warn;
        this.columns = table.columns().stream().map(SqlColumn::column).toList();
        this.losses = new Losses(table.columns(), table.hints().columns(), place);
        this.cells = new Cells(table.columns(), table.dialect(), losses);
        this.place = place;
    }

    @Override
    public Optional<Page> next() {
        deadline.check();
        try {
            PreparedStatement asked = statement();
            Connection connection = asked.getConnection();
            try (Deadline.Registration registration = deadline.onCancel(() -> Statements.cancel(asked, connection))) {
                return page(rows(asked));
            }
        } catch (SQLException e) {
            deadline.check();
            throw snapshot.failures().of(e, read == 0 ? place : place + ", after row " + read);
        }
    }

    private PreparedStatement statement() throws SQLException {
        if (statement.isEmpty()) {
            PreparedStatement prepared = snapshot.connection()
                    .prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement = Optional.of(prepared);
            prepared.setFetchSize(FIRST_FETCH);
            for (int i = 0; i < query.binds().size(); i++) {
                prepared.setObject(i + 1, query.binds().get(i));
            }
        }
        return statement.get();
    }

    private ResultSet rows(PreparedStatement asked) throws SQLException {
        if (rows.isEmpty()) {
            rows = Optional.of(asked.executeQuery());
        }
        return rows.get();
    }

    private Optional<Page> page(ResultSet result) throws SQLException {
        List<ColumnVector> vectors = columns.stream()
                .map(column -> new ColumnVector(ColumnVector.Storage.of(column)))
                .toList();
        long bytes = 0;
        int count = 0;
        while (count < ROWS && bytes < PAGE_BYTES && result.next()) {
            bytes += cells.append(result, read + count + 1, vectors);
            count++;
            if (read + count == FIRST_FETCH || count % ROWS == 0) {
                fetch(result, bytes / count);
            }
        }
        Origin origin = new Origin(place, "row", read + 1);
        read += count;
        if (count == 0) {
            losses.warnings(table.name()).forEach(warn);
            return Optional.empty();
        }
        return Optional.of(new ColumnPage(columns, new RecordBatch(count, vectors), origin));
    }

    /** As many rows at once as fit into a megabyte: a driver holds them all. */
    private static void fetch(ResultSet result, long bytesARow) throws SQLException {
        result.setFetchSize((int) Math.max(1, Math.min(MOST_FETCH, FETCH_BYTES / Math.max(1, bytesARow))));
    }

    @Override
    public void close() {
        statement.ifPresent(open -> {
            try {
                open.close(); // and its rows
            } catch (SQLException e) {
                // Broken: it ends with its connection.
            }
        });
    }
}
