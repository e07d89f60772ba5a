package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.run.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Runs under each other. State and id stand first and are never cut; a name is, and where that is not enough it is not told
 * how long ago a run began. A reason has a line of its own.
 *
 * @param width how many characters a line may have
 */
record RunTable(LocalTimes times, int width) {
    private static final int NAME = 2;
    private static final int SHORTEST_NAME = 10;
    private static final String BETWEEN = "  ";

    RunTable {
        requireNonNull(times);
    }

    List<String> of(List<Run> runs) {
        List<List<String>> rows = rows(runs, true);
        if (left(rows) < Math.min(SHORTEST_NAME, widest(rows, NAME))) {
            rows = rows(runs, false);
        }
        int[] widths = new int[rows.get(0).size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = widest(rows, i);
        }
        widths[NAME] = Math.min(widths[NAME], Math.max(SHORTEST_NAME, left(rows)));
        List<String> lines = new ArrayList<>();
        lines.add(line(rows.get(0), widths));
        for (int i = 0; i < runs.size(); i++) {
            lines.add(line(rows.get(i + 1), widths));
            String why = runs.get(i).reason();
            if (!why.isEmpty()) {
                lines.add(cut("    " + RunText.plain(why), width));
            }
        }
        return lines;
    }

    private List<List<String>> rows(List<Run> runs, boolean relative) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("state", "run", "name", "began", "took", "rows"));
        for (Run run : runs) {
            rows.add(List.of(
                    RunText.state(run.state()),
                    run.id(),
                    run.order().name(),
                    times.at(RunText.when(run)) + (relative ? ", " + times.relative(RunText.when(run)) : ""),
                    RunText.took(run, times.now()).orElse("-"),
                    String.format(Locale.ROOT, "%,d", run.tally().rows())));
        }
        return rows;
    }

    /** What is left for names. */
    private int left(List<List<String>> rows) {
        int columns = rows.get(0).size();
        int others = IntStream.range(0, columns)
                .filter(i -> i != NAME)
                .map(i -> widest(rows, i))
                .sum();
        return width - others - BETWEEN.length() * (columns - 1);
    }

    private static int widest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = cut(cells.get(i), widths[i]);
            String space = " ".repeat(widths[i] - cell.length());
            padded.add(i > NAME + 1 ? space + cell : cell + space);
        }
        return String.join(BETWEEN, padded).stripTrailing();
    }

    private static String cut(String text, int most) {
        return text.length() > most ? text.substring(0, most - 1) + "…" : text;
    }
}
