package io.wadi.cli;

import io.wadi.model.CrashPoint;
import io.wadi.model.Failure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line's entry: {@code wadi COMMAND}. */
@Command(
        name = "wadi",
        description = "Batch ingestion on Apache Camel: APIs, databases and files into typed tables, exactly once.",
        synopsisSubcommandLabel = "COMMAND")
public final class Wadi {
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("demo", DemoCommand.class);
        COMMANDS.put("new", NewCommand.class);
        COMMANDS.put("copy", CopyCommand.class);
        COMMANDS.put("conn", ConnectionCommand.class);
        COMMANDS.put("run", RunCommand.Whole.class);
        COMMANDS.put("extract", RunCommand.Extract.class);
        COMMANDS.put("normalise", FinishCommand.Normalise.class);
        COMMANDS.put("load", FinishCommand.Load.class);
        COMMANDS.put("list", ListCommand.class);
        COMMANDS.put("runs", RunsCommand.class);
        COMMANDS.put("deployments", DeploymentsCommand.class);
        COMMANDS.put("schedule", ScheduleCommand.class);
        COMMANDS.put("backfill", BackfillCommand.class);
        COMMANDS.put("deploy", DeployCommand.class);
        COMMANDS.put("server", ServerCommand.class);
        COMMANDS.put("alerts", AlertsCommand.class);
        COMMANDS.put("show", ShowCommand.class);
        COMMANDS.put("pii", PiiCommand.class);
        COMMANDS.put("secrets", SecretsCommand.class);
        COMMANDS.put("token", TokenCommand.class);
        COMMANDS.put("user", UserCommand.class);
        COMMANDS.put("config", ConfigCommand.class);
        COMMANDS.put("query", QueryCommand.class);
        COMMANDS.put("snowpipe", SnowpipeCommand.class);
        COMMANDS.put("resume", ResumeCommand.class);
        COMMANDS.put("replay", ReplayCommand.class);
        COMMANDS.put("packages", PackagesCommand.class);
        COMMANDS.put("quarantine", QuarantineCommand.class);
        COMMANDS.put("gc", GcCommand.class);
        COMMANDS.put("prove", ProveCommand.class);
        COMMANDS.put("validate", ValidateCommand.class);
        COMMANDS.put("samples", SamplesCommand.class);
        COMMANDS.put("warm-up", WarmUpCommand.class);
        COMMANDS.put("version", VersionCommand.class);
    }
    /** Where this process is to die, for those who try what becomes of it. */
    private static final String CRASH = "wadi.crash";

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
        Optional.ofNullable(System.getProperty(CRASH)).ifPresent(Wadi::crash);
        Ahead.start(args);
        System.exit(run(Surroundings.ofProcess(), args));
    }

    static int run(Surroundings surroundings, String... args) {
        return commandLine(surroundings, args)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8))
                .setExecutionExceptionHandler((problem, command, parsed) -> explain(surroundings, problem, parsed))
                .execute(args);
    }

    private static void crash(String at) {
        CrashPoint.watch(CrashPoint.Pass.of(at)
                .orElseThrow(() -> new IllegalArgumentException(CRASH + " names no crash point: " + at))
                .halt());
    }

    /** Only with the command that comes first, where it is one: to learn of all takes longer than what most of them do. */
    static CommandLine commandLine(Surroundings surroundings, String... args) {
        CommandLine line = new CommandLine(new Wadi(surroundings));
        boolean one = args.length > 0 && COMMANDS.containsKey(args[0]);
        COMMANDS.forEach((name, command) -> {
            if (!one || name.equals(args[0])) {
                line.addSubcommand(name, command);
            }
        });
        return line;
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
