package io.wadi.pipeline;

import io.wadi.disk.Durable;
import io.wadi.load.Leaving;
import io.wadi.load.Sweep;
import io.wadi.model.CrashPoint;
import io.wadi.model.TransientFailure;
import io.wadi.pack.Leftovers;
import io.wadi.pack.Leftovers.Leftover;
import io.wadi.pack.PackageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What runs left in a working directory. Pipelines that are running keep what they have. */
public final class WorkSweep {
    private final Path work;
    private final Sweep how;
    private final List<Leaving> found = new ArrayList<>();
    private final List<RunLock> locks = new ArrayList<>();

    private WorkSweep(Path work, Sweep how) {
        this.work = work;
        this.how = how;
    }

    public static List<Leaving> of(Path work, Sweep how) {
        WorkSweep sweep = new WorkSweep(work, how);
        try {
            sweep.run();
        } finally {
            sweep.locks.forEach(RunLock::close);
        }
        return sweep.found;
    }

    private void run() {
        boolean idle = true;
        for (Path pipeline : folders(work.resolve("pipelines"))) {
            idle &= sweep(pipeline);
        }
        // Files on their way to any destination: with all locks held nobody is sending.
        Path upload = work.resolve("upload");
        if (idle && !folders(upload).isEmpty()) {
            sweep("files on their way", Leftovers.leftover(upload, "no run is under way"));
        }
    }

    private boolean sweep(Path pipeline) {
        String name = String.valueOf(pipeline.getFileName());
        try {
            locks.add(RunLock.take(pipeline.resolve("packages"), name));
        } catch (TransientFailure running) {
            found.add(new Leaving("packages of " + name, pipeline.toString(), 0, "a run is under way", false));
            return false;
        }
        Leftovers.of(PackageStore.at(pipeline), how.before()).forEach(left -> sweep("package of " + name, left));
        return true;
    }

    private void sweep(String what, Leftover left) {
        if (!how.dry()) {
            CrashPoint.LEAVING_GOES.pass();
            Durable.remove(left.path());
            CrashPoint.LEAVING_GONE.pass();
        }
        found.add(new Leaving(what, left.path().toString(), left.bytes(), left.why(), true));
    }

    private static List<Path> folders(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw Durable.failure("read", directory, e);
        }
    }
}
