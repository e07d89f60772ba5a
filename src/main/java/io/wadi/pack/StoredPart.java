package io.wadi.pack;

import static java.util.Objects.requireNonNull;

/** A part as the manifest lists it: its file, the number of its table's stored columns, and what must be found in it. */
public record StoredPart(String file, String table, int columns, long rows, int batches, long bytes, String checksum) {
    public StoredPart {
        requireNonNull(file);
        requireNonNull(table);
        requireNonNull(checksum);
    }
}
