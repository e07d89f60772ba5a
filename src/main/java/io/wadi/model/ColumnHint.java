package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an integrator says of a column before data is seen; what is not said is inferred (contract 3.5).
 *
 * @param roles other than those of the keys, which {@link Hints} name
 */
public record ColumnHint(
        Optional<DataType> type,
        Optional<Boolean> nullable,
        OptionalInt precision,
        OptionalInt scale,
        Set<MergeRole> roles) {
    public static final ColumnHint NONE =
            new ColumnHint(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    public ColumnHint {
        requireNonNull(type);
        requireNonNull(nullable);
        requireNonNull(precision);
        requireNonNull(scale);
        roles = Set.copyOf(roles);
    }

    public ColumnHint(Optional<DataType> type, Optional<Boolean> nullable, OptionalInt precision, OptionalInt scale) {
        this(type, nullable, precision, scale, Set.of());
    }

    public ColumnHint with(Set<MergeRole> otherRoles) {
        return new ColumnHint(type, nullable, precision, scale, otherRoles);
    }
}
