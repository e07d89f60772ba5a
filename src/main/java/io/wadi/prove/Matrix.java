package io.wadi.prove;

import io.wadi.model.CrashPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Crash points against what was loaded, at one destination.
 *
 * @param columns the names of what is loaded - strategies, or tables - each with the beginning of its tables' names
 * @param unreached points that no run came by
 */
public record Matrix(
        String destination, Map<String, String> columns, List<Verdict> verdicts, List<CrashPoint> unreached) {
    public Matrix {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        verdicts = List.copyOf(verdicts);
        unreached = List.copyOf(unreached);
    }

    public boolean isClean() {
        return !verdicts.isEmpty() && verdicts.stream().allMatch(Verdict::isClean);
    }

    /** How many cells have that fault in a table. */
    public long count(Fault fault) {
        return verdicts.stream()
                .flatMap(verdict -> verdict.faults().values().stream())
                .filter(faults -> faults.contains(fault))
                .count();
    }

    public long broken() {
        return verdicts.stream().filter(verdict -> !verdict.broken().isEmpty()).count();
    }

    public long looks() {
        return verdicts.stream().mapToLong(Verdict::looks).sum();
    }

    public List<CrashPoint> reached() {
        return Arrays.stream(CrashPoint.values())
                .filter(point -> verdicts.stream().anyMatch(v -> v.cell().at().point() == point))
                .toList();
    }

    /** For people: a line a point, a column a strategy; in each how many halts there were, or what went wrong. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%-10s %-18s", "part", "halted at")
                + String.join(
                        "",
                        columns.keySet().stream()
                                .map(name -> String.format(" %14s", name))
                                .toList()));
        for (CrashPoint point : reached()) {
            List<Verdict> here = verdicts.stream()
                    .filter(v -> v.cell().at().point() == point)
                    .toList();
            StringBuilder line =
                    new StringBuilder(String.format("%-10s %-18s", point.part().word(), point.name()));
            columns.values().forEach(table -> line.append(String.format(" %14s", cell(here, table))));
            lines.add(line.toString());
        }
        return lines;
    }

    private static String cell(List<Verdict> here, String table) {
        long bad = here.stream()
                .filter(v -> !v.broken().isEmpty()
                        || v.faults().entrySet().stream()
                                .anyMatch(e -> e.getKey().startsWith(table)))
                .count();
        return bad == 0 ? "✓ " + here.size() : "✗ " + bad + " of " + here.size();
    }

    /** What went wrong, cell by cell. */
    public List<String> wrongs() {
        List<String> lines = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            for (Map.Entry<String, Set<Fault>> table : verdict.faults().entrySet()) {
                lines.add(verdict.cell() + ": " + table.getKey() + " "
                        + String.join(
                                ", ", table.getValue().stream().map(Fault::word).toList()));
            }
            if (!verdict.broken().isEmpty()) {
                lines.add(verdict.cell() + ": " + verdict.broken());
            }
        }
        return lines;
    }
}
