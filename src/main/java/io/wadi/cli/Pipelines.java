package io.wadi.cli;

import io.wadi.camel.RunCheck;
import io.wadi.camel.SecretNeeds;
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

    /** What makes the runs of one command that reads nothing. */
    Runs runs() {
        return runs(Optional.empty());
    }

    /** @param maskKey what {@code hash} masks are keyed with */
    private Runs runs(Optional<String> maskKey) {
        return new Runs(
                project.work.directory(surroundings),
                maskKey,
                settings.privacy().policy());
    }

    /** The vault is asked for it only where something is hashed. */
    private Optional<String> maskKey(RouteFiles routes, String pipeline, Map<String, Said> says) {
        boolean hashes = says.keySet().stream().anyMatch(option -> option.contains("mask."))
                || SecretNeeds.of(routes, pipeline, settings).stream()
                        .anyMatch(need -> need.section().equals(SecretNeeds.MASK_SECTION));
        return (hashes ? secrets : secrets.local()).find(SecretNeeds.MASK_SECTION, SecretNeeds.MASK_KEY);
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
        RouteFiles routes = project.routes(surroundings);
        Map<String, Said> says = project.says(routes);
        // What a run left that was to write otherwise, or to begin less far anew, is not this one's work.
        Map<String, String> told = new TreeMap<>();
        says.forEach((option, said) -> told.put(option, said.value()));
        String input = pipeline
                + new TreeMap<>(parameters)
                + (told.isEmpty() ? "" : told)
                + (project.credentials.isEmpty() ? "" : " credentials " + new TreeMap<>(project.credentials))
                + refresh.map(r -> " refresh " + r.word()).orElse("");
        Retry retry = new Retry(TRIES, surroundings.pause(), InstantSource.system(), RandomGenerator.getDefault());
        RunCheck.pass(routes, pipeline, parameters.keySet(), settings, secrets, retry);
        project.checkCredentials(SecretNeeds.of(routes, pipeline, settings));
        Runs runs = runs(maskKey(routes, pipeline, says));
        PipelineRun run = runs.make(input, "", until, fresh, refresh, destinations);
        try (WadiContext context = WadiContext.start(routes, pipeline, settings, secrets, retry, says)) {
            return Watched.run(pipeline, runs, run, console, r -> context.run(r, parameters));
        }
    }
}
