package io.wadi.cli;

import io.wadi.camel.ResourceOptions;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which project a command works on, with which profile and settings. */
final class ProjectOptions {
    private static final String SAMPLES = "samples";

    @Option(
            names = "--profile",
            description = "Also read application-PROFILE.properties; samples: the sample services.")
    Optional<String> profile = Optional.empty();

    @Option(
            names = {"-D", "--set"},
            paramLabel = "KEY=VALUE",
            description =
                    "Set a property, or an option of the pipeline's resources: resource.NAME.OPTION, or OPTION of all.")
    Map<String, String> set = new HashMap<>();

    @Mixin
    WorkOptions work = new WorkOptions();

    RouteFiles routes(Surroundings surroundings) {
        return RouteFiles.read(RouteFiles.folder(surroundings.home()));
    }

    Settings settings(Surroundings surroundings) {
        Map<String, String> commandLine = new HashMap<>(set);
        profile.ifPresent(name -> commandLine.put("wadi.profile", name));
        Path samples = SampleProcess.properties(work.directory(surroundings));
        if (profile.filter(SAMPLES::equals).isPresent() && !samples.toFile().exists()) {
            throw new ConfigurationFailure(Explanation.of("the sample services do not run")
                    .at(samples + " is not there")
                    .fix("start them in another terminal: ./wadi samples"));
        }
        return Settings.read(surroundings.home(), commandLine, surroundings.environment(), Map.of(SAMPLES, samples));
    }

    /** What the command line says of the resources that these routes add. */
    Map<String, Said> says(RouteFiles routes) {
        return ResourceOptions.ofRun(set, routes::hasPlaceholder);
    }

    Secrets secrets(Surroundings surroundings) {
        Secrets own = Secrets.read(surroundings.home(), surroundings.environment());
        return settings(surroundings)
                        .get("wadi.profile")
                        .filter(SAMPLES::equals)
                        .isPresent()
                ? own.before(SampleProcess.secrets(work.directory(surroundings)))
                : own;
    }
}
