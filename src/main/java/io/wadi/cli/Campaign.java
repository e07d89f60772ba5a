package io.wadi.cli;

import io.wadi.model.CrashPoint;
import io.wadi.prove.Cell;
import io.wadi.prove.Ground;
import io.wadi.prove.Matrix;
import io.wadi.prove.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which loads are broken off where, and all of it done.
 *
 * @param wanted the points that are halted at
 */
record Campaign(
        Plot plot,
        Path root,
        Map<String, String> environment,
        Depth depth,
        Predicate<CrashPoint> wanted,
        Consumer<String> notes) {
    /** How many passes of each point are taken, in a later load and in a first one. */
    enum Depth {
        USUAL(1, 0),
        ALL(12, 12);

        private final int later;
        private final int first;

        Depth(int later, int first) {
            this.later = later;
            this.first = first;
        }

        private int passes(Cell.Load load) {
            return load == Cell.Load.LATER ? later : first;
        }
    }

    /** Reached by no run. */
    private static final Set<CrashPoint> OF_GC = EnumSet.of(CrashPoint.LEAVING_GOES, CrashPoint.LEAVING_GONE);

    Matrix run(String destination, Function<Path, Ground> grounds) {
        Proof proof = new Proof(plot, root, environment, grounds);
        List<Cell.Load> loads = plot.times() == 1 ? List.of(Cell.Load.FIRST) : List.of(Cell.Load.values());
        List<Callable<Verdict>> cells = new ArrayList<>();
        Set<CrashPoint> unreached = EnumSet.complementOf(EnumSet.copyOf(OF_GC));
        if (loads.contains(Cell.Load.LATER)) {
            proof.prepare();
        }
        for (Cell.Load load : loads) {
            int most = loads.size() == 1 ? Math.max(depth.first, depth.later) : depth.passes(load);
            if (most > 0) {
                Proof.Rehearsal rehearsal = proof.rehearse(load);
                rehearsal.passes().forEach((point, passes) -> {
                    unreached.remove(point);
                    if (wanted.test(point)) {
                        spread(passes, most)
                                .forEach(pass -> cells.add(() ->
                                        proof.of(new Cell(load, new CrashPoint.Pass(point, pass)), rehearsal.story())));
                    }
                });
            }
        }
        notes.accept(destination + ": " + cells.size() + " runs are halted, each at another point");
        List<Verdict> verdicts = all(cells);
        return new Matrix(destination, plot.columns(), verdicts, List.copyOf(unreached));
    }

    /** One in the middle, or the first, the last, and as many between as are wanted. */
    static Set<Integer> spread(int passes, int most) {
        if (most == 1) {
            return Set.of((passes + 1) / 2);
        }
        int taken = Math.min(passes, most);
        Set<Integer> numbers = new TreeSet<>(Set.of(1));
        for (int i = 1; i < taken; i++) {
            numbers.add(1 + i * (passes - 1) / (taken - 1));
        }
        return numbers;
    }

    private List<Verdict> all(List<Callable<Verdict>> cells) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        AtomicInteger done = new AtomicInteger();
        try {
            List<Future<Verdict>> coming = new ArrayList<>();
            for (Callable<Verdict> cell : cells) {
                coming.add(threads.submit(() -> {
                    Verdict verdict = cell.call();
                    int number = done.incrementAndGet();
                    if (number % 20 == 0) {
                        notes.accept(number + " of " + cells.size() + " done");
                    }
                    return verdict;
                }));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Verdict> each : coming) {
                verdicts.add(each.get());
            }
            return verdicts;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException raised ? raised : new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
