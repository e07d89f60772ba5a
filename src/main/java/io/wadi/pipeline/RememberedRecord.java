package io.wadi.pipeline;

import io.wadi.extract.cursor.RecordHash;
import io.wadi.model.Value;
import io.wadi.normalise.CanonicalJson;
import io.wadi.normalise.RowIds;
import io.wadi.normalise.TypedJson;

/** How a cursor remembers records, in the form of the row ids (contract 2.2 and 6). For one thread. */
final class RememberedRecord implements RecordHash {
    private final RowIds ids = new RowIds();

    @Override
    public String of(byte[] json, int from, int to) {
        return ids.dedup(CanonicalJson.sorted(json, from, to));
    }

    @Override
    public String json(Value value) {
        return TypedJson.remembered(value);
    }
}
