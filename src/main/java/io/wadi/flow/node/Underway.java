package io.wadi.flow.node;

import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Tally;
import io.wadi.flow.store.Books;
import io.wadi.flow.store.Note;
import io.wadi.model.Deadline;
import io.wadi.pipeline.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A run that this process has: it tells the books how the run goes, and ends it when somebody wants that. The thread that
 * does the work calls what begins and ends attempts; all else may be called by any.
 */
public final class Underway {
    private static final long LINES_A_VERSION = 1_000_000;
    private static final long MOST_LINES = 100_000;
    private static final int LONGEST_LINE = 8_192;

    private final Run run;
    private final String node;
    private final Books books;
    private final InstantSource clock;
    private final Vitals vitals;
    private final Progress progress;
    private final Deadline deadline;
    private volatile Optional<Stop> stopped = Optional.empty();
    private final AtomicLong line;
    private final Thread worker = Thread.currentThread();
    private final long began = System.nanoTime();
    private final Duration cpuBefore;
    private volatile long stoppedAt;
    private final AtomicInteger attempt;
    private volatile long memory;
    private volatile List<Object> toldLast = List.of();
    private final AtomicBoolean over = new AtomicBoolean();

    /**
     * Made by the thread that does the work.
     *
     * @param run as its node claimed it: that is who tells of it, even when the node takes another name
     */
    public Underway(Run run, Books books, InstantSource clock, Vitals vitals, Progress progress, Deadline deadline) {
        this.deadline = deadline;
        this.run = run;
        this.node = run.node().orElseThrow();
        this.books = books;
        this.clock = clock;
        this.vitals = vitals;
        this.progress = progress;
        this.attempt = new AtomicInteger(run.attempt());
        this.line = new AtomicLong(run.version() * LINES_A_VERSION);
        this.cpuBefore = vitals.cpu();
    }

    public Run run() {
        return run;
    }

    public Deadline deadline() {
        return deadline;
    }

    public Progress progress() {
        return progress;
    }

    /** The attempt under way, or the last. */
    public int attempt() {
        return attempt.get();
    }

    /** How many more it may have after this one. */
    public int attemptsLeft() {
        return Math.max(0, run.order().attempts() - (attempt() - run.since() + 1));
    }

    public void begins() {
        attempt.incrementAndGet();
        progress.anew();
        move(RunState.RUNNING, Optional.empty(), "");
    }

    /** The attempt failed, and the next one begins after that time. */
    public void awaits(Duration wait, Outcome.Failed failed) {
        Instant now = clock.instant();
        note(failed, now);
        books.note(stood());
        say("WARN", "attempt " + attempt() + " failed: " + failed.what());
        move(RunState.AWAITING_RETRY, Optional.of(now.plus(wait).toEpochMilli()), failed.what());
    }

    /** The run's end, in this process: whether it came to one of its own or was broken off. The first one counts. */
    public void ends(Outcome outcome) {
        if (over.getAndSet(true)) {
            return;
        }
        note(outcome, clock.instant());
        books.note(stood());
        if (outcome instanceof Outcome.Done done) {
            done.warnings().forEach(text -> say("WARN", text));
            books.note(told(tally(done.rows(), done.bytes(), done.loadId())));
            boolean smooth = done.warnings().isEmpty();
            move(
                    smooth ? RunState.COMPLETED : RunState.COMPLETED_WITH_WARNINGS,
                    Optional.empty(),
                    smooth ? "" : done.warnings().get(0));
        } else if (outcome instanceof Outcome.Failed failed) {
            say(stopped.isPresent() && stopped.get().isAsked() ? "INFO" : "ERROR", failed.what());
            tell();
            Optional<Stop> broken = stopped;
            move(
                    broken.map(each -> after(each.kind())).orElse(RunState.FAILED),
                    Optional.empty(),
                    broken.map(Stop::reason).orElse(failed.what()));
        }
    }

