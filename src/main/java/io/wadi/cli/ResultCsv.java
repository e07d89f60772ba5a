package io.wadi.cli;

import io.wadi.load.duckdb.Csv;
import io.wadi.load.duckdb.DuckDbQuery.Column;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Rows as RFC 4180 has them; what is absent is empty, an empty text is quoted. */
final class ResultCsv implements ResultText {
    /** How many rows go by between two looks whether anybody still reads; each look flushes. */
    private static final int CHECKED = 1000;

    private final PrintStream out;
    private long rows;

    ResultCsv(PrintStream out) {
        this.out = out;
    }

    @Override
    public void columns(List<Column> columns) {
        out.print(columns.stream().map(column -> Csv.quoted(column.name())).collect(Collectors.joining(",")) + "\r\n");
    }

    @Override
    public boolean row(List<Optional<Object>> values) {
        out.print(values.stream()
                        .map(value ->
                                value.map(ResultJson::text).map(Csv::quoted).orElse(""))
                        .collect(Collectors.joining(","))
                + "\r\n");
        return ++rows % CHECKED != 0 || !out.checkError();
    }

    @Override
    public void end() {}
}
