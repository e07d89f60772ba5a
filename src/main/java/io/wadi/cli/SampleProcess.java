package io.wadi.cli;

import io.wadi.disk.Durable;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The sample services as a process of their own, off Wadi's class path. It ends when its input does, so with us. */
final class SampleProcess implements AutoCloseable {
    private static final String CLASS_PATH = "wadi.samples.classpath";

    private final Process process;

    private SampleProcess(Process process) {
        this.process = process;
    }

    /** Where the services write their addresses; only the {@code samples} profile reads it. */
    static Path properties(Path work) {
        return work.resolve("samples.properties");
    }

    /** Where they write what lets a pipeline in. */
    static Path secrets(Path work) {
        return work.resolve("samples.secrets.properties");
    }

    /** Whether there are any to start. */
    static boolean isHere() {
        return System.getProperty(CLASS_PATH) != null;
    }

    /** Starts the services and returns when they answer; {@code line} is given what they print. */
    static SampleProcess start(Path work, Consumer<String> line) {
        return start(work, true, line);
    }

    /** @param shop whether the database is wanted, too: it takes seconds */
    static SampleProcess start(Path work, boolean shop, Consumer<String> line) {
        String classPath = Optional.ofNullable(System.getProperty(CLASS_PATH))
                .orElseThrow(() -> new ConfigurationFailure(Explanation.of("the sample services are not here")
                        .fix("run ./wadi in a checkout of the sources: a distribution has none")));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR", // it would say that nobody logs
                "-cp",
                classPath,
                "io.wadi.samples.Samples",
                "--properties",
                properties(work).toString(),
                "--until-eof"));
        if (!shop) {
            command.add("--without-shop");
        }
        // where PostgreSQL is unpacked, once
        Optional.ofNullable(System.getProperty("wadi.samples.postgres"))
                .ifPresent(folder -> command.add(1, "-Dot.epg.working-dir=" + folder));
        try {
            Durable.directories(work);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
            for (String text = lines.readLine(); text != null; text = lines.readLine()) {
                line.accept(text);
                if (text.equals("ready")) {
                    return new SampleProcess(process);
                }
            }
            throw new TerminalFailure(
                    Explanation.of("the sample services did not start").fix("see above for why"));
        } catch (IOException e) {
            throw new TerminalFailure(
                    Explanation.of("the sample services did not start: " + e.getMessage())
                            .fix("see above for why"),
                    e);
        }
    }

    /** Returns when the services have ended. */
    void await() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            process.waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
