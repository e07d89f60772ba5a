package io.wadi.extract.sql;

import io.wadi.model.ColumnVector;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows of PostgreSQL as {@code COPY … (FORMAT BINARY)} sends them: straight from its messages into vectors. The same query
 * as for fetched rows, within the same transaction, and the same values of it.
 */
final class CopiedRows implements Rows {
    private static final int FIXED_BYTES = 8;

    private final Connection connection;
    private final String sql;
    private final List<SqlColumn> columns;
    private final Losses losses;
    private final BinaryNumeric numeric = new BinaryNumeric();
    private Optional<CopyOut> copy = Optional.empty();
    private Optional<CopyMessages> messages = Optional.empty();

    CopiedRows(Connection connection, String query, List<SqlColumn> columns, Losses losses) {
        this.connection = connection;
        this.sql = "COPY (" + query + "\n) TO STDOUT (FORMAT BINARY)";
        this.columns = columns;
        this.losses = losses;
    }

    private CopyMessages messages() throws SQLException {
        if (messages.isEmpty()) {
            CopyOut begun = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
            copy = Optional.of(begun);
            messages = Optional.of(new CopyMessages(begun));
        }
        return messages.get();
    }

    /**
     * Whether a connection can: not where others than PostgreSQL speak its protocol, nor under a time limit, for a copy lasts
     * until its last row is taken.
     */
    static boolean canRead(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return false;
        }
        try (Statement asked = connection.createStatement();
                ResultSet answer = asked.executeQuery("SELECT current_setting('statement_timeout') = '0'"
                        + " AND version() LIKE 'PostgreSQL %' AND version() NOT LIKE '%Redshift%'")) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    @Override
    public int append(List<ColumnVector> vectors, long read) throws SQLException {
        CopyMessages sent = messages();
        long bytes = 0;
        int count = 0;
        while (count < MOST && bytes < PAGE_BYTES && sent.nextRow()) {
            count++;
            for (int i = 0; i < columns.size(); i++) {
                int length = sent.nextField();
                bytes += FIXED_BYTES + Math.max(0, length);
                if (length < 0) {
                    vectors.get(i).appendNull();
                } else if (!append(sent, i, length, vectors.get(i), read + count)) {
                    vectors.get(i).appendNull();
                    losses.unheld(i, read + count);
                }
            }
        }
        return count;
    }

    /** @return false when the value cannot be held */
    private boolean append(CopyMessages sent, int column, int length, ColumnVector vector, long row)
            throws SQLException {
        byte[] data = sent.data();
        int from = sent.from();
        expect(column, length);
        switch (columns.get(column).reading()) {
            case WHOLE -> vector.appendLong(whole(data, from, length));
            case BOOL -> vector.appendLong(data[from]);
            case REAL -> vector.appendLong(Bytes.int8(data, from));
            case TIME -> {
                long micros = Bytes.int8(data, from);
                if (micros >= PostgresTime.DAY) {
                    return false;
                }
                vector.appendLong(micros);
            }
            case DATE -> {
                int days = Bytes.int4(data, from);
                if (!PostgresTime.isDay(days)) {
                    return false;
                }
                vector.appendLong(PostgresTime.days(days));
            }
            case INSTANT, LOCAL -> {
                long micros = Bytes.int8(data, from);
                if (!PostgresTime.isTime(micros)) {
                    return false;
                }
                vector.appendLong(PostgresTime.micros(micros));
            }
            case TEXT, BINARY -> vector.appendBytes(data, from, length);
            case DECIMAL -> {
                if (!numeric.read(data, from)) {
                    return false;
                }
                losses.decimal(column, numeric.text(), 0, numeric.length());
                vector.appendBytes(numeric.text(), 0, numeric.length());
            }
            case JSON -> {
                int end = losses.compact(column, data, from, from + length, row);
                if (JsonText.isNull(data, from, end)) {
                    vector.appendNull();
                } else {
                    vector.appendBytes(data, from, end - from);
                }
            }
        }
        return true;
    }

    /** A table may change between its description and its reading. */
    private void expect(int column, int length) throws SQLException {
        boolean asDescribed = switch (columns.get(column).reading()) {
            case WHOLE -> length == Short.BYTES || length == Integer.BYTES || length == Long.BYTES;
            case BOOL -> length == 1;
            case DATE -> length == Integer.BYTES;
            case REAL, TIME, INSTANT, LOCAL -> length == Long.BYTES;
            case TEXT, BINARY, DECIMAL, JSON -> true;
        };
        if (!asDescribed) {
            throw new SQLException(
                    "column " + columns.get(column).name() + " has got another type since it was looked up", "0A000");
        }
    }

    private static long whole(byte[] data, int from, int length) {
        return switch (length) {
            case Short.BYTES -> Bytes.int2(data, from);
            case Integer.BYTES -> Bytes.int4(data, from);
            default -> Bytes.int8(data, from);
        };
    }

    @Override
    public void cancel() {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // It ends with its connection.
        }
        Statements.abort(connection);
    }

    /** A copy cannot be broken off without its connection, and the snapshot goes with it: what is left early is fetched. */
    @Override
    public void close() {
        if (copy.filter(CopyOut::isActive).isPresent()) {
            cancel();
        }
    }
}
