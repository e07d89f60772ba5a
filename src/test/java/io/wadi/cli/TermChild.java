package io.wadi.cli;

import io.wadi.model.CrashPoint;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;

/** A command whose process is asked to end when it comes by a point. */
final class TermChild {
    private TermChild() {}

    public static void main(String[] args) {
        CrashPoint at = CrashPoint.valueOf(args[0]);
        AtomicBoolean once = new AtomicBoolean();
        CrashPoint.watch(point -> {
            if (point == at && once.compareAndSet(false, true)) {
                terminate();
            }
        });
        System.exit(Wadi.run(Surroundings.ofProcess(), Arrays.copyOfRange(args, 1, args.length)));
    }

    private static void terminate() {
        try {
            new ProcessBuilder(
                            "kill",
                            "-TERM",
                            Long.toString(ProcessHandle.current().pid()))
                    .start()
                    .waitFor();
            Thread.sleep(300); // until it was heard
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
