package io.wadi.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code wadi samples}: the sample services, until stopped. */
@Command(
        name = "samples",
        description =
                "Run the sample services on free loopback ports until stopped, for: ./wadi run NAME --profile samples")
final class SamplesCommand extends TellingCommand {
    @Mixin
    WorkOptions work = new WorkOptions();

    @Override
    public Integer call() throws InterruptedException {
        try (SampleProcess samples = SampleProcess.start(work.directory(surroundings()), line -> {
            surroundings().out().println(line);
            surroundings().out().flush();
        })) {
            Runtime.getRuntime().addShutdownHook(new Thread(samples::close, "wadi-samples"));
            samples.await();
        }
        return Console.DONE;
    }
}
