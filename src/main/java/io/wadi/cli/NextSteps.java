package io.wadi.cli;

import io.wadi.cli.Scaffold.From;
import io.wadi.cli.Scaffold.To;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What to do with a new pipeline, line by line. */
final class NextSteps {
    private NextSteps() {}

    static List<String> of(Scaffold scaffold, Set<String> created) {
        String name = scaffold.pipeline();
        boolean elsewhere = scaffold.to() != To.DUCKDB;
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Next");
        step(
                lines,
                "./wadi run " + name + (elsewhere ? " --destination duckdb" : ""),
                elsewhere
                        ? "tries it out: without --destination it goes to "
                                + scaffold.to().word()
                        : reads(scaffold));
        step(lines, "./wadi query wadi.duckdb \"SELECT * FROM " + scaffold.table() + " LIMIT 5\"", "");
        if (created.stream().anyMatch(file -> file.endsWith(".java"))) {
            step(lines, "mvn -q -Pquick test -Dtest=" + scaffold.testClass(), "its test");
        } else {
            lines.add("  No test was written: there is no src/test/java here.");
        }
        step(lines, "./wadi validate " + name, "after each change");
        if (elsewhere) {
            lines.add("  " + reads(scaffold).replaceFirst("^reads", "It reads").replaceFirst("^once", "It runs once"));
        }
        return lines;
    }

    private static void step(List<String> lines, String command, String why) {
        lines.add(String.format(Locale.ROOT, "  %-58s %s", command, why).stripTrailing());
    }

    private static String reads(Scaffold scaffold) {
        String key = scaffold.keys().get(0) + " in application.properties";
        if (scaffold.from() == From.FILES) {
            return "reads data/" + scaffold.pipeline() + ": " + key;
        }
        return SampleProcess.isHere()
                ? "reads the sample services, until " + key + " says where yours is"
                : "once " + key + " says where yours is: the sample services are not here";
    }
}
