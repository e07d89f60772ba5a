package io.wadi.load.duckdb;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Some rows of a table or of a question, as text.
 *
 * @param more whether rows were left out
 */
public record Grid(List<Column> columns, List<List<Optional<String>>> rows, boolean more) {
    /** What the texts of a column are. */
    public enum Form {
        NUMBER,
        TRUTH,
        JSON,
        TEXT
    }

    /** @param type as DuckDB names it */
    public record Column(String name, String type, Form form) {
        public Column {
            requireNonNull(name);
            requireNonNull(type);
            requireNonNull(form);
        }
    }

    /**
     * How much is wanted at most.
     *
     * @param cell characters of a text
     * @param whole whether a text that is longer is an error; else it is cut, one character after that
     * @param all characters of all texts
     */
    public record Bounds(int rows, int cell, boolean whole, int all) {}

    public Grid {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
