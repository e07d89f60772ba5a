package io.wadi.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.wadi.config.RouteFiles;
import io.wadi.flow.Asks;
import io.wadi.load.SetAsideRow;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.PrivacyPolicy;
import io.wadi.pipeline.LoadOptions;
import io.wadi.pipeline.Retrial;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi quarantine}: records that could not be loaded. */
@Command(
        name = "quarantine",
        description = "Records that could not be loaded, and were set aside in table _wadi_quarantine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {QuarantineCommand.Ls.class, QuarantineCommand.Show.class, QuarantineCommand.Retry.class})
final class QuarantineCommand {
    private QuarantineCommand() {}

    /** Of one pipeline, where it loads. */
    abstract static class OnPipeline extends TellingCommand {
        @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name.")
        String pipeline = "";

        @Option(names = "--destination", description = "Look there, whatever the route says.")
        Optional<String> destination = Optional.empty();

        @Mixin
        ProjectOptions project = new ProjectOptions();

        final List<SetAsideRow> rows() {
            RouteFiles routes = project.routes(surroundings());
            LoadOptions options = LoadTarget.find(routes, pipeline)
                    .map(load -> LoadTarget.options(load, project.settings(surroundings())))
                    .orElseThrow(() -> new ConfigurationFailure(
                            Explanation.of("pipeline " + pipeline + " loads nothing, or there is none of that name")
                                    .fix("./wadi list shows them all")));
            Target target = new Pipelines(surroundings(), project)
                    .destinations(destination)
                    .find(options);
            return target.destination().setAside(options.pipeline(), target.dataset(options), Deadline.none());
        }

        final ObjectNode json(List<SetAsideRow> rows) {
            ObjectNode root = JsonNodeFactory.instance.objectNode().put("pipeline", pipeline);
            root.putArray("records");
            rows.forEach(row -> root.withArray("records")
                    .addObject()
                    .put("id", row.id())
                    .put("load_id", row.loadId())
                    .put("resource", row.resource())
                    .put("reason", row.reason())
                    .put("place", row.place())
                    .put("record", row.record()));
            return root;
        }
    }

    /** {@code wadi quarantine ls}. */
    @Command(name = "ls", description = "List the records that were not tried again, with the reason of each.")
    static final class Ls extends OnPipeline {
        @Override
        public Integer call() {
            List<SetAsideRow> rows = rows();
            rows.forEach(row -> console()
                    .line(row.id() + "  " + row.resource() + "  " + RunText.plain(row.reason()) + "  (" + row.place()
                            + ")"));
            console()
                    .line(
                            rows.isEmpty()
                                    ? "no record of " + pipeline + " waits in quarantine"
                                    : count(rows) + " in quarantine");
            console().json(json(rows));
            return Console.DONE;
        }
    }

    private static String count(List<SetAsideRow> rows) {
        return rows.size() + (rows.size() == 1 ? " record" : " records");
    }

    /** {@code wadi quarantine show}. */
    @Command(name = "show", description = "Show a record that was set aside, masked as all of its resource are.")
    static final class Show extends OnPipeline {
        @Parameters(index = "1", paramLabel = "ID", description = "Its id, or the beginning of it.")
        String id = "";

        @Override
        public Integer call() {
            List<SetAsideRow> found =
                    rows().stream().filter(row -> row.id().startsWith(id)).toList();
            if (found.isEmpty()) {
                throw new ConfigurationFailure(Explanation.of("no record " + id + " waits in quarantine")
                        .fix("./wadi quarantine ls " + pipeline));
            }
            for (SetAsideRow row : found) {
                console().line(row.id() + " of resource " + row.resource());
                console().line("  place    " + row.place());
                console().line("  reason   " + RunText.plain(row.reason()));
                console().line("  load     " + row.loadId());
                console().line("  record   " + RunText.plain(row.record()));
            }
            console().json(json(found));
            return Console.DONE;
        }
    }

    /** {@code wadi quarantine retry}. */
    @Command(
            name = "retry",
            description =
                    "Load the records once more, by what the routes say now. Those that cannot be loaded still are set"
                            + " aside anew.")
    static final class Retry extends OnPipeline {
        @Override
        public Integer call() {
            if (rows().isEmpty()) {
                console().line("no record of " + pipeline + " waits in quarantine");
                console().json(json(List.of()));
                return Console.DONE;
            }
            Pipelines pipelines = new Pipelines(surroundings(), project);
            Asks asks = new Asks(Map.of(), List.of(), project.credentials, destination);
            Wish wish =
                    new Wish(pipeline, Optional.empty(), asks, Station.LOAD, false, Optional.empty(), Optional.empty());
            Runs runs = pipelines.runs(PrivacyPolicy.NONE);
            Retrial retrial =
                    new Retrial(runs.settings("quarantine of " + pipeline, pipelines.destinations(destination)));
            try (Prepared prepared = pipelines.prepare(wish)) {
                return Watched.run(
                        runs,
                        pipeline,
                        console(),
                        () -> Work.ended(retrial::run, () -> prepared.context().run(retrial, asks)));
            }
        }
    }
}
