package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What an integrator says of a column before data is seen; what is not said is inferred (contract 3.5).
 *
 * @param roles other than those of the keys, which {@link Hints} name
 * @param zoned of timestamps: false keeps what the clock shows and drops the zone
 */
public record ColumnHint(
        Optional<DataType> type,
        Optional<Boolean> nullable,
        OptionalInt precision,
        OptionalInt scale,
        Set<ColumnRole> roles,
        Optional<Boolean> zoned) {
    public static final ColumnHint NONE =
            new ColumnHint(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    public ColumnHint {
        requireNonNull(type);
        requireNonNull(nullable);
        requireNonNull(precision);
        requireNonNull(scale);
        roles = ColumnRole.sorted(roles);
        requireNonNull(zoned);
    }

    public ColumnHint(
            Optional<DataType> type,
            Optional<Boolean> nullable,
            OptionalInt precision,
            OptionalInt scale,
            Set<ColumnRole> roles) {
        this(type, nullable, precision, scale, roles, Optional.empty());
    }

    public ColumnHint(Optional<DataType> type, Optional<Boolean> nullable, OptionalInt precision, OptionalInt scale) {
        this(type, nullable, precision, scale, Set.of());
    }

    public ColumnHint with(Set<ColumnRole> otherRoles) {
        return new ColumnHint(type, nullable, precision, scale, otherRoles, zoned);
    }

    public ColumnHint with(Optional<Boolean> otherNullable, Set<ColumnRole> otherRoles) {
        return new ColumnHint(type, otherNullable, precision, scale, otherRoles, zoned);
    }

    /** The column that comes to be. */
    public Column column(String name, DataType as, boolean isNullable, Set<ColumnRole> itsRoles) {
        return new Column(name, as, isNullable, precision, scale, itsRoles, zoned.orElse(true));
    }

    /** This hint, with what {@code before} says where it says nothing. */
    public ColumnHint over(ColumnHint before) {
        return new ColumnHint(
                type.or(before::type),
                nullable.or(before::nullable),
                type.isPresent() || precision.isPresent() ? precision : before.precision,
                type.isPresent() || scale.isPresent() ? scale : before.scale,
                roles,
                zoned.or(before::zoned));
    }
}
