package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * How a resource is read among the others of its source.
 *
 * @param beside whether it may be read on another thread, while others are read
 * @param parent is read before it
 */
public record Reading(boolean beside, Optional<Parent> parent) {
    /** By the run's own thread, whenever it is its turn. */
    public static final Reading ALONE = new Reading(false, Optional.empty());

    public static final Reading BESIDE = new Reading(true, Optional.empty());

    public Reading {
        requireNonNull(parent);
    }
}
