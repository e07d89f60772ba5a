package io.wadi.camel;

import io.wadi.model.Failure;
import io.wadi.pipeline.Loading;

/** A run of a flow, as its route sees it: one {@link Loading} an attempt. */
public interface Attempting {
    /** That of the attempt under way. */
    Loading loading();

    /**
     * Whether the run is tried again. If so, the time until then has passed, and {@link #loading} is that of the next
     * attempt.
     */
    boolean again(Failure failure);
}
