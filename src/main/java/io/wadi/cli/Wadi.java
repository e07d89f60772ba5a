package io.wadi.cli;

import io.wadi.model.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line's entry: {@code wadi COMMAND}. */
@Command(
        name = "wadi",
        description = "Batch ingestion on Apache Camel: APIs, databases and files into typed tables, exactly once.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            NewCommand.class,
            CopyCommand.class,
            ConnectionCommand.class,
            RunCommand.Whole.class,
            RunCommand.Extract.class,
            FinishCommand.Normalise.class,
            FinishCommand.Load.class,
            ListCommand.class,
            RunsCommand.class,
            DeploymentsCommand.class,
            ScheduleCommand.class,
            BackfillCommand.class,
            DeployCommand.class,
            ServerCommand.class,
            AlertsCommand.class,
            ShowCommand.class,
            PiiCommand.class,
            SecretsCommand.class,
            TokenCommand.class,
            ConfigCommand.class,
            QueryCommand.class,
            SnowpipeCommand.class,
            GcCommand.class,
            ValidateCommand.class,
            SamplesCommand.class,
            WarmUpCommand.class,
            VersionCommand.class,
        })
public final class Wadi {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help and exit.")
    boolean help;

    private final Surroundings surroundings;

    private Wadi(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    /** Ends the process with 0 done, 1 failed, 2 usage or invalid configuration. */
    public static void main(String[] args) {
        System.exit(run(Surroundings.ofProcess(), args));
    }

    static int run(Surroundings surroundings, String... args) {
        return new CommandLine(new Wadi(surroundings))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(surroundings, problem, parsed))
                .execute(args);
    }

    private static int explain(Surroundings surroundings, Exception problem, ParseResult parsed) {
        List<String> args = parsed.originalArgs();
        OutputOptions options = new OutputOptions();
        options.verbose = args.contains("--verbose") || args.contains("-v");
        options.json = args.contains("--json");
        boolean lines = args.contains("--log-format=json")
                || Collections.indexOfSubList(args, List.of("--log-format", "json")) >= 0;
        options.logFormat = lines ? LogFormat.JSON : LogFormat.TEXT;
        Console console = surroundings.console(options);
        return problem instanceof Failure failure ? console.failed(failure, "") : console.broke(problem);
    }
}
