package io.wadi.load.snowflake;

import io.wadi.load.Effort;
import io.wadi.load.Loaded;
import io.wadi.load.Meter;
import io.wadi.load.Milestones;
import io.wadi.load.Milestones.Point;
import io.wadi.load.sql.AbsentRows;
import io.wadi.load.sql.Catalogue;
import io.wadi.load.sql.Jobs;
import io.wadi.load.sql.Merge;
import io.wadi.load.sql.SqlSession;
import io.wadi.load.sql.SystemTables;
import io.wadi.model.CrashPoint;
import io.wadi.model.Failure;
import io.wadi.model.LoadJob;
import io.wadi.model.LoadPackage;
import io.wadi.model.Part;
import io.wadi.model.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One load. Definitions commit at Snowflake and files are no rows yet, so both come first; then one short transaction moves
 * the head, brings the rows and writes the books.
 */
final class SnowflakeLoad {
    private final SqlSession session;
    private final LoadPackage load;
    private final Milestones milestones;
    private final Meter meter;
    private final SystemTables system;
    private final Jobs jobs;
    private final Map<String, List<Part>> added;
    private final Map<String, List<Part>> merged;
    private final List<String> newTables = new ArrayList<>();
    private final Map<String, List<String>> newColumns = new LinkedHashMap<>();
    private final Map<String, Long> deleted = new LinkedHashMap<>();

    SnowflakeLoad(SqlSession session, LoadPackage load, Milestones milestones, Meter meter) {
        this.session = session;
        this.load = load;
        this.milestones = milestones;
        this.meter = meter;
        this.system = new SystemTables(session, load.dataset());
        this.jobs = new Jobs(load);
        this.added = jobs.parts(false);
        this.merged = jobs.parts(true);
    }

    /** @param work a folder of this machine below which files may lie on their way */
    Loaded run(Path work) {
        milestones.reached(Point.BEFORE_SETUP);
        Books books = new Books(session, load.dataset());
        Catalogue catalogue = books.catalogue();
        books.create(catalogue);
        if (Renewal.endEarlier(session, load, catalogue)) {
            catalogue = books.catalogue();
        }
        Books.Standing standing = books.standing(load);
        if (standing.receipt().isPresent()) {
            Books.Committed receipt = standing.receipt().get();
            if (!receipt.loadId().equals(load.loadId())) {
                throw SystemTables.keyTaken(load, receipt.loadId());
            }
            return jobs.already(receipt.hash());
        }
        if (standing.head().isEmpty()) {
            books.makeHead(load.pipeline());
        } else {
            // Spares what comes before the transaction; the transaction makes sure.
            SystemTables.compare(load, standing.head().get());
        }
        try (StagedFiles files = new StagedFiles(session, load, work, meter)) {
            SnowflakeTables tables = new SnowflakeTables(session, load, catalogue, files);
            List<Merge> merges = fit(tables);
            meter.phase("upload");
            put(tables, merges, files);
            put(tables);
            milestones.reached(Point.AFTER_SETUP);
            meter.phase("transaction");
            transaction(tables, merges);
            meter.phase("tidy");
            milestones.reached(Point.AFTER_COMMIT);
            tables.renewal().end();
            remove(files);
        }
        return new Loaded(jobs.rows(), newTables, newColumns, deleted, false, Effort.UNKNOWN);
    }

    private List<Merge> fit(SnowflakeTables tables) {
        load.jobs().forEach(job -> fit(job.table(), tables));
        List<Merge> merges = jobs.merged().stream()
                .map(table -> new Merge(session, tables, load, table))
                .toList();
        merges.forEach(merge -> merge.tables().forEach(table -> fit(table, tables)));
        return merges;
    }

    private void fit(Table table, SnowflakeTables tables) {
        working(table);
        if (!tables.has(table)) {
            tables.create(table);
            newTables.add(table.name());
        } else {
            tables.refuseNarrow(table);
            List<String> columns = tables.addColumns(table);
            if (!columns.isEmpty()) {
                newColumns.put(table.name(), columns);
            }
        }
        CrashPoint.TABLE_FITTED.pass();
        session.working("");
    }

