package io.wadi.flow.desk;

import static io.wadi.flow.alert.Troubles.ALL;
import static io.wadi.flow.alert.Troubles.NOON;
import static io.wadi.flow.alert.Troubles.slack;

import io.wadi.flow.Deployment;
import io.wadi.flow.Overlap;
import io.wadi.flow.alert.Deliverer;
import io.wadi.flow.alert.Expectation;
import io.wadi.flow.alert.Trouble;
import io.wadi.flow.alert.Troubles;
import io.wadi.flow.alert.Watch;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.run.Trigger;
import io.wadi.flow.store.RunStore;
import io.wadi.flow.store.Stores;
import io.wadi.model.Explanation;
import io.wadi.model.TransientFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.io.TempDir;

/** Desks of one deployment, whose channels and clock a test has in its hand. */
abstract class Desks {
    @TempDir
    Path folder;

    final List<String> log = new ArrayList<>();
    final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    final Set<String> down = new HashSet<>();
    Instant now = NOON;
    Watch watch = new Watch(List.of(slack("a", ALL), slack("b", Set.of(Trouble.CRASHED))), Expectation.USUAL);
    int runs;

    final Deliverer channels = (channel, notice, id) -> {
        if (down.contains(channel.name())) {
            throw new TransientFailure(Explanation.of("it is down"));
        }
        told.add(channel.name() + " " + notice.mood() + " " + notice.subject());
    };

    AlertDesk desk(RunStore store, String node) {
        return desk(store, node, channels);
    }

    AlertDesk desk(RunStore store, String node, Deliverer deliverer) {
        Deployment deployment = Troubles.deployment(watch);
        return new AlertDesk(new AlertDesk.Parts(
                store,
                () -> Map.of("products", deployment),
                true,
                deliverer,
                node,
                Runnable::run,
                () -> now,
                log::add));
    }

    /** A run of the deployment that has ended so, with five rows. */
    Run run(RunStore store, RunState state) {
        String id = "r" + ++runs;
        now = now.plusSeconds(1);
        store.queue().arrive(id, Stores.order("products", Trigger.API), Overlap.ALLOW, now);
        store.runs().change(id, run -> run.claimed("n", now));
        store.runs().change(id, run -> run.begun(1, now));
        return store.runs()
                .change(
                        id,
                        run -> run.to(state, "", now)
                                .with(Troubles.run("x", RunState.COMPLETED, 5, now)
                                        .tally()))
                .orElseThrow();
    }
}
