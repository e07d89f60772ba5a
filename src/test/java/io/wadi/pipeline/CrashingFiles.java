package io.wadi.pipeline;

import io.wadi.extract.files.Delivery;
import io.wadi.extract.files.Delivery.Afterwards;
import io.wadi.extract.files.FileReading;
import io.wadi.extract.files.Glob;
import io.wadi.extract.files.LocalFiles;
import io.wadi.load.Milestones;
import io.wadi.load.duckdb.DuckDbDestination;
import io.wadi.model.Deadline;
import io.wadi.model.Hints;
import io.wadi.model.Pause;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** A run of files in a process of its own, whose JVM is halted at a point of it. */
final class CrashingFiles {
    static final int HALTED = 77;
    /** In place of a milestone: before and after the files are moved. */
    static final String BEFORE_MOVE = "BEFORE_MOVE";

    static final String AFTER_MOVE = "AFTER_MOVE";

    private CrashingFiles() {}

    public static void main(String[] arguments) {
        run(Path.of(arguments[0]), arguments[1]);
    }

    /** Loads {@code in/*.csv} of a folder into a database there, and moves the files away. */
    static void run(Path home, String haltAt) {
        run(home, haltAt, InstantSource.system());
    }

    static void run(Path home, String haltAt, InstantSource clock) {
        Path database = home.resolve("out.duckdb");
        Milestones milestones = point -> haltIf(point.name().equals(haltAt));
        Target target = new Target(
                "duckdb",
                "duckdb://" + database,
                65_536,
                new DuckDbDestination(database, milestones, Duration.ZERO, Pause.REAL));
        Delivery delivery = new Delivery(
                "in",
                () -> new LocalFiles(Glob.parse(home + "/in/*.csv")),
                FileReading.DEFAULT,
                Optional.of(Delivery.Changed.LOAD),
                Delivery.None.FAIL,
                new Afterwards(Delivery.Kind.MOVE, home + "/done"));
        Source source = new Source("shop");
        source.add(new Resource(
                "orders", Hints.NONE, extraction -> delivery.open(extraction, warning -> {}), (loaded, deadline) -> {
                    haltIf(haltAt.equals(BEFORE_MOVE));
                    delivery.act(loaded, deadline);
                    haltIf(haltAt.equals(AFTER_MOVE));
                }));
        RunSettings settings = new RunSettings(
                home.resolve("work"),
                "orders",
                "",
                Station.LOAD,
                false,
                Optional.empty(),
                1,
                clock,
                () -> new byte[16],
                Optional.empty(),
                options -> target,
                new Progress(),
                Deadline.none());
        new PipelineRun(settings).load(source, new LoadOptions("orders", Optional.of("d"), Optional.empty()));
    }

    private static void haltIf(boolean here) {
        if (here) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
