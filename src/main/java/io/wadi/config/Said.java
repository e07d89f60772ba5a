package io.wadi.config;

import static java.util.Objects.requireNonNull;

/**
 * A value, and who says it.
 *
 * @param option as it is written there, such as {@code resource.orders.primaryKey}
 * @param from a file and line, an endpoint, {@code --set}, or what else a person would look for
 */
public record Said(String option, String value, String from) {
    public Said {
        requireNonNull(option);
        requireNonNull(value);
        requireNonNull(from);
    }
}
