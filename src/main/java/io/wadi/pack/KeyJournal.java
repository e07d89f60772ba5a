package io.wadi.pack;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * All keys that a resource's source had, in a journal of their own. It is noted when it is whole; as parts of the package
 * they are no table's.
 *
 * @param table whose rows they are the keys of
 * @param key the table's columns, in the order of the pages'
 * @param most how many of the table's rows may go at once, in percent
 */
public record KeyJournal(String table, List<String> key, String journal, long records, String checksum, int most) {
    public KeyJournal {
        requireNonNull(table);
        key = List.copyOf(key);
        requireNonNull(journal);
        requireNonNull(checksum);
    }

    /** What stands in the place of a table's name where parts are listed; no table can be called so. */
    public String parts() {
        return table + " keys";
    }
}
