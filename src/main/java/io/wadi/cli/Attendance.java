package io.wadi.cli;

import io.wadi.flow.Deployment;
import io.wadi.flow.Overlap;
import io.wadi.flow.node.Node;
import io.wadi.flow.node.Stop;
import io.wadi.flow.node.Underway;
import io.wadi.flow.node.Vitals;
import io.wadi.flow.run.Order;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.Books;
import io.wadi.flow.store.Nodes;
import io.wadi.flow.store.Note;
import io.wadi.flow.store.RunQueue;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.StoreDown;
import io.wadi.model.Cancelled;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import io.wadi.pipeline.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.slf4j.LoggerFactory;

/**
 * The run of a command line among all others: it takes its turn as those of a server do, and is told of in the same books.
 * Where these do not answer it goes on without them, and they are told later.
 */
final class Attendance implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final InstantSource CLOCK = InstantSource.system();

    private final Console console;
    private final Pause pause;
    private final Vitals vitals = new ProcessVitals();
    private final Nodes.Node self = Identity.of("run", vitals, CLOCK.instant());
    private final CompletableFuture<RunStore> store;
    private final CompletableFuture<Node> node;
    private final Books books;
    private volatile Optional<Underway> underway = Optional.empty();

    /**
     * Opens the books while the caller goes on.
     *
     * @param spool where they wait that cannot be entered
     */
    Attendance(Supplier<RunStore> open, Path spool, Pause pause, Console console) {
        this.console = console;
        this.pause = pause;
        LoggerFactory.getILoggerFactory(); // two threads that begin to log at once are told so on the console
        this.store = CompletableFuture.supplyAsync(open);
        this.books = new Books(this::store, spool, self.id(), text -> console.note("! " + text));
        this.node = store.thenApply(opened -> new Node(opened, books, self, CLOCK, vitals, crashed -> {}).join());
    }

    private RunStore store() {
        return answer(store);
    }

    private static <T> T answer(CompletableFuture<T> coming) {
        try {
            return coming.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException raised ? raised : e;
        }
    }

    /**
     * Runs it when its turn comes.
     *
     * @param work given the run's id, which is another where its key is that of a run that did not come to its end
     * @return the exit code
     */
    int attend(
            String id, Wish wish, RunOrders orders, Function<String, Work> work, Deadline deadline, Progress progress) {
        RunOrders.Wanted wanted =
                new RunOrders.Wanted(Trigger.COMMAND_LINE, user(), wish.key(), CLOCK.instant(), Optional.of(self.id()));
        Order order = wish.deployment()
                .map(deployment -> orders.of(deployment, wish.asks(), wanted))
                .orElseGet(() -> orders.of(wish.pipeline(), wish.asks(), wanted));
        Overlap overlap = wish.deployment().map(Deployment::overlap).orElse(Overlap.ALLOW);
        return attend(id, order, () -> admitted(id, order, overlap, deadline), work, deadline, progress);
    }

    /** Has a run that ended tried again, here. */
    int again(Run ended, UnaryOperator<Run> retried, Work work, Deadline deadline, Progress progress) {
        return attend(
                ended.id(),
                ended.order(),
                () -> turn(answer(node), store().queue(), retried(ended, retried), deadline),
                id -> work,
                deadline,
                progress);
    }

    private Run retried(Run ended, UnaryOperator<Run> retried) {
        try {
            return store().runs().change(ended.id(), retried).orElse(ended);
        } catch (IllegalStateException faster) {
            throw new TerminalFailure(Explanation.of(String.valueOf(faster.getMessage()))
                    .fix("somebody else has just had it tried again: ./wadi run show " + ended.id()));
        }
    }

    private int attend(
            String id,
            Order order,
            Supplier<Run> admission,
            Function<String, Work> work,
            Deadline deadline,
            Progress progress) {
        return Watched.run(id, order.pipeline(), progress, reason -> cancel(reason, deadline), console, () -> {
            Run run;
            try {
                run = admission.get();
            } catch (Cancelled e) {
                return new Work.Badly(e, Watched.UNTOUCHED);
            }
            if (run.state() == RunState.SKIPPED) {
                return new Work.PassedOver(run.reason());
            }
            if (run.state().isGood()) {
                return new Work.DoneBefore(run.id(), run.tally().loadId());
            }
            Underway begun = begin(run, progress, deadline);
            try {
                return work.apply(run.id()).run(begun, console::note);
            } finally {
                ended(begun);
            }
        });
    }

    private void cancel(String reason, Deadline deadline) {
        underway.ifPresentOrElse(run -> run.stop(new Stop(Stop.Kind.CANCEL, reason)), () -> deadline.cancel(reason));
    }

    private static String user() {
        return System.getProperty("user.name", "somebody");
    }

    /** The run, once it may begin; or passed over. */
    private Run admitted(String id, Order order, Overlap overlap, Deadline deadline) {
        Run run = Run.asked(id, order, RunState.QUEUED, "", CLOCK.instant());
        try {
            Node here = answer(node);
            RunQueue queue = store().queue();
            Run known = wanted(queue.arrive(id, order, overlap, CLOCK.instant()));
            if (known.state() == RunState.SKIPPED || known.state().isGood()) {
                return known;
            }
            run = known.state() == RunState.QUEUED ? known : run;
            return turn(here, queue, known, deadline);
        } catch (StoreDown e) {
            console.note("! " + e.explanation().what() + "; the run goes on, and is told of later");
            books.note(new Note.Opened(
                    run.id(),
                    self.id(),
                    order.pipeline(),
                    order.deployment(),
                    order.asks(),
                    order.by(),
                    CLOCK.instant().toEpochMilli()));
            return run.claimed(self.id(), CLOCK.instant());
        }
    }

    /** That of this order; or that of its key, which goes on where it did not come to its end. */
    private Run wanted(RunQueue.Answer answer) {
        if (answer instanceof RunQueue.Clash clash) {
            throw new ConfigurationFailure(Explanation.of("the key is that of run "
                            + clash.run().id() + ", which was asked for with other parameters, resources, credentials"
                            + " or another destination")
                    .fix("give this one a key of its own: --key"));
        }
        Run run = answer instanceof RunQueue.Known known ? known.run() : ((RunQueue.Taken) answer).run();
        return run.state().mayBeRetried()
                ? store().runs()
                        .retry(run.id(), "asked for again under its key", CLOCK.instant())
                        .orElse(run)
                : run;
    }

    private Run turn(Node here, RunQueue queue, Run run, Deadline deadline) {
        boolean told = false;
        while (true) {
            Optional<Run> claimed = queue.claim(here.id(), Optional.of(run.id()), CLOCK.instant());
            if (claimed.isPresent()) {
                return claimed.get();
            }
            Run now = store().runs().find(run.id()).orElse(run);
            if (now.state().isGood()) {
                return now;
            }
            if (now.state().hasEnded()) {
                throw new Cancelled(now.reason().isBlank() ? "cancelled while it waited" : now.reason());
            }
            if (!told) {
                tell(queue.holders(run));
                told = true;
            }
            try {
                pause.pause(LOOK, deadline);
                deadline.check();
            } catch (Cancelled e) {
                queue.cancel(run.id(), e.explanation().what(), CLOCK.instant());
                throw e;
            }
        }
    }

    private void tell(Map<String, List<String>> holders) {
        holders.forEach((slot, runs) -> console.note("waits for a slot of " + slot + ", which run "
                + String.join(", ", runs) + " holds; ./wadi run show " + runs.get(0)));
    }

    private Underway begin(Run run, Progress progress, Deadline deadline) {
        Underway begun = node.isCompletedExceptionally()
                ? new Underway(run, books, CLOCK, vitals, progress, deadline)
                : answer(node).begin(run, progress, deadline);
        underway = Optional.of(begun);
        return begun;
    }

    private void ended(Underway run) {
        underway = Optional.empty();
        if (!node.isCompletedExceptionally()) {
            answer(node).ended(run);
        }
    }

    @Override
    public void close() {
        try {
            answer(node).close();
            store().close();
        } catch (Failure e) {
            // Whoever called was told; what was noted waits.
            books.close();
        }
    }
}
