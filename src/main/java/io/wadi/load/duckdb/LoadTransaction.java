package io.wadi.load.duckdb;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.model.Explanation;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The one transaction of a load: head, tables, rows, system tables, receipt. */
final class LoadTransaction {
    private final DuckDbSession session;
    private final LoadPackage load;
    private final Milestones milestones;
    private final SystemTables system;

    LoadTransaction(DuckDbSession session, LoadPackage load, Milestones milestones) {
        this.session = session;
        this.load = load;
        this.milestones = milestones;
        this.system = new SystemTables(session, load.dataset());
    }

    Loaded run() {
        session.begin();
        Optional<String> receipt = system.receipt(load.pipeline(), load.loadId());
        if (receipt.isPresent()) {
            return already(receipt.get());
        }
        system.moveHead(load);
        drop();
        DuckDbTables tables = new DuckDbTables(session, load.dataset());
        List<String> newTables = new ArrayList<>();
        Map<String, List<String>> newColumns = new LinkedHashMap<>();
        load.jobs().forEach(job -> fit(job.table(), tables, newTables, newColumns));
        List<Merge> merges = merges(tables);
        merges.forEach(merge -> merge.tables().forEach(table -> fit(table, tables, newTables, newColumns)));
        milestones.reached(Point.BEFORE_ROWS);
        load.clearing().emptied().forEach(tables::empty);
        load.jobs().forEach(job -> empty(job, tables));
        load.jobs().forEach(job -> insert(job, tables));
        merges.forEach(merge -> merge.run(mergedParts()));
        session.working("");
        milestones.reached(Point.AFTER_ROWS);
        system.record(load);
        milestones.reached(Point.BEFORE_COMMIT);
        session.commit();
        milestones.reached(Point.AFTER_COMMIT);
        return new Loaded(rows(), newTables, newColumns, false);
    }

    private void drop() {
        List<String> dropped = load.clearing().dropped();
        dropped.forEach(name -> session.update("DROP TABLE IF EXISTS " + session.table(load.dataset(), name)));
        if (!dropped.isEmpty()) {
            system.forgetSchema(load.schema().name());
        }
    }

    private Loaded already(String hash) {
        if (!hash.equals(load.hash())) {
            throw new TerminalFailure(Explanation.of("load " + load.loadId() + " of pipeline " + load.pipeline()
                            + " was loaded before from another package, " + hash + "; this one is " + load.hash())
                    .fix("remove this package and run again"));
        }
        return new Loaded(rows(), List.of(), Map.of(), true);
    }

    private void fit(Table table, DuckDbTables tables, List<String> newTables, Map<String, List<String>> newColumns) {
        session.working(at(table));
        if (!tables.has(table)) {
            tables.create(table);
            newTables.add(table.name());
            return;
        }
        List<String> added = tables.addColumns(table);
        if (!added.isEmpty()) {
            newColumns.put(table.name(), added);
        }
    }

    /** One for each root table that rows are merged into. */
    private List<Merge> merges(DuckDbTables tables) {
        return load.jobs().stream()
                .filter(job -> job.disposition() == WriteDisposition.MERGE)
                .map(job -> load.schema().root(job.table()))
                .distinct()
                .map(table -> new Merge(session, tables, load, table))
                .toList();
    }

    private Map<String, List<Part>> mergedParts() {
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        load.jobs().stream()
                .filter(job -> job.disposition() == WriteDisposition.MERGE)
                .forEach(job -> parts.computeIfAbsent(job.table().name(), name -> new ArrayList<>())
                        .addAll(job.parts()));
        return parts;
    }

    /** Before any rows come: two jobs may share a table. */
    private void empty(LoadJob job, DuckDbTables tables) {
        session.working(at(job.table()));
        if (job.disposition() == WriteDisposition.REPLACE) {
            tables.empty(job.table());
        }
    }

    private void insert(LoadJob job, DuckDbTables tables) {
        session.working(at(job.table()));
        if (job.disposition() != WriteDisposition.MERGE) {
            job.parts().forEach(part -> tables.insert(job.table(), part, load.loadId()));
        }
    }

    private String at(Table table) {
        return "table " + load.dataset() + "." + table.name();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        load.jobs().forEach(job -> rows.merge(job.table().name(), job.rows(), Long::sum));
        return rows;
    }
}
