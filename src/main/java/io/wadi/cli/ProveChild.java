package io.wadi.cli;

import io.wadi.model.CrashPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A command in a process that {@code wadi prove} has started: it is halted at a point, or counts how often a run comes by
 * each, while somebody in the same process looks at what it loads into.
 */
final class ProveChild {
    /** In place of a point: nothing is halted, and passes are counted. */
    static final String COUNT = "count";

    static final String LOOKS = "looks.txt";
    static final String PASSES = "passes.txt";

    private ProveChild() {}

    /** Arguments: NAME:PASS or count, a folder for what is noted, the DuckDB file or nothing, and the command. */
    public static void main(String[] args) {
        Path folder = Path.of(args[1]);
        CrashPoint.Watch look =
                args[2].isEmpty() ? point -> {} : new Onlooker(Path.of(args[2]), folder.resolve(LOOKS))::passed;
        Map<CrashPoint, Integer> passes = new EnumMap<>(CrashPoint.class);
        CrashPoint.Watch halt =
                CrashPoint.Pass.of(args[0]).map(CrashPoint.Pass::halt).orElse(point -> {});
        CrashPoint.watch(point -> {
            synchronized (passes) {
                passes.merge(point, 1, Integer::sum);
            }
            look.passed(point);
            halt.passed(point);
        });
        int code = Wadi.run(Surroundings.ofProcess(), Arrays.copyOfRange(args, 3, args.length));
        write(folder.resolve(PASSES), passes);
        System.exit(code);
    }

    private static void write(Path file, Map<CrashPoint, Integer> passes) {
        try {
            Files.writeString(
                    file,
                    passes.entrySet().stream()
                            .map(entry -> entry.getKey() + " " + entry.getValue() + "\n")
                            .collect(Collectors.joining()),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
