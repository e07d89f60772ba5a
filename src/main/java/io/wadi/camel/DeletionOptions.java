package io.wadi.camel;

import io.wadi.extract.sql.Snapshot;
import io.wadi.extract.sql.SqlTable;
import io.wadi.model.DeletedRows;
import io.wadi.model.Explanation;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What {@code deletedRows} and {@code maxDeletedRows} say of a table.
 *
 * @param most how many of the stored rows may be deleted at once, in percent; empty where all are kept
 */
record DeletionOptions(OptionalInt most) {
    /**
     * @param options all that are said of the table
     * @param query what is read instead of the table
     */
    static DeletionOptions of(
            TableConfiguration reading,
            Map<String, Object> options,
            Optional<String> query,
            WindowOptions windows,
            Problems problems) {
        int most = most(reading.getMaxDeletedRows(), problems);
        if (reading.getDeletedRows() == GoneRows.KEEP) {
            if (options.containsKey("maxDeletedRows") && !options.containsKey("deletedRows")) {
                problems.add(Explanation.of("maxDeletedRows is about rows that are deleted, and all are kept")
                        .fix("leave it out, or say deletedRows: delete"));
            }
            return new DeletionOptions(OptionalInt.empty());
        }
        refuse(query.isPresent(), "a query", "what it leaves out need not be gone", problems);
        refuse(!reading.getWhere().isBlank(), "where", "what it leaves out need not be gone", problems);
        refuse(!windows.isEmpty(), "window.start", "windows read a range for its own sake", problems);
        refuse(options.containsKey("cursor.end"), "cursor.end", "it reads a range for its own sake", problems);
        return new DeletionOptions(OptionalInt.of(most));
    }

    private static void refuse(boolean is, String what, String why, Problems problems) {
        if (is) {
            problems.add(Explanation.of("deletedRows: delete with " + what + ": " + why)
                    .fix("leave one of them out; of one table alone say table.NAME.deletedRows: keep"));
        }
    }

    private static int most(String text, Problems problems) {
        if (text.matches("\\d{1,3}%") && percent(text) <= 100) {
            return percent(text);
        }
        problems.add(Explanation.of("maxDeletedRows is '" + text + "'").fix("it is a part of the table's rows: 20%"));
        return DeletedRows.MOST;
    }

    private static int percent(String text) {
        return Integer.parseInt(text.substring(0, text.length() - 1));
    }

    Optional<DeletedRows> of(SqlTable table, Snapshot snapshot) {
        return most.isPresent()
                ? Optional.of(new DeletedRows(extraction -> table.keys(extraction, snapshot), most.getAsInt()))
                : Optional.empty();
    }
}
