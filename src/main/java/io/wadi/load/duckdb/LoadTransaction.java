package io.wadi.load.duckdb;

import io.wadi.load.Loaded;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.model.Explanation;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
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
        DuckDbTables tables = new DuckDbTables(session, load.dataset());
        List<String> newTables = new ArrayList<>();
        Map<String, List<String>> newColumns = new LinkedHashMap<>();
        for (LoadJob job : load.jobs()) {
            fit(job, tables, newTables, newColumns);
        }
        milestones.reached(Point.BEFORE_ROWS);
        load.jobs().forEach(job -> empty(job, tables));
        load.jobs().forEach(job -> insert(job, tables));
        session.working("");
        milestones.reached(Point.AFTER_ROWS);
        system.record(load);
        milestones.reached(Point.BEFORE_COMMIT);
        session.commit();
        milestones.reached(Point.AFTER_COMMIT);
        return new Loaded(rows(), newTables, newColumns, false);
    }

    private Loaded already(String hash) {
        if (!hash.equals(load.hash())) {
            throw new TerminalFailure(Explanation.of("load " + load.loadId() + " of pipeline " + load.pipeline()
                            + " was loaded before from another package, " + hash + "; this one is " + load.hash())
                    .fix("remove this package and run again"));
        }
        return new Loaded(rows(), List.of(), Map.of(), true);
    }

    private void fit(LoadJob job, DuckDbTables tables, List<String> newTables, Map<String, List<String>> newColumns) {
        String name = job.table().name();
        session.working(at(job));
        if (!tables.has(job.table())) {
            tables.create(job.table());
            newTables.add(name);
            return;
        }
        List<String> added = tables.addColumns(job.table());
        if (!added.isEmpty()) {
            newColumns.put(name, added);
        }
    }

    /** Before any rows come: two jobs may share a table. */
    private void empty(LoadJob job, DuckDbTables tables) {
        session.working(at(job));
        if (job.disposition() == WriteDisposition.REPLACE) {
            tables.empty(job.table());
        }
    }

    private void insert(LoadJob job, DuckDbTables tables) {
        session.working(at(job));
        for (Part part : job.parts()) {
            long rows = tables.insert(job.table(), part, load.loadId());
            if (rows != part.rows()) {
                throw new TerminalFailure(Explanation.of("part " + part.name() + " should hold " + part.rows()
                                + " rows and gave " + rows + "; nothing was loaded")
                        .at(at(job))
                        .fix("remove this package and run again"));
            }
        }
    }

    private String at(LoadJob job) {
        return "table " + load.dataset() + "." + job.table().name();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        load.jobs().forEach(job -> rows.merge(job.table().name(), job.rows(), Long::sum));
        return rows;
    }
}
