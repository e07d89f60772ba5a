package io.wadi.pipeline;

/** Where a run is. Masking, the journal and packing happen as pages pass. */
public enum Station {
    EXTRACT,
    NORMALISE,
    LOAD
}
