package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;
import java.util.Set;

/**
 * A column of a destination table: its normalised name and type. Precision and scale where the type has them.
 *
 * @param zoned of timestamps: whether they are instants; else they are what a wall clock shows somewhere (contract 8.1)
 */
public record Column(
        String name,
        DataType type,
        boolean nullable,
        OptionalInt precision,
        OptionalInt scale,
        Set<ColumnRole> roles,
        boolean zoned) {
    /** The system columns of contract section 2.1. */
    public static final String LOAD_ID = "_dlt_load_id";

    public static final String ROW_ID = "_dlt_id";
    public static final String PARENT_ID = "_dlt_parent_id";
    public static final String LIST_INDEX = "_dlt_list_idx";
    public static final String ROOT_ID = "_dlt_root_id";

    public Column {
        requireNonNull(type);
        requireNonNull(precision);
        requireNonNull(scale);
        roles = ColumnRole.sorted(roles);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a column has a name");
        }
    }

    public Column(
            String name,
            DataType type,
            boolean nullable,
            OptionalInt precision,
            OptionalInt scale,
            Set<ColumnRole> roles) {
        this(name, type, nullable, precision, scale, roles, true);
    }

    public Column(
            String name,
            DataType type,
            boolean nullable,
            OptionalInt precision,
            OptionalInt scale,
            boolean primaryKey) {
        this(name, type, nullable, precision, scale, primaryKey ? Set.of(ColumnRole.PRIMARY_KEY) : Set.of());
    }

    public boolean primaryKey() {
        return roles.contains(ColumnRole.PRIMARY_KEY);
    }

    public Column with(Set<ColumnRole> otherRoles) {
        return new Column(name, type, nullable, precision, scale, otherRoles, zoned);
    }

    public Column withNullable(boolean other) {
        return new Column(name, type, other, precision, scale, roles, zoned);
    }

    public static Column nullable(String name, DataType type) {
        return new Column(name, type, true, OptionalInt.empty(), OptionalInt.empty(), false);
    }

    public static Column required(String name, DataType type) {
        return new Column(name, type, false, OptionalInt.empty(), OptionalInt.empty(), false);
    }
}
