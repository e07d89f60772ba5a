package io.wadi.cli;

import io.wadi.load.duckdb.DuckDbQuery.Column;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Columns under each other: numbers to the right, long cells cut, control characters made visible. */
final class ResultTable implements ResultText {
    static final int MOST_ROWS = 1000;
    private static final int WIDEST_CELL = 48;

    private final PrintStream out;
    private final List<List<String>> rows = new ArrayList<>();
    private List<Column> columns = List.of();
    private boolean more;

    ResultTable(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> columns) {
        this.columns = columns;
    }

    @Override
    public boolean row(List<Optional<Object>> values) {
        if (rows.size() == MOST_ROWS) {
            more = true;
            return false;
        }
        rows.add(values.stream()
                .map(value -> cell(value.map(ResultJson::text).orElse("∅")))
                .toList());
        return true;
    }

    @Override
    public void end() {
        if (columns.isEmpty()) {
            out.println("done");
            return;
        }
        List<String> names = columns.stream().map(column -> cell(column.name())).toList();
        int[] widths = new int[names.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] = rows.stream().mapToInt(row -> length(row.get(column))).reduce(length(names.get(i)), Math::max);
        }
        out.println(line(names, widths));
        out.println(names.isEmpty() ? "" : rule(widths));
        rows.forEach(row -> out.println(line(row, widths)));
        out.println(
                more
                        ? String.format(
                                Locale.ROOT, "the first %,d rows; --format csv or --format json gives all", MOST_ROWS)
                        : String.format(Locale.ROOT, rows.size() == 1 ? "%,d row" : "%,d rows", rows.size()));
    }

    private String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            String space = " ".repeat(widths[i] - length(cells.get(i)));
            padded.add(columns.get(i).number() ? space + cells.get(i) : cells.get(i) + space);
        }
        return String.join(" │ ", padded).stripTrailing();
    }

    private static String rule(int[] widths) {
        return Arrays.stream(widths).mapToObj("─"::repeat).collect(Collectors.joining("─┼─"));
    }

    /** Control characters could redraw the terminal. */
    private static String cell(String text) {
        String visible = text.codePoints()
                .limit(WIDEST_CELL + 1L)
                .map(c -> c == '\n' ? '↵' : Character.isISOControl(c) ? '·' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return length(visible) > WIDEST_CELL
                ? visible.substring(0, visible.offsetByCodePoints(0, WIDEST_CELL - 1)) + "…"
                : visible;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
