package io.wadi.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code wadi samples}: the sample services, until stopped. */
@Command(
        name = "samples",
        description =
                "Run the sample services on free loopback ports until stopped, for: ./wadi run NAME --profile samples")
final class SamplesCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command is called
    Wadi wadi;

    @Mixin
    WorkOptions work = new WorkOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (SampleProcess samples = SampleProcess.start(work.directory(wadi.surroundings()), line -> {
            wadi.surroundings().out().println(line);
            wadi.surroundings().out().flush();
        })) {
            Runtime.getRuntime().addShutdownHook(new Thread(samples::close, "wadi-samples"));
            samples.await();
        }
        return Console.DONE;
    }
}
