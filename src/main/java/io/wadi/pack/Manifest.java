package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Base;
import io.wadi.model.Clearing;
import io.wadi.model.LoadPackage.Versioned;
import java.util.List;
import java.util.Optional;

/**
 * Everything about a package but its rows; {@code manifest.json} is its text.
 *
 * @param base what the destination had when extraction began
 * @param clearing what the load takes away first
 * @param cursors the pipeline's state as it will be after the load, as text; empty until extracted
 * @param schema the tables as they will be after the load; empty until normalised
 */
public record Manifest(
        PackageState state,
        Identity identity,
        Base base,
        Clearing clearing,
        List<Extracted> resources,
        Optional<Versioned> cursors,
        Optional<Versioned> schema,
        List<StoredPart> parts) {
    /** The format of {@code manifest.json}; a reader refuses a higher one. */
    public static final int VERSION = 2;

    public Manifest {
        requireNonNull(state);
        requireNonNull(identity);
        requireNonNull(base);
        requireNonNull(clearing);
        resources = List.copyOf(resources);
        requireNonNull(cursors);
        requireNonNull(schema);
        parts = List.copyOf(parts);
    }

    static Manifest begin(Identity identity, Base base) {
        return begin(identity, base, Clearing.NONE);
    }

    static Manifest begin(Identity identity, Base base, Clearing clearing) {
        return new Manifest(
                PackageState.EXTRACTING,
                identity,
                base,
                clearing,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    Manifest in(Identity other) {
        return new Manifest(state, other, base, clearing, resources, cursors, schema, parts);
    }

    Manifest in(PackageState next) {
        return new Manifest(next, identity, base, clearing, resources, cursors, schema, parts);
    }

    Manifest extracted(List<Extracted> all, Optional<Versioned> newCursors) {
        return new Manifest(PackageState.EXTRACTED, identity, base, clearing, all, newCursors, schema, parts);
    }

    Manifest normalised(Versioned newSchema, List<StoredPart> all) {
        return new Manifest(
                PackageState.NORMALISED, identity, base, clearing, resources, cursors, Optional.of(newSchema), all);
    }
}
