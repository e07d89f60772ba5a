package io.wadi.cli;

import io.wadi.config.Route;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.load.s3.S3Place;
import io.wadi.load.snowflake.Snowpipe;
import io.wadi.model.Base;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Table;
import io.wadi.model.TerminalFailure;
import io.wadi.pack.SchemaDocument;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Target;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi snowpipe}: what Snowflake needs to load files of S3 by itself. */
@Command(
        name = "snowpipe",
        description = "Print what Snowflake needs to load a pipeline's files of S3 by itself.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = SnowpipeCommand.Ddl.class)
final class SnowpipeCommand {
    /** {@code wadi snowpipe ddl}: nothing is run, for whoever may create pipes is seldom who loads. */
    @Command(
            name = "ddl",
            description =
                    "Print stage, file format, tables, pipes, the set-up of notifications, and views of what is complete.",
            footer = "%nExample: ./wadi snowpipe ddl exchange-rates > exchange-rates.sql")
    static final class Ddl extends TellingCommand {
        @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name; ./wadi list shows them all.")
        String pipeline = "";

        @Option(
                names = "--integration",
                defaultValue = "WADI_S3",
                description = "The storage integration that may read there (${DEFAULT-VALUE}).")
        String integration = "";

        @Option(
                names = "--topic",
                description = "ARN of the SNS topic that the bucket tells; without it, the pipes' queue.")
        Optional<String> topic = Optional.empty();

        @Option(names = "--destination", description = "s3, or s3://bucket/folder.")
        String destination = S3Target.S3;

        @Mixin
        ProjectOptions project = new ProjectOptions();

        @Override
        public Integer call() {
            Settings settings = project.settings(surroundings());
            S3Target s3 = new S3Target(
                    settings,
                    project.secrets(surroundings()),
                    project.work.directory(surroundings()),
                    surroundings().pause());
            S3Place place = s3.place(destination);
            Target target = s3.find(destination);
            RouteFiles routes = project.routes(surroundings());
            List<Route.Target> targets = routes.targets(Optional.of(pipeline));
            Route.Target load = named(targets, "wadi-load");
            String dataset = target.dataset(new LoadOptions(
                    load.path(),
                    Optional.ofNullable(load.options().get("dataset")).map(option -> settings.filled(option.value())),
                    Optional.empty()));
            String source = named(targets, "wadi-source").path();
            Base base = target.destination().base(load.path(), dataset, source, Deadline.none());
            if (base.schema().isEmpty()) {
                throw new TerminalFailure(Explanation.of("pipeline " + pipeline + " has not loaded into "
                                + place.address() + " yet, so nobody knows its columns")
                        .fix("./wadi run " + pipeline + " --destination " + destination + ", then ask again"));
            }
            List<Table> tables = SchemaDocument.read(source, base).tables().stream()
                    .filter(table -> table.seenData() && !table.name().startsWith("_dlt_"))
                    .toList();
            surroundings()
                    .out()
                    .print(new Snowpipe(
                                    place.address(),
                                    place.endpoint(),
                                    dataset,
                                    s3.format(),
                                    integration,
                                    s3.tells(),
                                    topic)
                            .ddl(tables));
            return Console.DONE;
        }

        private Route.Target named(List<Route.Target> targets, String scheme) {
            return targets.stream()
                    .filter(target -> target.scheme().equals(scheme))
                    .findFirst()
                    .orElseThrow(() -> new TerminalFailure(Explanation.of(
                            "pipeline " + pipeline + " has no " + scheme + " that is known before it runs")));
        }
    }
}
