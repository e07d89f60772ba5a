package io.wadi.model;

import java.util.List;

/**
 * The resource whose records another is asked for with.
 *
 * @param fields what is needed of its records as it is, each by its keys
 */
public record Parent(String resource, List<List<String>> fields) {
    public Parent {
        fields = fields.stream().map(List::copyOf).toList();
        if (resource.isEmpty()) {
            throw new IllegalArgumentException("a parent has a name");
        }
    }
}