    private void put(SnowflakeTables tables, List<Merge> merges, StagedFiles files) {
        distinct(added).forEach(table -> files.put(table, added.getOrDefault(table.name(), List.of()), false));
        for (Merge merge : merges) {
            List<Table> waiting = merge.waiting(merged);
            for (Table table : waiting) {
                working(table);
                tables.makeWaiting(table);
            }
            if (merge.notesChanges(waiting) || hasKeys(merge)) {
                working(merge.tables().get(0));
                tables.makeChanged(merge.tables().get(0));
            }
            for (Table table : merge.tables()) {
                files.put(table, merged.getOrDefault(table.name(), List.of()), waiting.contains(table));
            }
        }
        session.working("");
    }

    /** Rows that are absent take what is nested below them with them. */
    private boolean hasKeys(Merge merge) {
        return merge.tables().size() > 1
                && load.jobs().stream()
                        .anyMatch(job -> job.keys().isPresent()
                                && job.table()
                                        .name()
                                        .equals(merge.tables().get(0).name()));
    }

    private void put(SnowflakeTables tables) {
        load.jobs()
                .forEach(job -> job.keys().ifPresent(keys -> {
                    working(job.table());
                    tables.makeKeys(job.table(), keys);
                }));
        session.working("");
    }

    /** Rows that their sources no longer have, once all that is new is there. */
    private void delete(SnowflakeTables tables) {
        load.jobs()
                .forEach(job -> job.keys().ifPresent(keys -> {
                    working(job.table());
                    long rows = new AbsentRows(session, tables, load, job.table(), keys).delete();
                    if (rows > 0) {
                        deleted.put(job.table().name(), rows);
                    }
                }));
    }

    private List<Table> distinct(Map<String, List<Part>> parts) {
        return load.jobs().stream()
                .map(LoadJob::table)
                .filter(table -> parts.containsKey(table.name()))
                .distinct()
                .toList();
    }

    private void transaction(SnowflakeTables tables, List<Merge> merges) {
        session.update(Transactions.begin(load));
        try {
            moveHead();
            CrashPoint.HEAD_MOVED.pass();
            milestones.reached(Point.BEFORE_ROWS);
            load.clearing().emptied().stream().filter(tables::has).forEach(this::empty);
            tables.renewal().gone().forEach(this::empty);
            for (Table table : jobs.replaced()) {
                working(table);
                session.update("DELETE FROM " + tables.name(table));
                CrashPoint.TABLE_EMPTIED.pass();
            }
            for (Table table : distinct(added)) {
                working(table);
                tables.insert(table, added.getOrDefault(table.name(), List.of()));
            }
            merges.forEach(merge -> merge.run(merged));
            delete(tables);
            session.working("");
            milestones.reached(Point.AFTER_ROWS);
            if (!load.clearing().dropped().isEmpty()) {
                system.forgetSchema(load.schema().name());
            }
            system.record(load);
            milestones.reached(Point.BEFORE_COMMIT);
            session.update("COMMIT");
        } catch (Failure e) {
            rollback(e);
            throw e;
        }
    }

    private void moveHead() {
        try {
            system.moveHead(load);
        } catch (Held e) {
            rollback(e);
            throw new Transactions(session).explained(e);
        }
    }

    private void rollback(Failure e) {
        session.working("");
        if (e instanceof Lost) {
            return; // the session ends, and its transaction with it
        }
        try {
            session.update("ROLLBACK");
        } catch (Failure another) {
            // What was to be done was cancelled, say: closing the session undoes it, too.
            e.addSuppressed(another);
        }
    }

    private void empty(String table) {
        session.update("DELETE FROM " + session.table(load.dataset(), table));
    }

    /** What was loaded is loaded: files that stay cost storage and nothing else. */
    private void remove(StagedFiles files) {
        try {
            files.remove();
        } catch (Failure e) {
            // Whoever tidies the stage finds them by their age.
        }
    }

    private void working(Table table) {
        session.working(load.dataset() + "." + table.name());
    }
}
