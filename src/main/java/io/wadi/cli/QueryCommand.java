package io.wadi.cli;

import io.wadi.load.duckdb.DuckDbQuery;
import io.wadi.model.Deadline;
import java.io.BufferedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi query}: SQL on a DuckDB file, which is only read. */
@Command(
        name = "query",
        description = "Run SQL on a DuckDB file, which is only read.",
        footer = "%nExample: ./wadi query wadi-demo.duckdb 'SELECT * FROM reference.currencies LIMIT 5'")
final class QueryCommand extends TellingCommand {
    /** How long to wait while another process has the file. */
    private static final Duration WAIT = Duration.ofSeconds(10);

    enum Format {
        TABLE,
        CSV,
        JSON
    }

    @Parameters(index = "0", paramLabel = "FILE", description = "The database: duckdb:///path/to/file, or a path.")
    String file = "";

    @Parameters(index = "1", paramLabel = "SQL", description = "The statement.")
    String sql = "";

    @Option(
            names = "--format",
            defaultValue = "table",
            description = "table, which shows up to 1,000 rows; csv or json, which stream all (${DEFAULT-VALUE}).")
    Format format = Format.TABLE;

    @Override
    public Integer call() {
        Path database = Address.file(file, Destinations.DUCKDB);
        PrintStream out =
                new PrintStream(new BufferedOutputStream(surroundings().out(), 1 << 16), false, StandardCharsets.UTF_8);
        ResultText text = text(out);
        try {
            new DuckDbQuery(database, WAIT, surroundings().pause()).run(sql, Deadline.none(), text);
            if (!output.quiet) {
                text.end();
            }
        } finally {
            out.flush();
        }
        return Console.DONE;
    }

    private ResultText text(PrintStream out) {
        return switch (output.json ? Format.JSON : format) {
            case TABLE -> new ResultTable(out);
            case CSV -> new ResultCsv(out);
            case JSON -> new ResultJson(out);
        };
    }
}
