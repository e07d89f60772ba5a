package io.wadi.load.sql;

import io.wadi.load.Loaded;
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

/** What a package asks for, table by table; two jobs may share one. */
public record Jobs(LoadPackage load) {
    /** The tables that are emptied before any rows come. */
    public List<Table> replaced() {
        return load.jobs().stream()
                .filter(job -> job.disposition() == WriteDisposition.REPLACE)
                .map(LoadJob::table)
                .distinct()
                .toList();
    }

    /** The root tables that rows are merged into. */
    public List<Table> merged() {
        return load.jobs().stream()
                .filter(job -> job.disposition() == WriteDisposition.MERGE)
                .map(job -> load.schema().root(job.table()))
                .distinct()
                .toList();
    }

    /** The parts whose rows are merged, or those that are not, by table. */
    public Map<String, List<Part>> parts(boolean merged) {
        Map<String, List<Part>> parts = new LinkedHashMap<>();
        load.jobs().stream()
                .filter(job -> (job.disposition() == WriteDisposition.MERGE) == merged)
                .filter(job -> !job.parts().isEmpty())
                .forEach(job -> parts.computeIfAbsent(job.table().name(), name -> new ArrayList<>())
                        .addAll(job.parts()));
        return parts;
    }

    /** The rows that came in, by table. */
    public Map<String, Long> rows() {
        Map<String, Long> rows = new LinkedHashMap<>();
        load.jobs().forEach(job -> rows.merge(job.table().name(), job.rows(), Long::sum));
        return rows;
    }

    /**
     * That an earlier load brought the package in.
     *
     * @param hash what its receipt says of the package
     * @throws TerminalFailure when that was another package
     */
    public Loaded already(String hash) {
        if (!hash.equals(load.hash())) {
            throw new TerminalFailure(Explanation.of("load " + load.loadId() + " of pipeline " + load.pipeline()
                            + " was loaded before from another package, " + hash + "; this one is " + load.hash())
                    .fix("remove this package and run again"));
        }
        return new Loaded(rows(), List.of(), Map.of(), true);
    }

    /** @throws TerminalFailure when a part did not give all its rows */
    public void whole(Table table, String part, long expected, long rows) {
        if (rows != expected) {
            throw new TerminalFailure(Explanation.of(
                            part + " should hold " + expected + " rows and gave " + rows + "; nothing was loaded")
                    .at("table " + load.dataset() + "." + table.name())
                    .fix("remove this package and run again"));
        }
    }
}
