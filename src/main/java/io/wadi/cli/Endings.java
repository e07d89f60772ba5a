package io.wadi.cli;

import io.wadi.flow.node.Outcome;
import io.wadi.flow.store.RunBook.TableRows;
import io.wadi.load.Effort;
import io.wadi.load.Loaded;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.pipeline.RunReport;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the books are told of how an attempt ended. */
final class Endings {
    private Endings() {}

    static Outcome.Done done(RunReport report) {
        return new Outcome.Done(
                ReportJson.of(report).toString(),
                report.warnings(),
                report.loaded().map(Endings::tables).orElse(List.of()),
                report.loaded()
                        .map(loaded -> loaded.rows().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .orElse(0L),
                report.loaded().map(Loaded::effort).orElse(Effort.UNKNOWN).bytes(),
                report.loadId());
    }

    private static List<TableRows> tables(Loaded loaded) {
        Set<String> names = new TreeSet<>(loaded.rows().keySet());
        names.addAll(loaded.deleted().keySet());
        names.addAll(loaded.newColumns().keySet());
        return names.stream()
                .map(name -> new TableRows(
                        name,
                        loaded.rows().getOrDefault(name, 0L),
                        loaded.deleted().getOrDefault(name, 0L),
                        loaded.newTables().contains(name),
                        List.copyOf(loaded.newColumns().getOrDefault(name, List.of()))))
                .toList();
    }

    static Outcome.Failed failed(Failure failure, String safe) {
        List<Explanation> problems = problems(failure);
        return new Outcome.Failed(
                problems.get(0).what(),
                ReportJson.failure(failure, problems, safe).toString());
    }

    /** All that a failure has to say. */
    static List<Explanation> problems(Failure failure) {
        return failure instanceof ConfigurationFailure configuration
                ? configuration.problems()
                : List.of(failure.explanation());
    }
}
