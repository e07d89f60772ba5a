package io.wadi.pipeline;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Deadline;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.Refresh;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a run is given from outside.
 *
 * @param name what it is called
 * @param work the working directory
 * @param input what is read, as far as it can be told apart: a run whose input is that of an unfinished package finishes it
 * @param setup a digest of what decides how that is read: what was extracted under another is not gone on with
 * @param key the caller's, under which the pipeline loads at most once; or empty
 * @param until the last station to visit
 * @param fresh gives up unfinished packages instead of finishing them
 * @param refresh how far the run begins anew
 * @param keep how many packages keep their rows when they are loaded, to be replayed
 * @param threads how many pages are shredded at once
 * @param seeds gives 16 random bytes a package
 * @param maskKey what {@code hash} masks are keyed with
 * @param policy what is masked whatever the source says
 */
public record RunSettings(
        RunName name,
        Path work,
        String input,
        String setup,
        String key,
        Station until,
        boolean fresh,
        Optional<Refresh> refresh,
        int keep,
        int threads,
        InstantSource clock,
        Supplier<byte[]> seeds,
        Optional<byte[]> maskKey,
        PrivacyPolicy policy,
        Target.Finder destinations,
        Progress progress,
        Deadline deadline) {
    public RunSettings {
        requireNonNull(name);
        requireNonNull(work);
        requireNonNull(input);
        requireNonNull(setup);
        requireNonNull(key);
        requireNonNull(until);
        requireNonNull(refresh);
        requireNonNull(clock);
        requireNonNull(seeds);
        requireNonNull(maskKey);
        requireNonNull(policy);
        requireNonNull(destinations);
        requireNonNull(progress);
        requireNonNull(deadline);
        if (threads < 1 || keep < 0) {
            throw new IllegalArgumentException("threads: " + threads);
        }
    }

    /** Of a project without a policy, and of a run without a name. */
    public RunSettings(
            Path work,
            String input,
            String key,
            Station until,
            boolean fresh,
            Optional<Refresh> refresh,
            int threads,
            InstantSource clock,
            Supplier<byte[]> seeds,
            Optional<byte[]> maskKey,
            Target.Finder destinations,
            Progress progress,
            Deadline deadline) {
        this(
                RunName.NONE,
                work,
                input,
                "",
                key,
                until,
                fresh,
                refresh,
                0,
                threads,
                clock,
                seeds,
                maskKey,
                PrivacyPolicy.NONE,
                destinations,
                progress,
                deadline);
    }
}
