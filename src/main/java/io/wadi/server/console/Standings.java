package io.wadi.server.console;

import io.wadi.config.DeploymentJson;
import io.wadi.flow.Deployment;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.DeploymentBook.Deployed;
import io.wadi.flow.store.RunBook;
import io.wadi.flow.store.RunBook.Filter;
import io.wadi.model.ConfigurationFailure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** How all deployments stand, out of the books. */
final class Standings {
    private static final Set<RunState> GOOD = EnumSet.of(RunState.COMPLETED, RunState.COMPLETED_WITH_WARNINGS);
    private static final int KEPT = 1_000;

    private final Console.Parts parts;
    /** By their fingerprints: reading one takes longer than all else of a page. */
    private final Map<String, Deployment> read = new ConcurrentHashMap<>();

    Standings(Console.Parts parts) {
        this.parts = parts;
    }

    List<Standing> all(Words words) {
        return parts.store().deployments().list().stream()
                .filter(deployed -> readable(deployed).isPresent())
                .map(deployed -> of(deployed, words))
                .toList();
    }

    /** The names of those that another version of Wadi deployed, with what this one does not know. */
    List<String> unreadable() {
        return parts.store().deployments().list().stream()
                .filter(deployed -> readable(deployed).isEmpty())
                .map(Deployed::name)
                .toList();
    }

    Optional<Deployment> readable(Deployed deployed) {
        try {
            return Optional.of(deployment(deployed));
        } catch (ConfigurationFailure e) {
            return Optional.empty();
        }
    }

    Deployment deployment(Deployed deployed) {
        if (read.size() > KEPT) {
            read.clear();
        }
        return read.computeIfAbsent(deployed.fingerprint(), print -> DeploymentJson.read(deployed.definition()));
    }

    Standing of(Deployed deployed, Words words) {
        RunBook runs = parts.store().runs();
        Optional<String> name = Optional.of(deployed.name());
        List<Run> recent = runs.list(new Filter(name, Set.of(), Optional.empty(), Strip.RUNS));
        Optional<Run> good = recent.stream()
                .filter(run -> run.state().isGood())
                .findFirst()
                .or(() -> recent.size() < Strip.RUNS
                        ? Optional.empty()
                        : runs.list(new Filter(name, GOOD, Optional.empty(), 1)).stream()
                                .findFirst());
        return Standing.of(
                deployed,
                deployment(deployed),
                recent,
                good.map(Run::changed),
                parts.server().armed(),
                words);
    }
}
