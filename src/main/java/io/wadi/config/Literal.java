package io.wadi.config;

import static java.util.Objects.requireNonNull;

/** A value that stands in a file, under a name: an option, a field, an attribute, a property. */
record Literal(String name, String value, Place place) {
    Literal {
        requireNonNull(name);
        requireNonNull(value);
        requireNonNull(place);
    }
}
