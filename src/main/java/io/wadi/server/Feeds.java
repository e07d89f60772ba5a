package io.wadi.server;

import io.wadi.flow.store.RunStore;
import io.wadi.model.Failure;
import io.wadi.server.Problem.Kind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The runs that somebody listens to: each is looked at four times a second, however many listen. */
public final class Feeds implements AutoCloseable {
    public static final int MOST = 200;
    private static final long TICK_MILLIS = 250;
    private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

    private final RunStore store;
    private final Map<String, Feed> feeds = new ConcurrentHashMap<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "wadi-feeds");
        thread.setDaemon(true);
        return thread;
    });

    private final Future<?> ticking;

    public Feeds(RunStore store) {
        this.store = store;
        ticking = pulse.scheduleWithFixedDelay(
                () -> feeds.keySet().forEach(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * @param listener begun where it is let in: what has begun to hear cannot be refused any more
     * @throws Refusal when too many listen
     */
    public void listen(Answer.Events events, Supplier<Listener> listener) {
        if (feeds.values().stream().mapToInt(Feed::size).sum() >= MOST) {
            throw new Refusal(Problem.of(Kind.TOO_MANY, MOST + " listen to runs already")
                    .fix("ask for the run from time to time instead")
                    .header("Retry-After", "10"));
        }
        Listener begun = listener.get();
        feeds.compute(events.run(), (run, feed) -> {
            Feed with = feed == null ? new Feed(store, run) : feed;
            with.add(begun, events.from());
            return with;
        });
        pulse.execute(() -> tick(events.run()));
    }

    private void tick(String run) {
        Feed feed = feeds.get(run);
        try {
            if (feed != null && !feed.tick()) {
                feeds.computeIfPresent(run, (id, last) -> last.size() == 0 ? null : last);
            }
        } catch (Failure e) {
            LOG.warn("{}", e.explanation().what()); // the store is asked again in a moment
        } catch (RuntimeException e) {
            LOG.error("what happens in run {} could not be told", run, e);
        }
    }

    @Override
    public void close() {
        ticking.cancel(true);
        pulse.shutdownNow();
        feeds.values().forEach(Feed::end);
    }
}
