package io.wadi.cli;

import io.wadi.cli.SampleSettings.Addresses;
import io.wadi.config.RouteFiles;
import io.wadi.config.Settings;
import io.wadi.disk.Durable;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The sample services of one run, where its settings ask for them: those that are running, or some of its own. */
final class SamplesOfRun implements AutoCloseable {
    private static final int CONNECT_MILLIS = 500;

    private final Optional<SampleProcess> process;
    private final Optional<Path> work;

    private SamplesOfRun(Optional<SampleProcess> process, Optional<Path> work) {
        this.process = process;
        this.work = work;
    }

    /**
     * Starts them where they are needed, tells so, and lets the project know of them.
     *
     * @throws ConfigurationFailure when the settings name none that there is, or this is production
     */
    static SamplesOfRun start(
            Surroundings surroundings, ProjectOptions project, RouteFiles routes, String pipeline, Console console)
            throws IOException {
        Settings settings = project.unfilled(surroundings);
        SampleSettings wanted = SampleSettings.in(settings).of(routes, pipeline, settings);
        if (wanted.isEmpty()) {
            return new SamplesOfRun(Optional.empty(), Optional.empty());
        }
        List<Explanation> problems = wanted.problems(settings);
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        console.note("reads the sample services, for " + wanted.text()
                + "; set it in application.properties to where the real one is");
        Path shared = project.work.directory(surroundings);
        Optional<Addresses> running = Addresses.in(shared).filter(SamplesOfRun::answer);
        if (running.isPresent()) {
            project.samples = running;
            return new SamplesOfRun(Optional.empty(), Optional.empty());
        }
        if (!SampleProcess.isHere()) {
            throw new ConfigurationFailure(Explanation.of(wanted.text() + ", and the sample services are not here")
                    .at("application.properties")
                    .fix("set it to where the real one is; samples are in a checkout of the sources alone"));
        }
        Path own = Files.createTempDirectory("wadi-samples-");
        try {
            SampleProcess process = SampleProcess.start(own, wanted.wantShop(), line -> {});
            project.samples = Addresses.in(own);
            return new SamplesOfRun(Optional.of(process), Optional.of(own));
        } catch (RuntimeException e) {
            Durable.remove(own);
            throw e;
        }
    }

    private static boolean answer(Addresses addresses) {
        URI url = URI.create(addresses.settings().getOrDefault("samples.url", "http://127.0.0.1:1"));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false; // one that was killed left its addresses
        }
    }

    @Override
    public void close() {
        process.ifPresent(SampleProcess::close);
        work.ifPresent(Durable::remove);
    }
}
