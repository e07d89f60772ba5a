package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Deployment;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.schedule.Schedule;
import io.wadi.flow.store.DeploymentBook.Deployed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a deployment stands.
 *
 * @param recent its last runs, the newest first
 * @param lastGood when its data was last brought up to date
 * @param next when a schedule has it run next; empty while none does
 * @param troubles what somebody should look at, the worst first
 */
public record Standing(
        Deployed deployed,
        Deployment deployment,
        List<Run> recent,
        Strip strip,
        Optional<Instant> lastGood,
        Optional<Instant> next,
        List<Trouble> troubles) {
    /** What is wrong, the worst first. */
    public enum Kind {
        FAILING("Failing"),
        CRASHED("Crashed"),
        LATE("Late"),
        STALE("Stale");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }

        /** As {@link Words#kind} has them. */
        public String look() {
            return this == STALE || this == LATE ? "retry" : "bad";
        }
    }

    /** @param run that shows it, where one does */
    public record Trouble(Kind kind, String deployment, String text, Optional<Run> run) {
        public Trouble {
            requireNonNull(kind);
            requireNonNull(deployment);
            requireNonNull(text);
            requireNonNull(run);
        }
    }

    public Standing {
        requireNonNull(deployed);
        requireNonNull(deployment);
        recent = List.copyOf(recent);
        requireNonNull(strip);
        requireNonNull(lastGood);
        requireNonNull(next);
        troubles = List.copyOf(troubles);
    }

    /**
     * @param lastGood of all its runs
     * @param armed whether schedules are
     */
    static Standing of(
            Deployed deployed,
            Deployment deployment,
            List<Run> recent,
            Optional<Instant> lastGood,
            boolean armed,
            Words words) {
        boolean fires = armed && deployed.hold().isEmpty();
        Optional<Instant> next = fires ? Schedule.first(deployment.schedules(), words.now()) : Optional.empty();
        List<Trouble> troubles = new ArrayList<>();
        ending(deployed, recent, words).ifPresent(troubles::add);
        late(deployed, deployment, recent, words).ifPresent(troubles::add);
        if (troubles.isEmpty()) {
            stale(deployed, deployment, lastGood, fires, words).ifPresent(troubles::add);
        }
        return new Standing(deployed, deployment, recent, Strip.of(recent, words), lastGood, next, troubles);
    }

    private static Optional<Trouble> ending(Deployed deployed, List<Run> recent, Words words) {
        List<Run> ended = recent.stream()
                .filter(run ->
                        run.state().hasEnded() && run.state() != RunState.SKIPPED && run.state() != RunState.CANCELLED)
                .toList();
        int bad = 0;
        while (bad < ended.size() && !ended.get(bad).state().isGood()) {
            bad++;
        }
        if (bad == 0) {
            return Optional.empty();
        }
        Run last = ended.get(0);
        String row = bad == 1 ? "its last run" : "its last " + bad + (bad == recent.size() ? " runs or more" : " runs");
        return Optional.of(new Trouble(
                last.state() == RunState.CRASHED ? Kind.CRASHED : Kind.FAILING,
                deployed.name(),
                row + " ended badly, " + words.ago(last.ended().orElse(last.changed())) + ": "
                        + (last.reason().isEmpty() ? Words.state(last.state()) : last.reason()),
                Optional.of(last)));
    }

    private static Optional<Trouble> late(Deployed deployed, Deployment deployment, List<Run> recent, Words words) {
        Duration patience = deployment.watch().expected().late();
        return recent.stream()
                .filter(run ->
                        run.state().waits() && run.order().due().plus(patience).isBefore(words.now()))
                .reduce((newer, older) -> older)
                .map(run -> new Trouble(
                        Kind.LATE,
                        deployed.name(),
                        "a run was due " + words.ago(run.order().due()) + " and has not begun"
                                + (run.reason().isEmpty() ? "" : ": " + run.reason()),
                        Optional.of(run)));
    }

    /** Older than it said it would be; where it did not say, older than two of its own firings. */
    private static Optional<Trouble> stale(
            Deployed deployed, Deployment deployment, Optional<Instant> lastGood, boolean fires, Words words) {
        Optional<Duration> every = deployment.watch().expected().successEvery();
        Instant since = lastGood.orElse(deployed.at());
        boolean stale = fires
                && (every.isPresent()
                        ? since.plus(every.get()).isBefore(words.now())
                        : isBehind(Schedule.preview(deployment.schedules(), since, 2), words.now()));
        String text = lastGood.map(at -> "its data is from " + words.ago(at)).orElse("no run has succeeded yet");
        return stale ? Optional.of(new Trouble(Kind.STALE, deployed.name(), text, Optional.empty())) : Optional.empty();
    }

    private static boolean isBehind(List<Instant> firings, Instant now) {
        return firings.size() == 2 && firings.get(1).isBefore(now);
    }
}
