package io.wadi.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.model.CrashPoint;
import io.wadi.prove.Fault;
import io.wadi.prove.Matrix;
import io.wadi.prove.Verdict;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** What was found, for people and as JSON. */
final class ProveReport {
    private ProveReport() {}

    static void tell(Console console, Matrix matrix, Path root) {
        matrix.lines().forEach(console::line);
        console.line("");
        matrix.wrongs().forEach(wrong -> console.line("✗ " + wrong));
        console.line((matrix.isClean() ? "✓ " : "✗ ") + summary(matrix));
        if (!matrix.unreached().isEmpty()) {
            console.line("  no run came by "
                    + matrix.unreached().stream().map(CrashPoint::name).collect(Collectors.joining(", ")));
        }
        if (!matrix.isClean()) {
            console.line("  what was loaded stays in " + root);
        }
        console.json(json(matrix));
    }

    static String summary(Matrix matrix) {
        return matrix.destination() + ": " + matrix.verdicts().size() + " runs halted at "
                + matrix.reached().size() + " points, " + matrix.looks() + " looks of a reader: lost "
                + matrix.count(Fault.LOST) + ", doubled " + matrix.count(Fault.DOUBLED) + ", seen empty "
                + matrix.count(Fault.EMPTY) + ", seen partial " + matrix.count(Fault.PARTIAL) + ", cursor ahead "
                + matrix.count(Fault.AHEAD)
                + (matrix.broken() == 0 ? "" : ", not completed " + matrix.broken());
    }

    private static ObjectNode json(Matrix matrix) {
        ObjectNode root = JsonNodeFactory.instance
                .objectNode()
                .put("destination", matrix.destination())
                .put("clean", matrix.isClean())
                .put("halted", matrix.verdicts().size())
                .put("points", matrix.reached().size())
                .put("looks", matrix.looks())
                .put("not_completed", matrix.broken());
        for (Fault fault : Fault.values()) {
            root.put(fault.word().replace(' ', '_'), matrix.count(fault));
        }
        ArrayNode cells = root.putArray("cells");
        for (Verdict verdict : matrix.verdicts()) {
            ObjectNode cell = cells.addObject()
                    .put("load", verdict.cell().load().word())
                    .put("point", verdict.cell().at().point().name())
                    .put("pass", verdict.cell().at().number())
                    .put("looks", verdict.looks());
            if (!verdict.broken().isEmpty()) {
                cell.put("not_completed", verdict.broken());
            }
            ObjectNode faults = cell.putObject("faults");
            verdict.faults().forEach((table, all) -> {
                ArrayNode words = faults.putArray(table);
                all.forEach(fault -> words.add(fault.word()));
            });
        }
        ArrayNode unreached = root.putArray("unreached");
        matrix.unreached().forEach(point -> unreached.add(point.name()));
        return root;
    }
}
