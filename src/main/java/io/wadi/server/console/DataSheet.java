package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.RunBook;
import io.wadi.load.duckdb.Grid;
import io.wadi.server.Problem;
import io.wadi.server.console.Warehouse.Field;
import io.wadi.server.console.Warehouse.Shelf;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What pages about data show. */
public final class DataSheet {
    /** As long as a text stands on a page. */
    public static final int CELL = 300;

    private DataSheet() {}

    /**
     * What a run brought to a table last.
     *
     * @param by its deployment, or pipeline
     */
    public record Brought(String run, String by, Instant at, RunBook.TableRows table) {
        public Brought {
            requireNonNull(run);
            requireNonNull(by);
            requireNonNull(at);
            requireNonNull(table);
        }
    }

    /**
     * @param rows about as many as it has; empty where that is not known here
     * @param last empty where no run of late did
     */
    public record Table(String name, OptionalLong rows, Optional<Brought> last) {
        public Table {
            requireNonNull(name);
            requireNonNull(rows);
            requireNonNull(last);
        }
    }

    public record Dataset(Shelf shelf, List<Table> tables) {
        public Dataset {
            requireNonNull(shelf);
            tables = List.copyOf(tables);
        }
    }

    public record All(Words words, List<Dataset> datasets) {
        public All {
            requireNonNull(words);
            datasets = List.copyOf(datasets);
        }
    }

    /**
     * A dataset with what was asked of it.
     *
     * @param note why not all of it is shown
     * @param sql what stands in the box
     * @param answer to it, where it was asked
     * @param problem why there is none
     */
    public record Asked(
            Words words,
            Dataset dataset,
            Optional<String> note,
            String sql,
            Optional<Grid> answer,
            Optional<Problem> problem) {
        public Asked {
            requireNonNull(words);
            requireNonNull(dataset);
            requireNonNull(note);
            requireNonNull(sql);
            requireNonNull(answer);
            requireNonNull(problem);
        }

        Asked with(String text, Optional<Grid> found, Optional<Problem> why) {
            return new Asked(words, dataset, note, text, found, why);
        }
    }

    /**
     * A table.
     *
     * @param count of its rows, where somebody wanted to know
     * @param rows the first of them, for those who may see them
     */
    public record One(
            Words words,
            Shelf shelf,
            Table table,
            Optional<String> note,
            List<Field> fields,
            Optional<Long> count,
            Optional<Grid> rows) {
        public One {
            requireNonNull(words);
            requireNonNull(shelf);
            requireNonNull(table);
            requireNonNull(note);
            fields = List.copyOf(fields);
            requireNonNull(count);
            requireNonNull(rows);
        }

        public boolean masked() {
            return fields.stream().anyMatch(field -> field.mask().isPresent());
        }
    }

    public static String href(Shelf shelf) {
        return "/data/" + encoded(shelf.dataset())
                + shelf.key().map(key -> "?in=" + encoded(key)).orElse("");
    }

    /** @param what below the table: {@code /rows} or nothing */
    public static String href(Shelf shelf, String table, String what) {
        return "/data/" + encoded(shelf.dataset()) + "/" + encoded(table) + what
                + shelf.key().map(key -> "?in=" + encoded(key)).orElse("");
    }

    /** One more parameter of an address. */
    public static String and(String href, String name, String value) {
        return href + (href.contains("?") ? "&" : "?") + name + "=" + encoded(value);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A value as it stands in a cell. */
    public static String cell(String text) {
        String shown = Shown.of(text.length() > CELL ? text.substring(0, CELL) : text);
        return text.length() > CELL ? shown + "…" : shown;
    }
}
