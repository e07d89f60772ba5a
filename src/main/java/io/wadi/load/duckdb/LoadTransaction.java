package io.wadi.load.duckdb;

import io.wadi.load.Loaded;
import io.wadi.load.Meter;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.sql.AbsentRows;
import io.wadi.load.sql.Jobs;
import io.wadi.load.sql.Merge;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.CrashPoint;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Table;
import io.wadi.model.WriteDisposition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The one transaction of a load: head, tables, rows, system tables, receipt. */
final class LoadTransaction {
    private final DuckDbSession session;
    private final LoadPackage load;
    private final Milestones milestones;
    private final SystemTables system;
    private final Jobs jobs;

    LoadTransaction(DuckDbSession session, LoadPackage load, Milestones milestones) {
        this.session = session;
        this.load = load;
        this.milestones = milestones;
        this.system = new SystemTables(session, load.dataset());
        this.jobs = new Jobs(load);
    }

    Loaded run() {
        Meter meter = new Meter("transaction");
        Set<String> there = there();
        session.begin();
        Optional<String> receipt = system.receipt(load.pipeline(), load.loadId());
        if (receipt.isPresent()) {
            return jobs.already(receipt.get());
        }
        system.refuseKey(load);
        system.moveHead(load);
        CrashPoint.HEAD_MOVED.pass();
        drop();
        DuckDbTables tables = new DuckDbTables(session, load, there);
        List<String> newTables = new ArrayList<>();
        Map<String, List<String>> newColumns = new LinkedHashMap<>();
        load.jobs().forEach(job -> fit(job.table(), tables, newTables, newColumns));
        List<Merge> merges = jobs.merged().stream()
                .map(table -> new Merge(session, tables, load, table))
                .toList();
        merges.forEach(merge -> merge.tables().forEach(table -> fit(table, tables, newTables, newColumns)));
        new LoadMemory(session).limit(load, !merges.isEmpty());
        milestones.reached(Point.BEFORE_ROWS);
        load.clearing().emptied().forEach(tables::empty);
        // Before any rows come: two jobs may share a table.
        jobs.replaced().forEach(tables::empty);
        load.jobs().forEach(job -> insert(job, tables));
        merges.forEach(merge -> merge.run(jobs.parts(true)));
        Map<String, Long> deleted = delete(tables);
        session.working("");
        milestones.reached(Point.AFTER_ROWS);
        system.record(load);
        new DeadRows(session, load.dataset()).settle(shrunk(merges));
        milestones.reached(Point.BEFORE_COMMIT);
        session.commit();
        milestones.reached(Point.AFTER_COMMIT);
        return new Loaded(jobs.rows(), newTables, newColumns, deleted, false, meter.effort());
    }

    /** The tables that rows may be deleted from. */
    private List<Table> shrunk(List<Merge> merges) {
        return Stream.of(
                        jobs.replaced().stream(),
                        merges.stream().flatMap(merge -> merge.tables().stream()),
                        load.jobs().stream()
                                .filter(job -> job.keys().isPresent())
                                .map(LoadJob::table))
                .flatMap(tables -> tables)
                .distinct()
                .toList();
    }

    /** Rows that their sources no longer have, once all that is new is there. */
    private Map<String, Long> delete(DuckDbTables tables) {
        Map<String, Long> deleted = new LinkedHashMap<>();
        load.jobs()
                .forEach(job -> job.keys().ifPresent(keys -> {
                    session.working(at(job.table()));
                    long rows = new AbsentRows(session, tables, load, job.table(), keys).delete();
                    if (rows > 0) {
                        deleted.put(job.table().name(), rows);
                    }
                }));
        return deleted;
    }

    /** Tables that are there, and stay. */
    private Set<String> there() {
        return load.clearing().dropped().isEmpty()
                ? new Books(session, load.dataset())
                        .there(load.jobs().stream()
                                .map(job -> job.table().name())
                                .distinct()
                                .toList())
                : Set.of();
    }

    private void drop() {
        List<String> dropped = load.clearing().dropped();
        dropped.forEach(name -> session.update("DROP TABLE IF EXISTS " + session.table(load.dataset(), name)));
        if (!dropped.isEmpty()) {
            system.forgetSchema(load.schema().name());
        }
    }

    private void fit(Table table, DuckDbTables tables, List<String> newTables, Map<String, List<String>> newColumns) {
        session.working(at(table));
        if (!tables.has(table)) {
            tables.create(table);
            newTables.add(table.name());
        } else {
            tables.refuseNarrow(table);
            List<String> added = tables.addColumns(table);
            if (!added.isEmpty()) {
                newColumns.put(table.name(), added);
            }
        }
        CrashPoint.TABLE_FITTED.pass();
    }

    private void insert(LoadJob job, DuckDbTables tables) {
        session.working(at(job.table()));
        if (job.disposition() != WriteDisposition.MERGE) {
            tables.insert(job.table(), job.parts());
        }
    }

    private String at(Table table) {
        return load.dataset() + "." + table.name();
    }
}
