package io.wadi.extract.sql;

import io.wadi.model.Deadline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the place in a Parquet file that could not be read, once that has happened: each row group is read by itself. */
final class ParquetDamage {
    /** A group of rows, which end before {@code end}. */
    private record RowGroup(long number, long begin, long end) {
        String columnsOf(List<String> columns) {
            return columns.isEmpty() ? "" : ", column " + String.join(", ", columns);
        }
    }

    private final Path path;
    private final Deadline deadline;

    ParquetDamage(Path path, Deadline deadline) {
        this.path = path;
        this.deadline = deadline;
    }

    /**
     * The first row group that cannot be read, its rows and columns, for a person; empty when there is none such, or when
     * the file does not even tell its row groups.
     *
     * @param read rows that were read
     */
    Optional<String> find(long read) {
        try (Snapshot database = ParquetPages.database()) {
            Connection connection = database.connection();
            ParquetPages.confine(connection, path);
            for (RowGroup group : groups(connection)) {
                deadline.check();
                if (group.end() > read && !reads(connection, group, "*")) {
                    List<String> columns = new ArrayList<>();
                    for (String column : columns(connection)) {
                        if (!reads(connection, group, column)) {
                            columns.add(column);
                        }
                    }
                    return Optional.of("row group " + group.number() + ", rows " + (group.begin() + 1) + " to "
                            + group.end() + group.columnsOf(columns));
                }
            }
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private List<RowGroup> groups(Connection connection) throws SQLException {
        List<RowGroup> groups = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DISTINCT row_group_id, row_group_num_rows FROM"
                        + " parquet_metadata(" + ParquetPages.literal(path) + ") ORDER BY 1")) {
            long begin = 0;
            while (rows.next()) {
                groups.add(new RowGroup(rows.getLong(1), begin, begin + rows.getLong(2)));
                begin += rows.getLong(2);
            }
        }
        return groups;
    }

    private List<String> columns(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "DESCRIBE SELECT * FROM read_parquet(" + ParquetPages.literal(path) + ")")) {
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
        }
        return columns;
    }

    /** Else whatever follows would fail, too. */
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            return;
        }
    }

    /** Every value is looked at; nothing of it leaves the database. */
    private boolean reads(Connection connection, RowGroup group, String columns) {
        String which = columns.equals("*") ? "*" : '"' + columns.replace("\"", "\"\"") + '"';
        String rows = "SELECT " + which + " FROM read_parquet(" + ParquetPages.literal(path)
                + ", file_row_number = true) WHERE file_row_number >= " + group.begin() + " AND file_row_number < "
                + group.end();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT bit_xor(hash(COLUMNS(*))) FROM (" + rows + ")")) {
            return result.next();
        } catch (SQLException e) {
            rollBack(connection);
            return false;
        }
    }
}
