package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunStore;
import io.wadi.model.Deadline;
import io.wadi.server.RunJson;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code wadi run logs}. */
@Command(name = "logs", description = "Print what a run said on its way.")
final class RunLogsCommand extends OneRun {
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int AT_ONCE = 1000;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run has ended.")
    boolean follow;

    @Override
    int on(Run run, RunStore store) {
        Console console = console();
        LocalTimes times = LocalTimes.here();
        long last = 0;
        for (boolean more = true; more; ) {
            // Asked for before its lines: what is said between the two is not missed.
            Optional<Run> now = store.runs().find(run.id());
            boolean ends = now.map(each -> each.state().hasEnded()).orElse(true);
            List<Logs.Line> lines = store.logs().after(run.id(), last, AT_ONCE);
            for (Logs.Line line : lines) {
                console.line(String.format(
                        Locale.ROOT, "%s  %-5s %s", times.exact(line.at()), line.level(), RunText.plain(line.text())));
                console.json(RunJson.line(line));
                last = line.seq();
            }
            more = !lines.isEmpty() || (follow && !ends);
            if (lines.isEmpty() && more) {
                surroundings().pause().pause(LOOK, Deadline.none());
            }
        }
        return Console.DONE;
    }
}
