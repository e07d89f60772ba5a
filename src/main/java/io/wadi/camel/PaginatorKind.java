package io.wadi.camel;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The paginators by dlt's names, and the options each one has. */
public enum PaginatorKind {
    AUTO(""),
    SINGLE_PAGE(""),
    JSON_LINK("nextPath"),
    HEADER_LINK("linkRelation"),
    CURSOR("cursorPath cursorParam cursorBodyPath hasMorePath stopAfterEmptyPage"),
    HEADER_CURSOR("cursorHeader cursorParam cursorBodyPath"),
    OFFSET("offset offsetParam offsetBodyPath limit limitParam limitBodyPath totalPath hasMorePath maximumOffset"
            + " stopAfterEmptyPage"),
    PAGE_NUMBER("basePage pageParam pageBodyPath totalPath hasMorePath maximumPage stopAfterEmptyPage");

    private final String options;

    PaginatorKind(String options) {
        this.options = options;
    }

    public Set<String> options() {
        return options.isEmpty() ? Set.of() : new TreeSet<>(List.of(options.split(" ")));
    }
}
