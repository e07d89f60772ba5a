package io.wadi.model;

/**
 * A stretch of a resource's records on their way to tables. Two kinds: {@link JsonPage} as APIs and files give them, and
 * {@link ColumnPage} as databases do, whose columns have names and types of their own. Both become tables by the same rules.
 */
public sealed interface Page permits JsonPage, ColumnPage {
    /** How many records there are. */
    int records();

    /** Where they came from. */
    Origin origin();
}
