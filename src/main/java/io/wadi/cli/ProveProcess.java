package io.wadi.cli;

import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts {@link ProveChild} with the same Java, libraries and memory as this process. The first one archives its classes,
 * which halves the start of all others.
 *
 * @param home of the project
 * @param archive of classes
 */
record ProveProcess(Path home, Path archive, Map<String, String> environment) {
    private static final long PATIENCE_SECONDS = 300;
    private static final int AOT = 25;
    private static final List<String> OTHERS =
            List.of("-Dwadi.home=", "-Dwadi.terminal=", "-XX:SharedArchiveFile=", "-XX:AOTCache=");

    /**
     * @param at a point, or {@link ProveChild#COUNT}
     * @param watched the DuckDB file that it loads into, or empty
     * @return its exit code
     */
    int run(String at, Path folder, String watched, List<String> command) {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("-X") || option.startsWith("-D") || option.startsWith("--"))
                .filter(option -> OTHERS.stream().noneMatch(option::startsWith))
                .forEach(all::add);
        archiving().ifPresent(all::add);
        all.addAll(List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dwadi.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                ProveChild.class.getName(),
                at,
                folder.toString(),
                watched));
        all.addAll(command);
        Process process = null;
        try {
            ProcessBuilder builder = new ProcessBuilder(all);
            builder.environment().putAll(environment);
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("child.log").toFile()))
                    .start();
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return process.exitValue();
            }
            throw new TerminalFailure(Explanation.of("a run that was to be halted at " + at + " does not end")
                    .at(folder.toString())
                    .fix("child.log there has what it said"));
        } catch (IOException e) {
            throw new TerminalFailure(
                    Explanation.of("a process could not be started: " + e.getMessage())
                            .fix("try again"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TerminalFailure(Explanation.of("interrupted").fix("try again"), e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** Classes of folders, as tests have them, cannot be archived. */
    private Optional<String> archiving() {
        String[] path = System.getProperty("java.class.path").split(File.pathSeparator, -1);
        if (Arrays.stream(path).anyMatch(entry -> !entry.endsWith(".jar"))) {
            return Optional.empty();
        }
        boolean there = Files.exists(archive);
        String option = Runtime.version().feature() >= AOT
                ? there ? "AOTCache" : "AOTCacheOutput"
                : there ? "SharedArchiveFile" : "ArchiveClassesAtExit";
        return Optional.of("-XX:" + option + "=" + archive);
    }
}
