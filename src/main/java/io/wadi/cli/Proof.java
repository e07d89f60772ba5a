package io.wadi.cli;

import io.wadi.disk.Durable;
import io.wadi.model.CrashPoint;
import io.wadi.model.Explanation;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import io.wadi.prove.Cell;
import io.wadi.prove.Ground;
import io.wadi.prove.Judge;
import io.wadi.prove.Sight;
import io.wadi.prove.Story;
import io.wadi.prove.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a load that is broken off, completes it, makes the one after it, and compares all that was seen with a story in
 * which nothing went wrong. Each cell has a folder with a destination, a working directory and files of its own.
 */
final class Proof {
    private static final int TRIES = 3;

    private final Plot plot;
    private final Path root;
    private final Function<Path, Ground> grounds;
    private final Map<String, String> environment;
    private final ProveProcess processes;

    /** @param grounds the destination that belongs to a folder */
    Proof(Plot plot, Path root, Map<String, String> environment, Function<Path, Ground> grounds) {
        this.plot = plot;
        this.root = root;
        this.environment = environment;
        this.grounds = grounds;
        this.processes = new ProveProcess(plot.home(), root.resolve("classes.jsa"), environment);
    }

    /** What a load shows without a crash, and how often it comes by each point. */
    record Rehearsal(Story story, Map<CrashPoint, Integer> passes) {}

    Rehearsal rehearse(Cell.Load load) {
        Rehearsal rehearsal = rehearse(load, "rehearsal-" + load.word());
        if (plot.times() == 1
                && !rehearsal
                        .story()
                        .equals(rehearse(load, "again-" + load.word()).story())) {
            throw new TerminalFailure(Explanation.of("the source of pipeline " + plot.pipeline()
                            + " is not the same twice, so nothing can be told of what becomes of it")
                    .fix("prove it with a source that stands still, such as ./wadi prove " + plot.pipeline()
                            + " --profile samples"));
        }
        return rehearsal;
    }

    private Rehearsal rehearse(Cell.Load load, String name) {
        Path folder = begin(load, name);
        Ground ground = grounds.apply(folder);
        Sight before = ground.look();
        int time = time(load);
        int code = child(folder, ground, ProveChild.COUNT, time, new ArrayList<>());
        if (code != Console.DONE) {
            throw new TerminalFailure(
                    Explanation.of("the pipeline does not run through where nothing is broken off: " + log(folder))
                            .fix("make ./wadi run " + plot.pipeline() + " succeed first"));
        }
        Sight after = ground.look();
        next(folder, ground, time + 1);
        return new Rehearsal(new Story(before, after, ground.look()), passes(folder));
    }

    Verdict of(Cell cell, Story story) {
        Path folder = begin(
                cell.load(), cell.load().word() + "-" + cell.at().toString().replace(':', '-'));
        Ground ground = grounds.apply(folder);
        List<Sight> seen = new ArrayList<>();
        int code = child(folder, ground, cell.at().toString(), time(cell.load()), seen);
        ground.died();
        seen.addAll(noted(folder));
        Judge judge = new Judge(story);
        if (code != CrashPoint.HALTED) {
            return new Verdict(cell, Map.of(), "the run did not come by: " + log(folder), seen.size());
        }
        try {
            seen.add(ground.look());
            judge.meanwhile(seen);
            next(folder, ground, time(cell.load()));
            judge.completed(ground.look());
            next(folder, ground, time(cell.load()) + 1);
            judge.ended(ground.look());
        } catch (TerminalFailure e) {
            return new Verdict(cell, judge.faults(), e.explanation().what(), seen.size());
        }
        Verdict verdict = new Verdict(cell, judge.faults(), "", seen.size());
        if (verdict.isClean()) {
            Durable.remove(folder);
        }
        return verdict;
    }

    private static int time(Cell.Load load) {
        return load == Cell.Load.FIRST ? 1 : 2;
    }

    /** A folder that has come to where the load begins. */
    private Path begin(Cell.Load load, String name) {
        Path folder = root.resolve(name);
        Durable.directories(folder);
        if (load == Cell.Load.LATER) {
            Path before = root.resolve("before");
            if (Files.exists(before) && grounds.apply(folder).copied(grounds.apply(before))) {
                copy(before, folder);
            } else {
                next(folder, grounds.apply(folder), 1);
            }
        }
        return folder;
    }

    /** Makes what later loads begin with once, where it can be copied. */
    void prepare() {
        Path before = root.resolve("before");
        Durable.directories(before);
        next(before, grounds.apply(before), 1);
    }

    private int child(Path folder, Ground ground, String at, int time, Collection<Sight> seen) {
        List<String> command = command(folder, ground, time);
        if (ground instanceof DuckDbGround duckDb) {
            return processes.run(at, folder, duckDb.file().toString(), command);
        }
        AtomicBoolean loading = new AtomicBoolean(true);
        Thread reader = new Thread(() -> {
            while (loading.get()) {
                seen.add(ground.look());
            }
        });
        reader.start();
        try {
            return processes.run(at, folder, "", command);
        } finally {
            loading.set(false);
            join(reader);
        }
    }

    private static void join(Thread reader) {
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> command(Path folder, Ground ground, int time) {
        List<String> command = new ArrayList<>(List.of(
                "run",
                plot.pipeline(),
                "--quiet",
                "--work",
                folder.resolve("work").toString(),
                "-D",
                "wadi.store.url="));
        command.addAll(ground.arguments());
        command.addAll(plot.at(folder, Math.min(time, plot.times())));
        return command;
    }

    /** A run in this process, which is the same but for the start of one. */
    private void next(Path folder, Ground ground, int time) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(out, out, environment, plot.home(), false, Pause.REAL);
        String[] command = command(folder, ground, time).toArray(String[]::new);
        for (int i = 0; i < TRIES; i++) {
            if (Wadi.run(surroundings, command) == Console.DONE) {
                return;
            }
        }
        throw new TerminalFailure(Explanation.of("a run could not be completed: "
                        + said.toString(StandardCharsets.UTF_8).strip())
                .at(folder.toString()));
    }

    private static List<Sight> noted(Path folder) {
        List<Sight> seen = new ArrayList<>();
        for (String line : lines(folder.resolve(ProveChild.LOOKS))) {
            try {
                seen.add(Sight.parse(line));
            } catch (IllegalArgumentException e) {
                break; // the process was halted while it wrote
            }
        }
        return seen;
    }

    private static Map<CrashPoint, Integer> passes(Path folder) {
        Map<CrashPoint, Integer> passes = new EnumMap<>(CrashPoint.class);
        for (String line : lines(folder.resolve(ProveChild.PASSES))) {
            String[] cells = line.split(" ", -1);
            passes.put(CrashPoint.valueOf(cells[0]), Integer.parseInt(cells[1]));
        }
        return passes;
    }

    private static String log(Path folder) {
        return lines(folder.resolve("child.log")).stream()
                .filter(line -> !line.startsWith("SLF4J"))
                .collect(Collectors.joining(" "));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path other = to.resolve(from.relativize(each));
                if (Files.isDirectory(each)) {
                    Durable.directories(other);
                } else {
                    Files.copy(each, other, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
