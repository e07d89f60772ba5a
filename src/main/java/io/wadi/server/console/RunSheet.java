package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.alert.Why;
import io.wadi.flow.run.Run;
import io.wadi.flow.run.RunState;
import io.wadi.flow.store.Logs;
import io.wadi.flow.store.RunBook;
import io.wadi.server.Position;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * All about a run.
 *
 * @param why it failed, while that is so
 * @param tables what was loaded
 * @param packed rows that the last attempt has made ready, by table
 * @param pack its package, where it lies on this machine
 * @param effort what its load took, as far as its destination tells
 * @param waitsFor slots that it lacks, and the runs that have them
 * @param position from where its events go on
 * @param level the least that is shown of its log
 * @param earlier whether there are lines before those shown
 */
public record RunSheet(
        Words words,
        Run run,
        Optional<Why> why,
        Timeline timeline,
        List<RunBook.TableRows> tables,
        Map<String, Long> packed,
        Optional<Workshop.Packed> pack,
        Optional<Effort> effort,
        Map<String, List<String>> waitsFor,
        List<Logs.Line> lines,
        String level,
        String search,
        boolean earlier,
        Position position,
        boolean deployed) {
    /**
     * @param statements that were sent; 0 where they are not counted
     * @param times by phase, in milliseconds
     */
    public record Effort(long statements, Map<String, Long> times) {
        public Effort {
            times = Collections.unmodifiableMap(new LinkedHashMap<>(times));
        }
    }

    /** A table, as far as it has come: ready to be loaded, loaded, or both. */
    public record Row(String name, OptionalLong packed, Optional<RunBook.TableRows> loaded) {
        public Row {
            requireNonNull(name);
            requireNonNull(packed);
            requireNonNull(loaded);
        }

        /** Whether it is one of the system's own. */
        boolean isOwn() {
            return name.startsWith("_dlt");
        }
    }

    public RunSheet {
        requireNonNull(words);
        requireNonNull(run);
        requireNonNull(why);
        requireNonNull(timeline);
        tables = List.copyOf(tables);
        packed = Map.copyOf(packed);
        requireNonNull(pack);
        requireNonNull(effort);
        waitsFor = Map.copyOf(waitsFor);
        lines = List.copyOf(lines);
        requireNonNull(level);
        requireNonNull(search);
        requireNonNull(position);
    }

    public boolean mayCancel() {
        return !run.state().hasEnded() && run.state() != RunState.CANCELLING;
    }

    public boolean mayPause() {
        return !run.pausing() && (run.state().mayBePaused() || run.state() == RunState.QUEUED);
    }

    public boolean mayResume() {
        return run.state() == RunState.PAUSED;
    }

    /** Whether its package waits, and nobody is at it. */
    public boolean mayGoOn() {
        return run.state().hasEnded() && pack.filter(Workshop.Packed::mayResume).isPresent();
    }

    public boolean mayReplay() {
        return run.state().hasEnded() && pack.filter(Workshop.Packed::mayReplay).isPresent();
    }

    public boolean mayRetry() {
        return run.state().mayBeRetried();
    }

    public List<Row> rows() {
        Map<String, RunBook.TableRows> loaded =
                tables.stream().collect(Collectors.toMap(RunBook.TableRows::name, Function.identity()));
        Set<String> names = new TreeSet<>(loaded.keySet());
        names.addAll(packed.keySet());
        return names.stream()
                .map(name -> new Row(
                        name,
                        packed.containsKey(name) ? OptionalLong.of(packed.get(name)) : OptionalLong.empty(),
                        Optional.ofNullable(loaded.get(name))))
                .sorted(Comparator.comparing(Row::isOwn)) // the system's own come last
                .toList();
    }

    public long allPacked() {
        return rows().stream()
                .filter(row -> !row.isOwn())
                .mapToLong(row -> row.packed().orElse(0))
                .sum();
    }

    public long allLoaded() {
        return rows().stream()
                .filter(row -> !row.isOwn())
                .mapToLong(row -> row.loaded().map(RunBook.TableRows::rows).orElse(0L))
                .sum();
    }
}
