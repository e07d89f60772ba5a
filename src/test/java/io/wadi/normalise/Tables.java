package io.wadi.normalise;

import io.wadi.model.Column;
import io.wadi.model.ColumnVector;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Page;
import io.wadi.model.RecordBatch;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What records become: tables of rows, a row a map without its nulls. */
final class Tables {
    final Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    private Normalised normalised = new Normalised(Schema.empty("none"), Schema.empty("none"), List.of());

    private Tables() {}

    /** One resource {@code t}; each page a text of lines of {@code file.jsonl} that begins where the one before ended. */
    static Tables of(Hints hints, String... pages) {
        List<JsonPage> made = new ArrayList<>();
        long line = 1;
        for (String page : pages) {
            byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
            int lines = (int) page.lines().count();
            made.add(JsonPage.of(bytes, lines, new Origin("file.jsonl", "line", line)));
            line += lines;
        }
        return of(hints, Schema.empty("s"), 1, made);
    }

    static Tables of(Hints hints, Schema base, int threads, List<? extends Page> pages) {
        Tables tables = new Tables();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Normaliser normaliser = new Normaliser(
                    base,
                    new Naming(65_536),
                    new byte[16],
                    new Normaliser.Workers(executor, threads),
                    tables::accept,
                    Deadline.none());
            normaliser.begin(new Resource("t", hints, extraction -> {
                throw new IllegalStateException("never opened");
            }));
            pages.forEach(normaliser::accept);
            tables.normalised = normaliser.finish();
        } finally {
            executor.shutdownNow();
        }
        return tables;
    }

    private void accept(String table, List<Column> columns, RecordBatch batch) {
        List<Map<String, Object>> into = rows.computeIfAbsent(table, t -> new ArrayList<>());
        for (int row = 0; row < batch.rows(); row++) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 0; i < batch.vectors().size(); i++) {
                ColumnVector vector = batch.vectors().get(i);
                if (!vector.isNull(row)) {
                    values.put(columns.get(i).name(), value(columns.get(i), vector, row));
                }
            }
            into.add(values);
        }
    }

    private static Object value(Column column, ColumnVector vector, int row) {
        return switch (column.type()) {
            case BIGINT, TIMESTAMP, DATE, TIME -> vector.longAt(row);
            case DOUBLE -> vector.doubleAt(row);
            case BOOL -> vector.longAt(row) == 1;
            case TEXT, JSON, DECIMAL, WEI, BINARY ->
                new String(vector.data(), vector.offset(row), vector.length(row), StandardCharsets.UTF_8);
        };
    }

    /** The values that the rows of a table have in a column; those without one are left out. */
    List<Object> values(String table, String column) {
        return rows.get(table).stream()
                .filter(r -> r.containsKey(column))
                .map(r -> r.get(column))
                .toList();
    }

    /** The rows of a table without their system columns. */
    List<Map<String, Object>> data(String table) {
        List<Map<String, Object>> data = new ArrayList<>();
        for (Map<String, Object> row : rows.getOrDefault(table, List.of())) {
            Map<String, Object> kept = new LinkedHashMap<>(row);
            kept.keySet().removeIf(name -> name.startsWith("_dlt_"));
            data.add(kept);
        }
        return data;
    }

    Schema schema() {
        return normalised.schema();
    }

    Table table(String name) {
        return normalised.schema().table(name).orElseThrow();
    }

    /** The columns of a table with their types, in order: {@code id bigint}. */
    List<String> columns(String table) {
        return table(table).columns().stream()
                .map(c -> c.name() + " " + c.type().word())
                .toList();
    }

    List<String> warnings() {
        return normalised.findings().stream().map(Finding::describe).toList();
    }

    static Hints nesting(int levels) {
        Hints none = Hints.NONE;
        return none.withMaxNesting(OptionalInt.of(levels));
    }
}
