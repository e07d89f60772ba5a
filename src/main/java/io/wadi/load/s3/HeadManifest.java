package io.wadi.load.s3;

import static java.util.Objects.requireNonNull;

import io.wadi.load.PastLoad;
import io.wadi.load.snowflake.FileFormat;
import io.wadi.model.Base;
import io.wadi.model.Head;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.LoadPackage.Versioned;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far a pipeline is after a load, and what it was: the one object whose coming to be commits it.
 *
 * @param sequence the number of the load, from 1
 * @param schemaName of the load
 * @param format of the load's files
 * @param rows the load's, by table
 * @param schemas the newest of each source
 * @param tables those that there are, with their columns
 * @param receipts of the last loads, newest first, this one's among them; older ones are in older manifests
 */
record HeadManifest(
        long sequence,
        Head head,
        Instant createdAt,
        String key,
        String schemaName,
        FileFormat format,
        Map<String, Long> rows,
        Optional<Versioned> state,
        Map<String, Versioned> schemas,
        Map<String, Set<String>> tables,
        List<Receipt> receipts) {
    static final int RECEIPTS = 100;

    /**
     * That a package was loaded.
     *
     * @param key under which; empty where there was none, or where it is from before receipts kept it
     */
    record Receipt(String loadId, String hash, Instant at, String key, Optional<String> input) {
        Receipt {
            requireNonNull(loadId);
            requireNonNull(hash);
            requireNonNull(at);
            requireNonNull(key);
            requireNonNull(input);
        }

        PastLoad pastLoad() {
            return new PastLoad(loadId, at, input);
        }
    }

    /** Before the first load. */
    static final HeadManifest NONE = new HeadManifest(
            0,
            Head.NONE,
            Instant.EPOCH,
            "",
            "",
            FileFormat.PARQUET,
            Map.of(),
            Optional.empty(),
            Map.of(),
            Map.of(),
            List.of());

    HeadManifest {
        requireNonNull(head);
        requireNonNull(createdAt);
        requireNonNull(format);
        requireNonNull(state);
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
        schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
        tables = Collections.unmodifiableMap(new LinkedHashMap<>(tables));
        receipts = List.copyOf(receipts);
    }

    /** What it will be when {@code load} is in. */
    HeadManifest after(LoadPackage load, FileFormat written) {
        Map<String, Versioned> newSchemas = new LinkedHashMap<>(schemas);
        newSchemas.put(load.schema().name(), load.stored());
        Map<String, Set<String>> newTables = new LinkedHashMap<>(tables);
        Map<String, Long> newRows = new LinkedHashMap<>();
        for (LoadJob job : load.jobs()) {
            Set<String> columns =
                    new LinkedHashSet<>(tables.getOrDefault(job.table().name(), Set.of()));
            job.table().columns().forEach(column -> columns.add(column.name()));
            newTables.put(job.table().name(), columns);
            newRows.merge(job.table().name(), job.rows(), Long::sum);
        }
        List<Receipt> newReceipts = new ArrayList<>();
        newReceipts.add(
                new Receipt(load.loadId(), load.hash(), load.createdAt(), load.key(), Optional.of(load.input())));
        newReceipts.addAll(receipts.subList(0, Math.min(receipts.size(), RECEIPTS - 1)));
        return new HeadManifest(
                sequence + 1,
                load.head(),
                load.createdAt(),
                load.key(),
                load.schema().name(),
                written,
                newRows,
                load.state().or(() -> state),
                newSchemas,
                newTables,
                newReceipts);
    }

    Base base(String schema) {
        Optional<Versioned> stored = Optional.ofNullable(schemas.get(schema));
        return new Base(
                head,
                state.map(Versioned::text),
                stored.map(Versioned::text),
                stored.map(Versioned::version).orElse(0L));
    }

    Optional<Receipt> receipt(String loadId) {
        return receipts.stream().filter(r -> r.loadId().equals(loadId)).findFirst();
    }

    /** The load of this key, where it is one of the last. */
    Optional<Receipt> keyed(String wanted) {
        return receipts.stream()
                .filter(r -> !wanted.isEmpty() && r.key().equals(wanted))
                .findFirst();
    }

    /** The load that it commits. */
    Receipt load() {
        return receipts.get(0);
    }
}
