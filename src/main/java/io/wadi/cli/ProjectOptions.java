package io.wadi.cli;

import io.wadi.camel.ResourceOptions;
import io.wadi.camel.SecretNeeds;
import io.wadi.config.DeploymentsFile;
import io.wadi.config.Nearest;
import io.wadi.config.RouteFiles;
import io.wadi.config.Said;
import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.flow.Deployment;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which project a command works on, with which profile and settings. */
final class ProjectOptions {
    private static final String SAMPLES = "samples";
    private static final List<String> OF_DESTINATIONS = List.of(SnowflakeTarget.SNOWFLAKE, S3Target.S3);

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

    @Option(
            names = "--credentials",
            paramLabel = "SECTION=OTHER",
            description = "Look for the secrets of a section in another: hubspot=hubspot-emea.")
    Map<String, String> credentials = new HashMap<>();

    @Mixin
    WorkOptions work = new WorkOptions();

    private Optional<RouteFiles> routes = Optional.empty();
    private Optional<DeploymentsFile> deployments = Optional.empty();

    /** The same project for one run, read anew. */
    ProjectOptions ofRun(Optional<String> deployment, Map<String, String> sections) {
        ProjectOptions run = new ProjectOptions();
        run.profile = profile;
        run.set = new HashMap<>(set);
        deployment.ifPresent(name -> run.set.putIfAbsent("wadi.deployment", name));
        run.credentials = Map.copyOf(sections);
        run.work = work;
        run.samples = samples;
        return run;
    }

    /** Where the sample services answer that settings ask for; those that run in this working directory unless told. */
    Optional<SampleSettings.Addresses> samples = Optional.empty();

    /** Read once: what a name means is looked up in them before they are run. */
    RouteFiles routes(Surroundings surroundings) {
        RouteFiles read = routes.orElseGet(() -> RouteFiles.read(RouteFiles.folder(surroundings.home())));
        routes = Optional.of(read);
        return read;
    }

    Settings settings(Surroundings surroundings) {
        Settings settings = unfilled(surroundings);
        return samples(surroundings)
                .map(addresses -> settings.under(
                        "sample services", SampleSettings.in(settings).filled(addresses)))
                .orElse(settings);
    }

    private Optional<SampleSettings.Addresses> samples(Surroundings surroundings) {
        return samples.or(() -> SampleSettings.Addresses.in(work.directory(surroundings)));
    }

    /** As they are said: what is {@code samples:NAME} stays that. */
    Settings unfilled(Surroundings surroundings) {
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

    /** What runs by itself, with what the profile says of it; read once a command. */
    DeploymentsFile deployments(Surroundings surroundings) {
        DeploymentsFile read = deployments.orElseGet(() -> DeploymentsFile.read(
                surroundings.home(), settings(surroundings).get("wadi.profile").filter(name -> !name.isEmpty())));
        deployments = Optional.of(read);
        return read;
    }

    /**
     * The deployment of that name; empty when a pipeline has it.
     *
     * @throws ConfigurationFailure when neither has, or something is wrong with the deployments
     */
    Optional<Deployment> deployment(Surroundings surroundings, String name) {
        RouteFiles routes = routes(surroundings);
        List<String> pipelines =
                routes.pipelines().stream().map(RouteFiles.Pipeline::name).toList();
        if (pipelines.contains(name)) {
            return Optional.empty();
        }
        DeploymentsFile file = deployments(surroundings);
        Optional<Deployment> found = file.find(name);
        List<Explanation> problems = file.problems(routes);
        if (found.isPresent() && !problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        if (found.isEmpty()) {
            throw routes.unknown(file.names().isEmpty() ? "pipeline" : "pipeline or deployment", name, file.names());
        }
        return found;
    }

    /** What the command line says of the resources that these routes add. */
    Map<String, Said> says(RouteFiles routes) {
        return ResourceOptions.ofRun(set, routes::hasPlaceholder);
    }

    /**
     * @param needs of the pipeline that runs
     * @throws ConfigurationFailure when the command line names a section otherwise that nobody asks for
     */
    void checkCredentials(List<SecretNeeds.Need> needs) {
        List<Explanation> problems = unasked("--credentials names section ", credentials.keySet(), needs);
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
    }

    /** What settings name otherwise and no pipeline asks for. */
    static List<Explanation> unaskedSections(Settings settings, List<SecretNeeds.Need> needs) {
        Set<String> named = settings.keys(ProjectSecrets.SECTION).stream()
                .map(key -> key.substring(ProjectSecrets.SECTION.length()))
                .collect(Collectors.toSet());
        return unasked("a setting " + ProjectSecrets.SECTION + "* names section ", named, needs);
    }

    private static List<Explanation> unasked(String what, Set<String> named, List<SecretNeeds.Need> needs) {
        Set<String> asked =
                needs.stream().map(SecretNeeds.Need::section).collect(Collectors.toCollection(TreeSet::new));
        return named.stream()
                .filter(section -> !asked.contains(section) && !OF_DESTINATIONS.contains(section))
                .sorted()
                .map(section -> Explanation.of(what + section + ", which nobody asks for")
                        .fix(Nearest.to(section, asked)
                                .map(near -> "did you mean " + near + "?")
                                .orElse(asked.isEmpty() ? "leave it out" : "there are " + String.join(", ", asked))))
                .toList();
    }

    Secrets secrets(Surroundings surroundings) {
        Settings settings = settings(surroundings);
        SampleSettings sampled = SampleSettings.in(unfilled(surroundings));
        Secrets own = ProjectSecrets.read(surroundings, settings)
                .under(credentials)
                .before(samples(surroundings).map(sampled::secrets).orElse(Map.of()));
        return settings.get("wadi.profile").filter(SAMPLES::equals).isPresent()
                ? own.before(SampleProcess.secrets(work.directory(surroundings)))
                : own;
    }
}
