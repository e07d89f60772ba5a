package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * For which run a thread speaks: log lines say it. What a thread starts speaks for the same run, workers of all kinds
 * included, and none of them any more once the run has ended: a thread that others use later keeps no name that is not theirs.
 */
public final class Voice implements AutoCloseable {
    /**
     * What is said in a run on the way.
     *
     * @param level INFO, WARN or ERROR
     * @param ofRoute said by a step of a route, and not by code that noticed something
     */
    public record Line(String level, String text, boolean ofRoute) {
        public Line {
            requireNonNull(level);
            requireNonNull(text);
        }
    }

    private static final InheritableThreadLocal<Optional<Voice>> CURRENT = new InheritableThreadLocal<>() {
        @Override
        protected Optional<Voice> initialValue() {
            return Optional.empty();
        }
    };

    private static final int SHORT = 8;

    private final String run;
    private final String pipeline;
    private final Optional<Voice> before;
    private volatile Consumer<Line> ear = line -> {};
    private volatile boolean over;

    private Voice(String run, String pipeline, Optional<Voice> before) {
        this.run = requireNonNull(run);
        this.pipeline = requireNonNull(pipeline);
        this.before = before;
    }

    /** From now on this thread, and what it starts, works for that run. To be closed by the same thread. */
    public static Voice of(String run, String pipeline) {
        Voice voice = new Voice(run, pipeline, CURRENT.get());
        CURRENT.set(Optional.of(voice));
        return voice;
    }

    /** Empty where the thread works for no run. */
    public static Optional<Voice> current() {
        return CURRENT.get().filter(voice -> !voice.over);
    }

    /** The work of a thread that others use, too: done for the run of whoever gives it. */
    public static Runnable carried(Runnable work) {
        Optional<Voice> giver = CURRENT.get();
        return () -> {
            Optional<Voice> before = CURRENT.get();
            CURRENT.set(giver);
            try {
                work.run();
            } finally {
                CURRENT.set(before);
            }
        };
    }

    /** What this thread does now is done for that run. */
    public boolean speaks(BooleanSupplier work) {
        Optional<Voice> before = CURRENT.get();
        CURRENT.set(Optional.of(this));
        try {
            return work.getAsBoolean();
        } finally {
            CURRENT.set(before);
        }
    }

    /** From now on what is said goes there. */
    public void heardBy(Consumer<Line> listener) {
        ear = listener;
    }

    public void say(Line line) {
        ear.accept(line);
    }

    public String run() {
        return run;
    }

    public String pipeline() {
        return pipeline;
    }

    /** The end of the run's id, by which it is found, and the pipeline. */
    public String brief() {
        return run.substring(Math.max(0, run.length() - SHORT)) + " " + pipeline;
    }

    @Override
    public void close() {
        over = true;
        CURRENT.set(before);
    }
}
