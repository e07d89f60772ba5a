package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/** What an integrator says of a column before data is seen; what is not said is inferred (contract 3.5). */
public record ColumnHint(
        Optional<DataType> type, Optional<Boolean> nullable, OptionalInt precision, OptionalInt scale) {
    public static final ColumnHint NONE =
            new ColumnHint(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());

    public ColumnHint {
        requireNonNull(type);
        requireNonNull(nullable);
        requireNonNull(precision);
        requireNonNull(scale);
    }
}
