package io.wadi.snowflake;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What is to go wrong. Statements are chosen by a regular expression that is found in their text, whatever its case. */
public final class Faults {
    private final List<Fault> faults = new ArrayList<>();
    private volatile boolean down;
    private volatile boolean loginsRefused;
    private volatile boolean warehouseSuspended;
    private final Map<String, CompletableFuture<Boolean>> waiting = new ConcurrentHashMap<>();

    /** On which side of the statement's effect the connection is cut. */
    public enum Side {
        BEFORE,
        AFTER
    }

    /** What happens to a statement; a cut as the outcome of {@link #before}. */
    private record Fault(Pattern statement, AtomicInteger countdown, Effect effect) {
        boolean hits(String sql) {
            return statement.matcher(sql).find() && countdown.decrementAndGet() == 0;
        }
    }

    private sealed interface Effect {
        record Refuse(Refusal refusal) implements Effect {}

        record Cut(Side side) implements Effect {}

        record Delay(Duration time) implements Effect {}
    }

    /** The connection is gone, and with it whatever the server would have said. */
    static final class Gone extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Refuses the nth statement of those that match, counted from 1, with a code such as "000625" and an SQL state. */
    public synchronized void refuse(String statement, int nth, String code, String state, String message) {
        add(statement, nth, new Effect.Refuse(new Refusal(code, state, message)));
    }

    /** Refuses the next statement that matches for want of a privilege. */
    public void deny(String statement, String object) {
        refuse(
                statement,
                1,
                "003001",
                "42501",
                "SQL access control error:\nInsufficient privileges to operate on " + object);
    }

    /**
     * Cuts the network at the next statement that matches, before or after it takes effect; it stays so until mended. As at
     * Snowflake the server does not notice: an open transaction keeps its locks, until sessions are told to expire.
     */
    public synchronized void cut(String statement, Side side) {
        add(statement, 1, new Effect.Cut(side));
    }

    /** Lets the network be again. */
    public void mend() {
        down = false;
    }

    /** Lets the next statement that matches take its time, or until {@link #release} or a cancellation. */
    public synchronized void delay(String statement, Duration time) {
        add(statement, 1, new Effect.Delay(time));
    }

    /** Ends the delays under way. */
    public void release() {
        waiting.values().forEach(wait -> wait.complete(true));
    }

    /** What a client asks that has lost its patience. */
    void cancel(String request) {
        Optional.ofNullable(waiting.get(request)).ifPresent(wait -> wait.complete(false));
    }

    /** How many statements are being delayed, for tests to wait for. */
    public int delayed() {
        return waiting.size();
    }

    /** Lets a network policy refuse everybody's login, or no longer. */
    public void refuseLogins(boolean refused) {
        loginsRefused = refused;
    }

    /** A warehouse that is suspended and does not resume by itself. */
    public void suspendWarehouse(boolean suspended) {
        warehouseSuspended = suspended;
    }

    private void add(String statement, int nth, Effect effect) {
        Pattern pattern = Pattern.compile(statement, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
        faults.add(new Fault(pattern, new AtomicInteger(nth), effect));
    }

    void request() {
        if (down) {
            throw new Gone();
        }
    }

    void login() {
        if (loginsRefused) {
            throw new Refusal(
                    "390422",
                    "08001",
                    "Incoming request with IP/Token 127.0.0.1 is not allowed to access Snowflake. Contact your account"
                            + " administrator.");
        }
    }

    void warehouse() {
        if (warehouseSuspended) {
            throw noWarehouse();
        }
    }

    static Refusal noWarehouse() {
        return new Refusal(
                "000606",
                "57P03",
                "No active warehouse selected in the current session.  Select an active warehouse with the 'use warehouse'"
                        + " command.");
    }

    /** Does what is to happen before the statement; true if the network is to be cut after it. */
    boolean before(String sql, String request) {
        boolean cutAfter = false;
        for (Effect effect : hits(sql)) {
            if (effect instanceof Effect.Refuse refuse) {
                throw refuse.refusal();
            } else if (effect instanceof Effect.Delay delay) {
                sleep(delay.time(), request);
            } else if (effect instanceof Effect.Cut cut && cut.side() == Side.AFTER) {
                cutAfter = true;
            } else {
                throw gone();
            }
        }
        return cutAfter;
    }

    Gone gone() {
        down = true;
        return new Gone();
    }

    private synchronized List<Effect> hits(String sql) {
        List<Effect> effects = new ArrayList<>();
        for (Fault fault : List.copyOf(faults)) {
            if (fault.hits(sql)) {
                faults.remove(fault);
                effects.add(fault.effect());
            }
        }
        return effects;
    }

    private void sleep(Duration time, String request) {
        CompletableFuture<Boolean> wait =
                new CompletableFuture<Boolean>().completeOnTimeout(true, time.toMillis(), MILLISECONDS);
        waiting.put(request, wait);
        boolean goOn = wait.join();
        waiting.remove(request);
        if (!goOn) {
            throw new Refusal("000604", "57014", "SQL execution canceled");
        }
    }
}
