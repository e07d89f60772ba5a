package io.wadi.pipeline;

import io.wadi.journal.Positions;
import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.Resource;
import io.wadi.model.Source;
import io.wadi.pack.Identity;
import io.wadi.pack.Manifest;
import io.wadi.pack.PackageDirectory;
import io.wadi.pack.PackageStore;
import io.wadi.pack.SchemaDocument;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/** The package that a run extracts into: one that an earlier attempt began and that can be gone on with, or a new one. */
record Beginning(RunSettings settings, Target target, OneLoad key, PackageStore store) {
    /** A source may say that it is the same, but pages of last week are not those of today. */
    private static final Duration HOLDS = Duration.ofHours(24);

    /** @param goesOn whether an earlier attempt has extracted some of it */
    record Begun(PackageDirectory directory, boolean goesOn) {}

    /** Others that were begun go. */
    Begun of(Source source, Base base) {
        Instant now = settings.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Clearing clearing = clearing(source, base);
        Optional<PackageDirectory> kept = Optional.empty();
        for (PackageDirectory left : store.extracting()) {
            Manifest manifest = left.manifest();
            boolean same = manifest.base().equals(base) && manifest.clearing().equals(clearing);
            if (kept.isEmpty() && same && mayGoOn(manifest.identity(), source, now)) {
                kept = Optional.of(left);
            } else {
                store.remove(left);
            }
        }
        if (kept.isPresent()) {
            kept.get().goOn(settings.name().id(), key.key());
            return new Begun(kept.get(), true);
        }
        Identity identity = new Identity(
                key.pipeline(),
                source.name(),
                settings.input(),
                key.dataset(),
                target.address(),
                LoadIds.next(now, base.head()),
                now,
                HexFormat.of().formatHex(settings.seeds().get()),
                key.key(),
                settings.name().id(),
                settings.setup());
        return new Begun(store.create(identity, base, clearing), false);
    }

    private boolean mayGoOn(Identity left, Source source, Instant now) {
        Duration age = Duration.between(left.createdAt(), now);
        return !settings.fresh()
                && !source.isReadOnce()
                && !age.isNegative()
                && age.compareTo(HOLDS) < 0
                && left.source().equals(source.name())
                && left.input().equals(settings.input())
                && left.setup().equals(settings.setup())
                && left.dataset().equals(key.dataset())
                && left.destination().equals(target.address());
    }

    private Clearing clearing(Source source, Base base) {
        return settings.refresh()
                .filter(refresh -> base.schema().isPresent())
                .map(refresh -> Clearing.of(
                        refresh,
                        SchemaDocument.read(source.name(), base),
                        source.resources().stream().map(Resource::name).toList()))
                .orElse(Clearing.NONE);
    }

    /** Whether there is anything that another attempt could go on with. */
    static boolean hasPositions(PackageDirectory directory, Source source) {
        int place = 0;
        for (Resource resource : source.resources()) {
            place++;
            if (!Positions.of(directory.journal(place, resource.name())).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** They are of no use once all is extracted. */
    static void removePositions(PackageDirectory directory, Source source) {
        int place = 0;
        for (Resource resource : source.resources()) {
            place++;
            Positions.remove(directory.journal(place, resource.name()));
        }
    }
}
