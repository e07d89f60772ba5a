package io.wadi.flow.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells which nodes are gone: those whose beat has not changed for a lease. Beats are counted and time is this process's
 * own, which nobody sets, so a clock that jumps, here or there, kills nobody. Not for several threads.
 */
public final class Vigil {
    private record Seen(long beat, long at) {}

    private final long lease;
    private final Map<String, Seen> seen = new HashMap<>();

    public Vigil(Duration lease) {
        this.lease = lease.toNanos();
    }

    /**
     * @param beats of each node, as they stand now
     * @param now of {@link System#nanoTime}
     * @return those whose lease is over
     */
    public List<String> gone(Map<String, Long> beats, long now) {
        seen.keySet().retainAll(beats.keySet());
        List<String> gone = new ArrayList<>();
        beats.forEach((node, beat) -> {
            Seen last = seen.get(node);
            if (last == null || last.beat != beat) {
                seen.put(node, new Seen(beat, now));
            } else if (now - last.at > lease) {
                gone.add(node);
            }
        });
        return List.copyOf(gone);
    }
}
