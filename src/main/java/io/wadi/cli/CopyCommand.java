package io.wadi.cli;

import io.wadi.extract.files.FileFormat;
import io.wadi.extract.files.FileReading;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Hints;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.model.WriteDisposition;
import io.wadi.model.Writing;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi copy}: one file into one table, without routes or configuration. */
@Command(
        name = "copy",
        description = "Load a file - CSV, Parquet, JSON lines or JSON, also with gzip or zstd - into a table.",
        footer = "%nExample: ./wadi copy orders.csv.gz duckdb:///out.duckdb")
final class CopyCommand extends TellingCommand {
    @Parameters(index = "0", paramLabel = "FROM", description = "The file: file:///path/in.csv, or a path.")
    String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The database: duckdb:///path/out.duckdb, or a path.")
    String to = "";

    @Option(
            names = "--table",
            description = "The table to load into, and the pipeline's name (that of the file without its endings).")
    Optional<String> named = Optional.empty();

    @Option(names = "--dataset", defaultValue = "main", description = "The database's schema (${DEFAULT-VALUE}).")
    String dataset = "main";

    @Option(
            names = "--write-disposition",
            defaultValue = "append",
            description = "append, replace or merge (${DEFAULT-VALUE}).")
    String disposition = "append";

    @Option(names = "--primary-key", split = ",", description = "The columns that tell rows apart.")
    List<String> primaryKey = List.of();

    @Option(names = "--fresh", description = "Give up what an interrupted copy left, instead of finishing it.")
    boolean fresh;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Override
    public Integer call() {
        Console console = console();
        WriteDisposition wanted = WriteDisposition.of(disposition)
                .orElseThrow(
                        () -> new ConfigurationFailure(Explanation.of("--write-disposition is '" + disposition + "'")
                                .fix("use append, replace or merge")));
        Path file = Address.file(from, "file");
        String table = named.orElseGet(() -> FileFormat.stem(String.valueOf(file.getFileName())));
        if (table.isBlank() || dataset.isBlank()) {
            throw new ConfigurationFailure(Explanation.of((table.isBlank() ? "--table" : "--dataset") + " is empty")
                    .fix("give it a name"));
        }
        Target target = Destinations.duckDb(
                Address.file(to, Destinations.DUCKDB), surroundings().pause());
        Hints hints = Hints.NONE
                .withTable(Optional.of(table))
                .with(Writing.of(wanted))
                .withKeys(primaryKey, List.of());
        // What a file is, is told by its name; one with any other name has a JSON value a line.
        FileReading reading = FileFormat.of(file.toString()).isPresent()
                ? FileReading.DEFAULT
                : FileReading.DEFAULT.with(FileFormat.JSONL);
        Source source = new Source(table);
        source.add(new Resource(
                table,
                hints,
                extraction -> reading.open(file, file.toString(), true, extraction.deadline(), source::warn)));
        Runs runs = new Runs(work.directory(surroundings()), Optional.empty());
        // What an earlier copy left is this copy's work only if it was to do the same.
        String input = file + " " + wanted.word() + " " + String.join(",", primaryKey);
        PipelineRun run = runs.make(input, "", Station.LOAD, fresh, options -> target);
        LoadOptions options = new LoadOptions(table, Optional.of(dataset), Optional.empty());
        return Watched.run(table, runs, run, console, r -> r.load(source, options));
    }
}
