package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Deployment;
import io.wadi.flow.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Decides what is an incident, whether it is one that is known, and when it is over. */
public final class Alerts {
    /** What a run found in its source. */
    public record Grown(String table, boolean isNew, List<String> columns) {
        public Grown {
            requireNonNull(table);
            columns = List.copyOf(columns);
        }
    }

    /**
     * A run that has ended.
     *
     * @param grown its new tables, and new columns of others
     * @param deleted how many rows it deleted
     * @param why it failed, where it did
     * @param good runs of the deployment that ended well, the last ones first; this one may be among them
     */
    public record Ended(
            Deployment deployment, Run run, List<Grown> grown, long deleted, Optional<Why> why, List<Run> good) {
        public Ended {
            requireNonNull(deployment);
            requireNonNull(run);
            grown = List.copyOf(grown);
            requireNonNull(why);
            good = List.copyOf(good);
        }
    }

    /**
     * A deployment between its runs.
     *
     * @param lastGood when a run last ended well, or else since when one could have
     * @param waiting the runs that are due and have not begun, with what they wait for
     * @param missed a time of its schedules for which there is no run
     */
    public record Meanwhile(
            Deployment deployment,
            Instant lastGood,
            boolean everGood,
            List<Waiting> waiting,
            Optional<Instant> missed) {
        public Meanwhile {
            requireNonNull(deployment);
            requireNonNull(lastGood);
            waiting = List.copyOf(waiting);
            requireNonNull(missed);
        }
    }

    /** A run that is due. */
    public record Waiting(Run run, String reason) {
        public Waiting {
            requireNonNull(run);
            requireNonNull(reason);
        }
    }

    private Alerts() {}

    /** What follows from a run that has ended. */
    public static List<Change> afterRun(Ended ended, List<Incident> open, Instant now) {
        Run run = ended.run();
        Words words = new Words(ended.deployment(), now);
        return switch (run.state()) {
            case FAILED -> bad(Trouble.FAILED, ended, open, words);
            case CRASHED -> bad(Trouble.CRASHED, ended, open, words);
            case TIMED_OUT -> bad(Trouble.TIMED_OUT, ended, open, words);
            case COMPLETED, COMPLETED_WITH_WARNINGS -> good(ended, open, words);
            default -> List.of();
        };
    }

    /** What follows from a run whose node is gone: told once, and over when a run succeeds, or one ends badly. */
    public static List<Change> afterCrash(Ended ended, List<Incident> open, Instant now) {
        Run run = ended.run();
        if (run.state().hasEnded()) {
            return afterRun(ended, open, now);
        }
        Notice notice = new Words(ended.deployment(), now).bad(Trouble.INTERRUPTED, run, Optional.empty());
        Optional<Incident> known = find(open, Trouble.INTERRUPTED);
        return List.of(
                known.isEmpty()
                        ? new Change.Opened(Trouble.INTERRUPTED, Optional.of(run.id()), notice, true)
                        : new Change.Again(known.get(), Trouble.INTERRUPTED, run.id(), notice));
    }

    private static List<Change> bad(Trouble trouble, Ended ended, List<Incident> open, Words words) {
        List<Change> changes = new ArrayList<>(worse(trouble, ended, open, words));
        find(open, Trouble.INTERRUPTED).ifPresent(known -> changes.add(new Change.Closed(known, Optional.empty())));
        return List.copyOf(changes);
    }

    private static List<Change> worse(Trouble trouble, Ended ended, List<Incident> open, Words words) {
        Run run = ended.run();
        if (ended.good().stream().anyMatch(later -> end(later).isAfter(end(run)))) {
            return List.of(); // heard of late: it is over
        }
        Notice notice = words.bad(trouble, run, ended.why());
        Optional<Incident> known = find(open, trouble);
        if (known.isEmpty()) {
            return List.of(new Change.Opened(trouble, Optional.of(run.id()), notice, true));
        }
        return known.get().run().filter(run.id()::equals).isPresent()
                ? List.of()
                : List.of(new Change.Again(known.get(), trouble, run.id(), notice));
    }

    private static List<Change> good(Ended ended, List<Incident> open, Words words) {
        Run run = ended.run();
        List<Change> changes = new ArrayList<>();
        for (Trouble over : List.of(Trouble.FAILED, Trouble.INTERRUPTED, Trouble.NO_SUCCESS)) {
            find(open, over)
                    .ifPresent(known -> changes.add(
                            new Change.Closed(known, Optional.of(words.recovered(known, Optional.of(run))))));
        }
        boolean none = run.tally().rows() == 0 && ended.deleted() == 0;
        judge(Trouble.ZERO_ROWS, none, run, () -> words.noRows(run, figures(ended)), open, words, changes);
        Optional<Figures> figures = figures(ended);
        boolean far = figures.isPresent()
                && figures.get()
                        .far(
                                run.tally().rows(),
                                ended.deployment().watch().expected().rows());
        judge(Trouble.ROWS, far, run, () -> words.rows(run, figures.orElseThrow()), open, words, changes);
        boolean first = ended.good().stream().allMatch(other -> other.id().equals(run.id()));
        if (!first && !ended.grown().isEmpty()) {
            changes.add(
                    new Change.Opened(Trouble.SCHEMA, Optional.of(run.id()), words.schema(run, ended.grown()), false));
        }
        return List.copyOf(changes);
    }

