package io.wadi.cli;

import io.wadi.camel.RunCheck;
import io.wadi.camel.WadiContext;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.extract.rest.Retry;
import io.wadi.model.Refresh;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Runs pipelines through the routes that production uses. */
final class Pipelines {
    private static final int TRIES = 3;

    private final Surroundings surroundings;
    private final ProjectOptions project;
    private final Settings settings;
    private final Secrets secrets;

    /** Reads the project's settings and secrets. */
    Pipelines(Surroundings surroundings, ProjectOptions project) {
        this.surroundings = surroundings;
        this.project = project;
        this.settings = project.settings(surroundings);
        this.secrets = project.secrets(surroundings);
    }

    /** @param destination what the command line says, if it does */
    Destinations destinations(Optional<String> destination) {
        return new Destinations(
                destination,
                surroundings.variable("WADI_DESTINATION"),
                settings::get,
                surroundings.pause(),
                snowflake(),
                s3());
    }

    /** The destination that a package was made for: its own address and nothing else. */
    Target.Finder whereItWasMade() {
        return new Destinations(
                Optional.empty(), Optional.empty(), settings::get, surroundings.pause(), snowflake(), s3());
    }

    private S3Target s3() {
        return new S3Target(settings, secrets, project.work.directory(surroundings));
    }

    private SnowflakeTarget snowflake() {
        return new SnowflakeTarget(settings, secrets, project.work.directory(surroundings));
    }

    /** What makes the runs of one command; {@code hash} masks are keyed with the project's key. */
    Runs runs() {
        return new Runs(
                project.work.directory(surroundings),
                secrets.find("wadi.mask", "key"),
                settings.privacy().policy());
    }

    /**
     * Runs a pipeline up to a station.
     *
     * @return the exit code
     */
    int run(
            Console console,
            String pipeline,
            Map<String, String> parameters,
            Station until,
            boolean fresh,
            Optional<Refresh> refresh,
            Target.Finder destinations) {
        Runs runs = runs();
        RouteFiles routes = project.routes(surroundings);
        Map<String, Said> says = project.says(routes);
        // What a run left that was to write otherwise, or to begin less far anew, is not this one's work.
        Map<String, String> told = new TreeMap<>();
        says.forEach((option, said) -> told.put(option, said.value()));
        String input = pipeline
                + new TreeMap<>(parameters)
                + (told.isEmpty() ? "" : told)
                + refresh.map(r -> " refresh " + r.word()).orElse("");
        PipelineRun run = runs.make(input, "", until, fresh, refresh, destinations);
        Retry retry = new Retry(TRIES, surroundings.pause(), InstantSource.system(), RandomGenerator.getDefault());
        RunCheck.pass(routes, pipeline, parameters.keySet(), settings, secrets, retry);
        try (WadiContext context = WadiContext.start(routes, pipeline, settings, secrets, retry, says)) {
            return Watched.run(pipeline, runs, run, console, r -> context.run(r, parameters));
        }
    }
}
