package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Pause;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the command line finds around itself.
 *
 * @param home the project: its application.properties, routes and secrets
 * @param pause how it waits between tries
 * @param terminal whether a person looks at {@code err}, so that lines may be drawn over
 */
record Surroundings(
        PrintStream out, PrintStream err, Map<String, String> environment, Path home, boolean terminal, Pause pause) {
    Surroundings {
        requireNonNull(out);
        requireNonNull(err);
        environment = Map.copyOf(environment);
        requireNonNull(pause);
        home = home.toAbsolutePath().normalize();
    }

    /** Those of the process. */
    static Surroundings ofProcess() {
        return new Surroundings(
                System.out,
                System.err,
                System.getenv(),
                Path.of(System.getProperty("wadi.home", ".")),
                Boolean.getBoolean("wadi.terminal"),
                Pause.REAL);
    }

    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }

    /** Whom the books name for what is done by hand. */
    String user() {
        return variable("USER").orElseGet(() -> System.getProperty("user.name", "somebody"));
    }

    Console console(OutputOptions options) {
        if (options.verbose) {
            System.setProperty("wadi.log.level", "INFO");
            System.setProperty("wadi.log.libraries", "INFO");
        }
        if (options.logFormat == LogFormat.JSON) {
            System.setProperty(LogFormat.PROPERTY, "json");
            options.json = true;
        }
        return new Console(out, err, options, terminal);
    }
}
