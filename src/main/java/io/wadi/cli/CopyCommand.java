package io.wadi.cli;

import io.wadi.config.PrivacyFile;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.WriteDisposition;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi copy}: one source into DuckDB or Parquet files, without routes or configuration. */
@Command(
        name = "copy",
        description = "Load a file - CSV, Parquet, JSON lines or JSON, also with gzip or zstd -, JSON over HTTP, or"
                + " tables of a PostgreSQL.",
        footer = {
            "%nExamples:",
            "  ./wadi copy orders.csv.gz duckdb:///out.duckdb -o csv.delimiter=';'",
            "  ./wadi copy orders.jsonl parquet:///out",
            "  ./wadi copy https://api.example.com/items out.duckdb -o dataSelector='$.items'",
            "  ./wadi copy 'postgresql://reader@db.example.com/shop?table=public.orders' out.duckdb"
        })
final class CopyCommand extends TellingCommand {
    @Parameters(
            index = "0",
            paramLabel = "FROM",
            description = "A path or file:///path/in.csv; http(s)://host/path; or"
                    + " postgresql://user@host/database?table=public.orders, whose password is in PGPASSWORD.")
    String from = "";

    @Parameters(
            index = "1",
            paramLabel = "TO",
            description =
                    "The database: duckdb:///path/out.duckdb, or a path; or parquet:///folder for a file a table.")
    String to = "";

    @Option(
            names = "--table",
            description = "The table to load into, and the pipeline's name (that of the file without its endings).")
    Optional<String> named = Optional.empty();

    @Option(names = "--dataset", defaultValue = "main", description = "The database's schema (${DEFAULT-VALUE}).")
    String dataset = "main";

    @Option(
            names = "--write-disposition",
            description = "append, replace or merge (append; Parquet files are replaced).")
    Optional<String> said = Optional.empty();

    @Option(names = "--primary-key", split = ",", description = "The columns that tell rows apart.")
    List<String> primaryKey = List.of();

    @Option(
            names = {"-o", "--option"},
            paramLabel = "KEY=VALUE",
            description = "An option of wadi-rest or wadi-sql; of a file format, dataSelector, csv.delimiter and other"
                    + " csv options, fileColumn, lineColumn.")
    Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--fresh", description = "Give up what an interrupted copy left, instead of finishing it.")
    boolean fresh;

    @Mixin
    KeyOption key = new KeyOption();

    @Mixin
    WorkOptions work = new WorkOptions();

    @Override
    public Integer call() {
        Console console = console();
        boolean parquet = to.startsWith(Destinations.PARQUET + ":");
        String disposition = said.orElse(parquet ? "replace" : "append");
        WriteDisposition wanted = WriteDisposition.of(disposition)
                .orElseThrow(
                        () -> new ConfigurationFailure(Explanation.of("--write-disposition is '" + disposition + "'")
                                .fix("use append, replace or merge")));
        if (dataset.isBlank() || named.filter(String::isBlank).isPresent()) {
            throw new ConfigurationFailure(Explanation.of((dataset.isBlank() ? "--dataset" : "--table") + " is empty")
                    .fix("give it a name"));
        }
        Target target = parquet
                ? Destinations.parquet(Address.file(to, Destinations.PARQUET))
                : Destinations.duckDb(
                        Address.file(to, Destinations.DUCKDB), surroundings().pause());
        CopySource source = new CopySource(surroundings(), named, wanted, primaryKey, options);
        PrivacyPolicy policy = PrivacyFile.read(surroundings().home()).policy();
        Runs runs = new Runs(
                Runs.next(Optional.empty()),
                work.directory(surroundings()),
                Pipelines.keep(source.settings()),
                source.maskKey(policy),
                policy);
        // What an earlier copy left is this copy's work only if it was to do the same.
        String input = source.place(from) + " " + wanted.word() + " " + String.join(",", primaryKey)
                + (options.isEmpty() ? "" : " " + options);
        PipelineRun run = runs.make(
                input,
                Setup.digest(surroundings().home(), List.of(), source.settings(), Map.of()),
                key.checked().orElse(""),
                Station.LOAD,
                fresh,
                any -> target);
        return source.with(
                from,
                (name, opened) -> Watched.run(
                        runs,
                        name,
                        console,
                        () -> Work.ended(
                                () -> run,
                                () -> run.load(
                                        opened, new LoadOptions(name, Optional.of(dataset), Optional.empty())))));
    }
}
