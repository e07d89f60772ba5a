package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Rows as any driver gives them, fetched some at a time. */
final class FetchedRows implements Rows {
    private static final int FETCH_BYTES = 1 << 20;
    private static final int FIRST_FETCH = 64;
    private static final int MOST_FETCH = 5_000;

    private final Connection connection;
    private final PreparedStatement statement;
    private final Cells cells;
    private Optional<ResultSet> rows = Optional.empty();

    FetchedRows(Connection connection, SqlTable.Query query, Cells cells) throws SQLException {
        this.connection = connection;
        this.cells = cells;
        this.statement =
                connection.prepareStatement(query.sql(), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statement.setFetchSize(FIRST_FETCH);
        for (int i = 0; i < query.binds().size(); i++) {
            statement.setObject(i + 1, query.binds().get(i));
        }
    }

    @Override
    public int append(List<ColumnVector> vectors, long read) throws SQLException {
        if (rows.isEmpty()) {
            rows = Optional.of(statement.executeQuery());
        }
        ResultSet result = rows.get();
        long bytes = 0;
        int count = 0;
        while (count < MOST && bytes < PAGE_BYTES && result.next()) {
            bytes += cells.append(result, read + count + 1, vectors);
            count++;
            if (read + count == FIRST_FETCH || count % MOST == 0) {
                fetch(result, bytes / count);
            }
        }
        return count;
    }

    /** As many rows at once as fit into a megabyte: a driver holds them all. */
    private static void fetch(ResultSet result, long bytesARow) throws SQLException {
        result.setFetchSize((int) Math.max(1, Math.min(MOST_FETCH, FETCH_BYTES / Math.max(1, bytesARow))));
    }

    @Override
    public void cancel() {
        Statements.cancel(statement, connection);
    }

    @Override
    public void close() {
        try {
            statement.close(); // and its rows
        } catch (SQLException e) {
            // Broken: it ends with its connection.
        }
    }
}
