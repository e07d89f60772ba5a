package io.wadi.cli;

import io.wadi.model.Deadline;
import io.wadi.model.PrivacyPolicy;
import io.wadi.model.Refresh;
import io.wadi.pipeline.PipelineRun;
import io.wadi.pipeline.Progress;
import io.wadi.pipeline.RunName;
import io.wadi.pipeline.RunSettings;
import io.wadi.pipeline.Station;
import io.wadi.pipeline.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes runs for commands: here clocks, chance and processors come in. */
final class Runs {
    private static final int SEED_BYTES = 16;
    private static final DateTimeFormatter BEGAN =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final RunName name;
    private final Path work;
    private final Optional<String> maskKey;
    private final PrivacyPolicy policy;
    private final Deadline deadline;
    private final Progress progress;
    private final int keep;

    /** @param keep how many packages keep their rows when they are loaded */
    Runs(RunName name, Path work, int keep, Optional<String> maskKey, PrivacyPolicy policy) {
        this(name, work, keep, maskKey, policy, Deadline.none(), new Progress());
    }

    Runs(
            RunName name,
            Path work,
            int keep,
            Optional<String> maskKey,
            PrivacyPolicy policy,
            Deadline deadline,
            Progress progress) {
        this.keep = keep;
        this.name = name;
        this.work = work;
        this.maskKey = maskKey;
        this.policy = policy;
        this.deadline = deadline;
        this.progress = progress;
    }

    /** The name of the next run: its id says when it began, and sorts so. */
    static RunName next(Optional<String> deployment) {
        byte[] random = new byte[4];
        new SecureRandom().nextBytes(random);
        return new RunName(BEGAN.format(Instant.now()) + "-" + HexFormat.of().formatHex(random), deployment);
    }

    /** Its id. */
    String id() {
        return name.id();
    }

    Progress progress() {
        return progress;
    }

    Deadline deadline() {
        return deadline;
    }

    /** @param setup a digest of what decides how the source is read */
    PipelineRun make(String input, String setup, String key, Station until, boolean fresh, Target.Finder destinations) {
        return make(input, setup, key, until, fresh, Optional.empty(), destinations);
    }

    PipelineRun make(
            String input,
            String setup,
            String key,
            Station until,
            boolean fresh,
            Optional<Refresh> refresh,
            Target.Finder destinations) {
        return new PipelineRun(settings(input, setup, key, until, fresh, refresh, destinations));
    }

    /** Of what has no source. */
    RunSettings settings(String input, Target.Finder destinations) {
        return settings(input, "", "", Station.LOAD, false, Optional.empty(), destinations);
    }

    private RunSettings settings(
            String input,
            String setup,
            String key,
            Station until,
            boolean fresh,
            Optional<Refresh> refresh,
            Target.Finder destinations) {
        return new RunSettings(
                name,
                work,
                input,
                setup,
                key,
                until,
                fresh,
                refresh,
                keep,
                Runtime.getRuntime().availableProcessors(),
                InstantSource.system(),
                seeds(),
                maskKey.map(text -> text.getBytes(StandardCharsets.UTF_8)),
                policy,
                destinations,
                progress,
                deadline);
    }

    private static Supplier<byte[]> seeds() {
        SecureRandom random = new SecureRandom();
        return () -> {
            byte[] seed = new byte[SEED_BYTES];
            random.nextBytes(seed);
            return seed;
        };
    }
}
