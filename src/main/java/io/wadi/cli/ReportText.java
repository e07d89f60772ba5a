package io.wadi.cli;

import io.wadi.load.Loaded;
import io.wadi.pipeline.RunReport;
import io.wadi.pipeline.Station;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The last lines of a run: rows by table, schema changes, duration, load id. */
final class ReportText {
    private ReportText() {}

    static List<String> of(RunReport report) {
        List<String> lines = withoutWarnings(report);
        report.warnings().forEach(warning -> lines.add("  ! " + warning));
        return lines;
    }

    /** For a run's own log, in which each warning has a line of its level. */
    static List<String> withoutWarnings(RunReport report) {
        List<String> lines = new ArrayList<>();
        String outcome = report.warnings().isEmpty() ? "done" : "done with warnings";
        String took = seconds(report.took());
        if (report.reached() != Station.LOAD) {
            String next = report.reached() == Station.EXTRACT ? "normalise" : "load";
            lines.add("✓ " + report.pipeline() + " " + outcome + " in " + took + ": package "
                    + report.loadId().orElseThrow() + " waits, next: ./wadi " + next + " " + report.pipeline());
            if (report.resumed()) {
                lines.add("  an earlier run had left this package; --fresh gives it up");
            }
            report.records().forEach((resource, records) -> lines.add(count(resource, records, "records")));
        } else if (report.loaded().isEmpty()) {
            lines.add("✓ " + report.pipeline() + " " + outcome + " in " + took
                    + ": nothing new at the source, nothing loaded");
        } else {
            Loaded loaded = report.loaded().get();
            lines.add("✓ " + report.pipeline() + " " + outcome + " in " + took + ": load "
                    + report.loadId().orElseThrow() + " into " + report.destination() + ", dataset "
                    + report.dataset());
            if (report.resumed()) {
                lines.add(
                        "  an earlier run had left this package" + (loaded.already() ? "; it was loaded already" : ""));
            }
            if (loaded.already() && !report.resumed()) {
                lines.add("  this was loaded before, under the same key; nothing was loaded again");
            }
            if (loaded.rows().isEmpty() && loaded.deleted().isEmpty() && !loaded.already()) {
                lines.add("  no rows came from the source");
            }
            loaded.rows().forEach((table, rows) -> lines.add(count(table, rows, "rows")));
            loaded.deleted()
                    .forEach((table, rows) -> lines.add(count(
                            table,
                            rows,
                            rows == 1
                                    ? "row deleted that the source no longer has"
                                    : "rows deleted that the source no longer has")));
            loaded.newTables().forEach(table -> lines.add("  new table " + table));
            for (Map.Entry<String, List<String>> added : loaded.newColumns().entrySet()) {
                lines.add("  new in " + added.getKey() + ": " + String.join(", ", added.getValue()));
            }
        }
        return lines;
    }

    private static String count(String what, long number, String unit) {
        return String.format(Locale.ROOT, "  %-32s %,12d %s", what, number, unit);
    }

    static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
