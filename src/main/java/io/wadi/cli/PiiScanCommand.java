package io.wadi.cli;

import io.wadi.camel.RunCheck;
import io.wadi.camel.WadiContext;
import io.wadi.config.RouteFiles;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.model.Cancelled;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.pipeline.Sampling;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wadi pii scan}: fields of a pipeline's source that look as if they were about people. */
@Command(
        name = "scan",
        description =
                "Read the first records of each resource, and tell which fields look as if they were about people:"
                        + " their names and counts, never a value. Nothing is written or loaded.",
        footer = "%nExample: ./wadi pii scan hubspot")
final class PiiScanCommand extends TellingCommand {
    private static final int TRIES = 3;

    @Parameters(index = "0", paramLabel = "PIPELINE", description = "Its name; ./wadi list shows them all.")
    String pipeline = "";

    @Option(
            names = {"-p", "--parameter"},
            paramLabel = "NAME=VALUE",
            description = "A parameter of the run, which routes read as $${variable.NAME}.")
    Map<String, String> parameters = new HashMap<>();

    @Option(
            names = "--records",
            paramLabel = "NUMBER",
            defaultValue = "1000",
            description = "Of each resource, and what else their last page has (${DEFAULT-VALUE}).")
    int records = 1000;

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() {
        if (records < 1) {
            throw new ConfigurationFailure(
                    Explanation.of("--records is " + records).fix("give a number from 1 on"));
        }
        Surroundings surroundings = surroundings();
        Settings settings = project.settings(surroundings);
        Secrets secrets = project.secrets(surroundings);
        RouteFiles routes = project.routes(surroundings);
        Retry retry = new Retry(TRIES, surroundings.pause(), InstantSource.system(), RandomGenerator.getDefault());
        RunCheck.pass(routes, pipeline, parameters.keySet(), settings, secrets, retry);
        Sampling sampling = new Sampling(records, settings.privacy().policy(), InstantSource.system());
        try (WadiContext context =
                WadiContext.start(routes, pipeline, settings, secrets, retry, project.says(routes))) {
            context.run(sampling, parameters);
        } catch (Cancelled e) {
            if (sampling.samples().isEmpty()) {
                throw e;
            }
        }
        return tell(sampling.samples().orElse(List.of()));
    }

    private int tell(List<Sampling.Sample> samples) {
        Console console = console();
        ScannedText text = new ScannedText(pipeline, samples);
        text.lines().forEach(console::line);
        console.json(text.json());
        return Console.DONE;
    }
}
