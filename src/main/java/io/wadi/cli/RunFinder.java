package io.wadi.cli;

import io.wadi.flow.run.Run;
import io.wadi.flow.store.RunStore;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.List;

/** The run that somebody means by its id, or by the beginning or end of it. */
final class RunFinder {
    private RunFinder() {}

    /** @throws ConfigurationFailure when there is none, or more than one */
    static Run one(RunStore store, String id) {
        List<Run> found =
                store.runs().find(id).map(List::of).orElseGet(() -> store.runs().like(id));
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new ConfigurationFailure(
                found.isEmpty()
                        ? Explanation.of("there is no run " + id)
                                .fix("./wadi runs shows those there are; old ones are forgotten")
                        : Explanation.of("more than one run is meant by " + id + ": "
                                        + found.get(0).id() + ", "
                                        + found.get(1).id())
                                .fix("give more of its id"));
    }
}
