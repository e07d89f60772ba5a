package io.wadi.cli;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.Deployment;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Routes that were prepared and wait for the next run of their deployment. What was prepared from files that have changed
 * since is not used again, so an edited route holds from the next run on.
 */
final class PreparedPool implements AutoCloseable {
    /** What has to be the same for routes to be used again. */
    record Key(String pipeline, Optional<Deployment> deployment, Map<String, String> credentials) {
        Key {
            requireNonNull(deployment);
            credentials = Map.copyOf(credentials);
        }
    }

    private record Idle(Key key, long stamp, Prepared prepared) {}

    private final Path home;
    private final int most;
    private final Deque<Idle> idle = new ArrayDeque<>();

    /**
     * @param home whose files the routes are read from
     * @param most how many wait at once
     */
    PreparedPool(Path home, int most) {
        this.home = home;
        this.most = most;
    }

    <T> T with(Key key, Supplier<Prepared> make, Function<Prepared, T> use) {
        long stamp = Fresh.stamp(home);
        Idle taken = new Idle(key, stamp, take(key, stamp).orElseGet(make));
        boolean whole = false;
        try {
            T result = use.apply(taken.prepared());
            whole = true;
            return result;
        } finally {
            if (whole) {
                giveBack(taken);
            } else {
                taken.prepared().close();
            }
        }
    }

    private Optional<Prepared> take(Key key, long stamp) {
        List<Idle> stale = new ArrayList<>();
        Optional<Prepared> found = Optional.empty();
        synchronized (idle) {
            Iterator<Idle> each = idle.iterator();
            while (each.hasNext()) {
                Idle next = each.next();
                if (next.stamp() != stamp) {
                    stale.add(next);
                    each.remove();
                } else if (found.isEmpty() && next.key().equals(key)) {
                    found = Optional.of(next.prepared());
                    each.remove();
                }
            }
        }
        stale.forEach(old -> old.prepared().close());
        return found;
    }

    private void giveBack(Idle used) {
        Optional<Idle> oldest = Optional.empty();
        synchronized (idle) {
            idle.addFirst(used);
            if (idle.size() > most) {
                oldest = Optional.of(idle.removeLast());
            }
        }
        oldest.ifPresent(old -> old.prepared().close());
    }

    @Override
    public void close() {
        List<Idle> all;
        synchronized (idle) {
            all = List.copyOf(idle);
            idle.clear();
        }
        all.forEach(each -> each.prepared().close());
    }
}
