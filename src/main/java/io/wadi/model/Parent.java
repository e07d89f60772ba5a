package io.wadi.model;

import java.util.List;

/**
 * The resource whose records another is asked for with.
 *
 * @param fields dotted paths in its records, which are needed as they are
 */
public record Parent(String resource, List<String> fields) {
    public Parent {
        fields = List.copyOf(fields);
        if (resource.isEmpty()) {
            throw new IllegalArgumentException("a parent has a name");
        }
    }
}