    private interface Said {
        Notice notice();
    }

    /** Opens, keeps or closes an incident that each good run tells of anew. */
    private static void judge(
            Trouble trouble, boolean is, Run run, Said said, List<Incident> open, Words words, List<Change> changes) {
        Optional<Incident> known = find(open, trouble);
        if (is && known.isEmpty()) {
            changes.add(new Change.Opened(trouble, Optional.of(run.id()), said.notice(), true));
        } else if (is && known.get().run().filter(run.id()::equals).isEmpty()) {
            changes.add(new Change.Again(known.get(), trouble, run.id(), said.notice()));
        } else if (!is && known.isPresent()) {
            changes.add(new Change.Closed(
                    known.get(),
                    trouble.tellsRecovery()
                            ? Optional.of(words.recovered(known.get(), Optional.of(run)))
                            : Optional.empty()));
        }
    }

    /** Of earlier runs that asked for the same: one of other parameters is no measure. */
    private static Optional<Figures> figures(Ended ended) {
        return Figures.of(ended.good().stream()
                .filter(other -> !other.id().equals(ended.run().id()))
                .filter(other -> !end(other).isAfter(end(ended.run())))
                .filter(other -> other.order().asks().equals(ended.run().order().asks()))
                .map(other -> other.tally().rows())
                .toList());
    }

    /** What follows from what has not happened. */
    public static List<Change> meanwhile(Meanwhile meanwhile, List<Incident> open, Instant now) {
        Deployment deployment = meanwhile.deployment();
        Words words = new Words(deployment, now);
        Expectation expected = deployment.watch().expected();
        List<Change> changes = new ArrayList<>();
        Optional<Waiting> late = meanwhile.waiting().stream()
                .filter(waiting -> isOver(since(waiting.run()), expected.late(), now))
                .findFirst();
        Optional<Instant> missed = meanwhile.missed().filter(due -> isOver(due, expected.late(), now));
        Optional<Incident> known = find(open, Trouble.LATE);
        if (known.isEmpty() && late.isPresent()) {
            Run run = late.get().run();
            changes.add(new Change.Opened(
                    Trouble.LATE,
                    Optional.of(run.id()),
                    words.late(run, late.get().reason()),
                    true));
        } else if (known.isEmpty() && missed.isPresent()) {
            changes.add(new Change.Opened(Trouble.LATE, Optional.empty(), words.missed(missed.get()), true));
        } else if (known.isPresent() && late.isEmpty() && missed.isEmpty()) {
            changes.add(new Change.Closed(known.get(), Optional.of(words.recovered(known.get(), Optional.empty()))));
        }
        Optional<Incident> silent = find(open, Trouble.NO_SUCCESS);
        Optional<Duration> every = expected.successEvery();
        if (every.isPresent() && silent.isEmpty() && isOver(meanwhile.lastGood(), every.get(), now)) {
            changes.add(new Change.Opened(
                    Trouble.NO_SUCCESS,
                    Optional.empty(),
                    words.noSuccess(every.get(), meanwhile.lastGood(), meanwhile.everGood()),
                    true));
        } else if (every.isEmpty() && silent.isPresent()) {
            changes.add(new Change.Closed(silent.get(), Optional.empty())); // nobody expects it any more
        }
        return List.copyOf(changes);
    }

    /** Of a deployment that is held or gone: what it does not do is what was wanted. */
    public static List<Change> dropped(List<Incident> open, boolean gone) {
        return open.stream()
                .filter(each -> gone || each.trouble() == Trouble.LATE || each.trouble() == Trouble.NO_SUCCESS)
                .<Change>map(each -> new Change.Closed(each, Optional.empty()))
                .toList();
    }

    private static Instant since(Run run) {
        return run.order().due().isAfter(run.created()) ? run.order().due() : run.created();
    }

    private static Instant end(Run run) {
        return run.ended().orElse(run.changed());
    }

    private static boolean isOver(Instant since, Duration time, Instant now) {
        return since.plus(time).isBefore(now);
    }

    private static Optional<Incident> find(List<Incident> open, Trouble trouble) {
        return open.stream()
                .filter(each -> each.trouble().family() == trouble.family())
                .findFirst();
    }
}
