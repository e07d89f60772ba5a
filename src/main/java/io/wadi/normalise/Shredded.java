package io.wadi.normalise;

import java.util.List;

/**
 * What became of a page: the rows of its first {@code records} records, table by table. Where that is not all of them,
 * {@code next} is the position of the record that surprised.
 */
record Shredded(List<TableRows> tables, int records, int next, List<Discarded> discarded) {}
