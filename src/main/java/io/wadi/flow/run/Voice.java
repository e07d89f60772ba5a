package io.wadi.flow.run;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * For which run a thread speaks: log lines say it. What a thread starts speaks for the same run, workers of all kinds
 * included, and none of them any more once the run has ended: a thread that others use later keeps no name that is not theirs.
 */
public final class Voice implements AutoCloseable {
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
