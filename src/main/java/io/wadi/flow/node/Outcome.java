package io.wadi.flow.node;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.RunBook.TableRows;
import java.util.List;
import java.util.Optional;

/** How an attempt ended, as the one who made it tells. */
public sealed interface Outcome {
    /**
     * @param report as JSON
     * @param rows loaded, in all tables
     * @param bytes sent to the destination, where that is known
     */
    record Done(
            String report,
            List<String> warnings,
            List<TableRows> tables,
            long rows,
            long bytes,
            Optional<String> loadId)
            implements Outcome {
        public Done {
            requireNonNull(report);
            warnings = List.copyOf(warnings);
            tables = List.copyOf(tables);
            requireNonNull(loadId);
        }
    }

    /**
     * @param what in a line
     * @param failure as JSON
     */
    record Failed(String what, String failure) implements Outcome {
        public Failed {
            requireNonNull(what);
            requireNonNull(failure);
        }
    }
}
