package io.wadi.pipeline;

import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Source;

/** What a pipeline's route hands its source to. One a run. */
public interface Loading {
    /**
     * Reads the source's resources to their end and loads them.
     *
     * @throws Failure terminal or transient; nothing was loaded then, and the pipeline's state is as it was
     */
    void load(Source source, LoadOptions options);

    Deadline deadline();
}
