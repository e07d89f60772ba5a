package io.wadi.load;

import static java.util.Objects.requireNonNull;

/**
 * A record in quarantine that nobody has tried again.
 *
 * @param id of its row, {@code _dlt_id}
 * @param loadId of the load that set it aside
 * @param record its JSON as it would have been loaded, masked; or what there was in its place
 */
public record SetAsideRow(String id, String loadId, String resource, String reason, String place, String record) {
    public SetAsideRow {
        requireNonNull(id);
        requireNonNull(loadId);
        requireNonNull(resource);
        requireNonNull(reason);
        requireNonNull(place);
        requireNonNull(record);
    }
}
