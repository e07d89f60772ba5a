package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a package is, from its first moment on.
 *
 * @param source the name of the source, and of its schema
 * @param input what was read, as far as a later run can tell: a run of the same input finishes this package
 * @param destination where it is loaded, as an address without secrets
 * @param seed 32 hexadecimal digits: what its random row ids are made from
 * @param key under which it is loaded at most once: the caller's, or its run's; empty when there is neither
 * @param run the ids of the runs that made it and went on with it, with blanks between; empty where it had none
 * @param setup a digest of what decides how its source is read; empty where that is not known
 */
public record Identity(
        String pipeline,
        String source,
        String input,
        String dataset,
        String destination,
        String loadId,
        Instant createdAt,
        String seed,
        String key,
        String run,
        String setup) {
    public Identity {
        requireNonNull(input);
        requireNonNull(destination);
        requireNonNull(createdAt);
        requireNonNull(key);
        requireNonNull(run);
        requireNonNull(setup);
        if (pipeline.isEmpty() || source.isEmpty() || dataset.isEmpty() || loadId.isEmpty()) {
            throw new IllegalArgumentException("a package has a pipeline, a source, a dataset and a load id");
        }
        if (!seed.matches("[0-9a-f]{32}")) {
            throw new IllegalArgumentException("a seed has 32 hexadecimal digits");
        }
    }

    /** Of an input, as receipts keep it. */
    public static String digest(String input) {
        return Hashes.of(input);
    }

    /** Of a run without a name. */
    public Identity(
            String pipeline,
            String source,
            String input,
            String dataset,
            String destination,
            String loadId,
            Instant createdAt,
            String seed,
            String key) {
        this(pipeline, source, input, dataset, destination, loadId, createdAt, seed, key, "", "");
    }

    /** The runs that had a part in it, the last one last. */
    public List<String> runs() {
        return run.isEmpty() ? List.of() : List.of(run.split(" "));
    }

    /** The same, gone on with by another run. */
    Identity in(String otherRun, String otherKey) {
        String all = Stream.concat(runs().stream().filter(one -> !one.equals(otherRun)), Stream.of(otherRun))
                .collect(Collectors.joining(" "))
                .strip();
        return new Identity(
                pipeline, source, input, dataset, destination, loadId, createdAt, seed, otherKey, all, setup);
    }
}
