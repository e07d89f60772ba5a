package io.wadi.properties;

import io.wadi.disk.BatchFrame;
import io.wadi.model.Column;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Hints;
import io.wadi.model.JsonPage;
import io.wadi.model.Origin;
import io.wadi.model.Resource;
import io.wadi.model.Schema;
import io.wadi.model.Table;
import io.wadi.normalise.Naming;
import io.wadi.normalise.Normalised;
import io.wadi.normalise.Normaliser;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What records become: the batches of each table to the byte, and the schema; or why they were refused. */
record Normalisation(Map<String, List<ByteBuffer>> batches, List<Table> tables, List<String> said) {
    static Normalisation of(List<JsonPage> pages, Hints hints, int longestName, int threads) {
        Map<String, List<ByteBuffer>> batches = new TreeMap<>();
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Normaliser normaliser = new Normaliser(
                    Schema.empty("s"),
                    new Naming(longestName),
                    new byte[16],
                    new Normaliser.Workers(executor, threads),
                    (table, columns, batch) -> batches.computeIfAbsent(table, t -> new ArrayList<>())
                            .add(BatchFrame.encode(batch)),
                    Deadline.none());
            normaliser.begin(new Resource("t", hints, extraction -> {
                throw new IllegalStateException("never opened");
            }));
            pages.forEach(normaliser::accept);
            Normalised made = normaliser.finish();
            return new Normalisation(
                    batches,
                    made.schema().tables(),
                    made.findings().stream().map(c -> c.describe()).toList());
        } catch (Failure refused) {
            return new Normalisation(Map.of(), List.of(), List.of(String.valueOf(refused.explanation())));
        } finally {
            executor.shutdownNow();
        }
    }

    /** The lines in pages of so many, as {@code file.jsonl} holds them. */
    static List<JsonPage> pages(List<String> lines, int size) {
        List<JsonPage> pages = new ArrayList<>();
        for (int from = 0; from < lines.size(); from += size) {
            List<String> some = lines.subList(from, Math.min(lines.size(), from + size));
            byte[] bytes = (String.join("\n", some) + "\n").getBytes(StandardCharsets.UTF_8);
            pages.add(JsonPage.of(bytes, some.size(), new Origin("file.jsonl", "line", from + 1)));
        }
        return pages;
    }

    List<String> names() {
        List<String> names = new ArrayList<>();
        tables.forEach(table -> {
            names.add(table.name());
            table.columns().stream().map(Column::name).forEach(names::add);
        });
        return names;
    }
}
