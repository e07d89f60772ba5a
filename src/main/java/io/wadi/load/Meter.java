package io.wadi.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Measures a load while it goes on. */
public final class Meter {
    private final Map<String, Duration> times = new LinkedHashMap<>();
    private final Consumer<String> sent;
    private String phase;
    private long began;
    private long statements;
    private long bytes;

    /** Begins with a phase. */
    public Meter(String phase) {
        this(phase, statement -> {});
    }

    /** @param sent is told each statement */
    public Meter(String phase, Consumer<String> sent) {
        this.sent = sent;
        this.phase = phase;
        this.began = System.nanoTime();
    }

    /** Ends the phase before. */
    public void phase(String next) {
        long now = System.nanoTime();
        times.merge(phase, Duration.ofNanos(now - began), Duration::plus);
        phase = next;
        began = now;
    }

    public void statement(String sql) {
        statements++;
        sent.accept(sql);
    }

    public void uploaded(long more) {
        bytes += more;
    }

    /** Ends the last phase. */
    public Effort effort() {
        phase("");
        return new Effort(statements, bytes, times);
    }
}
