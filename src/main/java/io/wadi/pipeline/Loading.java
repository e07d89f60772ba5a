package io.wadi.pipeline;

import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.Source;
import java.util.Optional;

/** What a pipeline's route hands its source to. One a run. */
public interface Loading {
    /**
     * Reads the source's resources to their end and loads them.
     *
     * @throws Failure terminal or transient; nothing was loaded then, and the pipeline's state is as it was
     */
    void load(Source source, LoadOptions options);

    /** The kind of destination that was loaded into; empty when nothing was: the run ended at an earlier station. */
    Optional<String> loadedInto();

    Deadline deadline();
}
