package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.load.Effort;
import io.wadi.model.Cancelled;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TransientFailure;
import io.wadi.pipeline.RunReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Outcomes for programs. */
final class ReportJson {
    private ReportJson() {}

    static ObjectNode of(RunReport report) {
        ObjectNode root = object();
        root.put("outcome", report.warnings().isEmpty() ? "done" : "done with warnings")
                .put("pipeline", report.pipeline())
                .put("destination", report.destination())
                .put("dataset", report.dataset())
                .put("reached", report.reached().name().toLowerCase(Locale.ROOT))
                .put("resumed", report.resumed())
                .put("duration_ms", report.took().toMillis());
        report.name().labels().forEach(root::put);
        report.loadId().ifPresent(id -> root.put("load_id", id));
        ObjectNode records = root.putObject("records");
        report.records().forEach(records::put);
        ObjectNode rows = root.putObject("rows");
        report.loaded().ifPresent(loaded -> {
            loaded.rows().forEach(rows::put);
            loaded.deleted()
                    .forEach((table, gone) -> root.withObject("/deleted").put(table, gone));
            loaded.newTables().forEach(root.withArray("new_tables")::add);
            ObjectNode columns = root.putObject("new_columns");
            loaded.newColumns().forEach((table, names) -> names.forEach(columns.withArray(table)::add));
            root.put("already_loaded", loaded.already());
            effort(root, loaded.effort());
        });
        report.warnings().forEach(root.withArray("warnings")::add);
        return root;
    }

    private static void effort(ObjectNode root, Effort effort) {
        if (effort.equals(Effort.UNKNOWN)) {
            return;
        }
        ObjectNode load = root.putObject("load");
        if (effort.statements() > 0) {
            load.put("statements", effort.statements());
        }
        load.put("bytes_uploaded", effort.bytes());
        ObjectNode times = load.putObject("times_ms");
        effort.times().forEach((phase, time) -> times.put(phase, time.toMillis()));
    }

    static ObjectNode failure(Failure failure, List<Explanation> problems, String safe) {
        ObjectNode root = object();
        root.put("outcome", failure instanceof Cancelled ? "broken off" : "failed")
                .put("transient", failure instanceof TransientFailure)
                .put("safe", safe);
        for (Explanation problem : problems) {
            ObjectNode node = root.withArray("problems").addObject().put("what", problem.what());
            problem.at().ifPresent(at -> node.put("at", at));
            problem.fix().ifPresent(fix -> node.put("fix", fix));
        }
        return root;
    }

    static ObjectNode passedOver(String reason) {
        return object().put("outcome", "skipped").put("reason", reason);
    }

    static ObjectNode doneBefore(String run, Optional<String> loadId) {
        ObjectNode root = object().put("outcome", "done").put("run", run).put("already_loaded", true);
        loadId.ifPresent(id -> root.put("load_id", id));
        return root;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