    private static RunState after(Stop.Kind kind) {
        return switch (kind) {
            case CANCEL -> RunState.CANCELLED;
            case PAUSE -> RunState.PAUSED;
            case HAND_BACK -> RunState.QUEUED;
            case TIME_OUT -> RunState.TIMED_OUT;
            // Its row is another's: the books do not take this.
            case LOST -> RunState.FAILED;
        };
    }

    /** Breaks it off between two pages or statements; the first reason counts. */
    public void stop(Stop reason) {
        synchronized (this) {
            if (stopped.isPresent()) {
                return;
            }
            stoppedAt = System.nanoTime();
            stopped = Optional.of(reason);
        }
        deadline.cancel(reason.reason());
    }

    public Optional<Stop> stopped() {
        return stopped;
    }

    /** Interrupts the work of a run that was stopped that long ago and does not end. */
    void insist(Duration grace) {
        if (stopped.isPresent() && System.nanoTime() - stoppedAt > grace.toNanos()) {
            worker.interrupt();
        }
    }

    /** Adds a line to its log, cut where it is very long; a route may say something of each of its records. */
    public void say(String level, String text) {
        long number = line.incrementAndGet();
        long said = number - run.version() * LINES_A_VERSION;
        if (said == MOST_LINES) {
            keep(number, "WARN", "of what it says on the way no more than " + MOST_LINES + " lines are kept");
        } else if (said < MOST_LINES || !level.equals("INFO")) {
            int more = text.length() - LONGEST_LINE;
            keep(
                    number,
                    level,
                    more > 0 ? text.substring(0, LONGEST_LINE) + "... and " + more + " more characters" : text);
        }
    }

    private void keep(long number, String level, String text) {
        books.note(new Note.Said(run.id(), number, clock.instant().toEpochMilli(), level, text));
    }

    /** How far it is, and what it has taken. */
    void tell() {
        books.note(told(tally(0, 0, Optional.empty())));
        books.note(stood());
    }

    /** The same, where it has come further since this was asked last. */
    void tellNews() {
        List<Object> news = List.of(progress.station(), records(), progress.packed());
        if (!news.equals(toldLast)) {
            toldLast = news;
            tell();
        }
    }

    private Note.Stood stood() {
        Instant now = clock.instant();
        long nanos = System.nanoTime();
        return new Note.Stood(
                run.id(),
                node,
                attempt(),
                progress.stretches().stream()
                        .map(each -> new Note.Stood.Active(
                                each.station().name().toLowerCase(Locale.ROOT),
                                now.minusNanos(nanos - each.from()).toEpochMilli(),
                                now.minusNanos(nanos - each.to()).toEpochMilli()))
                        .toList(),
                progress.packed());
    }

    private long records() {
        return progress.counters().stream().mapToLong(Progress.Counter::records).sum();
    }

    private Note.Told told(Tally tally) {
        return Note.Told.of(run.id(), node, tally);
    }

    private Tally tally(long rows, long bytes, Optional<String> loadId) {
        memory = Math.max(memory, vitals.memory());
        Tally before = run.tally();
        return new Tally(
                before.spent().plusNanos(System.nanoTime() - began),
                progress.station().name().toLowerCase(Locale.ROOT),
                records(),
                before.rows() + rows,
                before.bytes() + bytes,
                before.cpu().plus(vitals.cpu().minus(cpuBefore)),
                Math.max(before.memory(), memory),
                loadId.or(before::loadId));
    }

    private void note(Outcome outcome, Instant now) {
        boolean done = outcome instanceof Outcome.Done;
        books.note(new Note.Ended(
                run.id(),
                attempt(),
                now.toEpochMilli(),
                done ? Optional.of(((Outcome.Done) outcome).report()) : Optional.empty(),
                done ? Optional.empty() : Optional.of(((Outcome.Failed) outcome).failure()),
                done ? ((Outcome.Done) outcome).tables() : List.of()));
    }

    private void move(RunState next, Optional<Long> again, String reason) {
        books.note(new Note.Moved(
                run.id(), node, next, attempt(), again, reason, clock.instant().toEpochMilli()));
    }
}
