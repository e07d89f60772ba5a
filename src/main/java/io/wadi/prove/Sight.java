package io.wadi.prove;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a reader sees of a destination at one time: each table that has rows, and how far the pipeline's state has come.
 *
 * @param version of the state, and with it of the cursors
 */
public record Sight(Map<String, Rows> tables, long version) {
    /** How many rows, and a sum over all that is in them but for what is different in every load: ids and times of it. */
    public record Rows(long count, String sum) {
        static final Rows NONE = new Rows(0, "");

        public Rows {
            requireNonNull(sum);
        }
    }

    /** Of a destination that nobody has loaded into. */
    public static final Sight NOTHING = new Sight(Map.of(), 0);

    public Sight {
        Map<String, Rows> filled = new TreeMap<>(tables);
        filled.values().removeIf(rows -> rows.count() == 0);
        tables = Map.copyOf(filled);
    }

    public Rows rows(String table) {
        return tables.getOrDefault(table, Rows.NONE);
    }

    /** Whether Wadi or dlt keep their books in it: a run that finds nothing to finish may add a load. */
    static boolean isOfBooks(String table) {
        return table.matches("(?i).*\\b_(dlt|wadi)_.*");
    }

    /** Without the books. */
    Sight data() {
        Map<String, Rows> data = new TreeMap<>(tables);
        data.keySet().removeIf(Sight::isOfBooks);
        return new Sight(data, version);
    }

    /** A line of text, for {@link #parse}. */
    public String text() {
        StringBuilder text = new StringBuilder().append(version);
        new TreeMap<>(tables)
                .forEach((table, rows) -> text.append('\t')
                        .append(table)
                        .append('\t')
                        .append(rows.count())
                        .append('\t')
                        .append(rows.sum()));
        return text.toString();
    }

    /** @throws IllegalArgumentException when it is no whole line that {@link #text} gave */
    public static Sight parse(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length % 3 != 1) {
            throw new IllegalArgumentException("no sight: " + line);
        }
        Map<String, Rows> tables = new TreeMap<>();
        for (int i = 1; i < cells.length; i += 3) {
            tables.put(cells[i], new Rows(Long.parseLong(cells[i + 1]), cells[i + 2]));
        }
        return new Sight(tables, Long.parseLong(cells[0]));
    }
}
