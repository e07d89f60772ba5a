package io.wadi.cli;

import io.wadi.config.TimeSpan;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code wadi server}: schedules, API and runs in one process, until it is told to end. */
@Command(
        name = "server",
        description = "Run what is deployed: schedules, the API and the runs themselves, in one process.",
        footer = "%nExample: ./wadi server --profile prod --port 7080")
final class ServerCommand extends TellingCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Option(names = "--port", description = "Of the API; 0 for one that is free. 7080 unless told.")
    Optional<Integer> port = Optional.empty();

    @Option(names = "--host", description = "Where the API listens; 127.0.0.1 unless told, others need tokens.")
    Optional<String> host = Optional.empty();

    @Option(names = "--join", description = "Be one of several servers on one PostgreSQL (wadi.store.url).")
    boolean join;

    @Option(names = "--workers", description = "How many runs may go on in this process at once; 4 unless told.")
    int workers = 4;

    @Mixin
    ProjectOptions project = new ProjectOptions();

    @Override
    public Integer call() throws InterruptedException {
        long began = System.nanoTime();
        port.ifPresent(number -> project.set.putIfAbsent("wadi.server.port", String.valueOf(number)));
        host.ifPresent(name -> project.set.putIfAbsent("wadi.server.host", name));
        if (join && StoreSettings.of(surroundings(), project).url().isEmpty()) {
            throw new ConfigurationFailure(Explanation.of("--join needs a store that several servers can share")
                    .fix("set wadi.store.url to a PostgreSQL, as in jdbc:postgresql://host/wadi"));
        }
        Server server = new Server(surroundings(), project, workers, PATIENCE, console()::note);
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            ended.countDown();
                        },
                        "wadi-shutdown"));
        console()
                .line("✓ ready in "
                        + TimeSpan.text(Duration.ofMillis((System.nanoTime() - began) / 1_000_000))
                        + ": http://127.0.0.1:" + server.api().port()
                        + "/api/v1, health and metrics at http://127.0.0.1:"
                        + server.api().observedPort() + "/observe/health");
        console().line("  console " + server.console());
        console()
                .line(
                        server.armed()
                                ? "  schedules are armed"
                                : "  schedules are not armed: that takes the profile prod, or wadi.schedules.active");
        ended.await();
        return Console.DONE;
    }
}
