package io.wadi.load;

import io.wadi.model.Base;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Failure;
import io.wadi.model.LoadPackage;
import io.wadi.model.Refresh;
import io.wadi.model.Source;
import io.wadi.model.StalePackage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where packages are loaded. A load happens whole, in one transaction with its receipt, or leaves nothing. */
public interface Destination {
    /** Its kind and place, for people; no secrets. */
    String describe();

    /**
     * Looks at what is about to be extracted.
     *
     * @param refresh how far the run begins anew
     * @throws ConfigurationFailure when it cannot be loaded as it is said to be
     */
    default void accept(Source source, Optional<Refresh> refresh) {}

    /**
     * What the next run of {@code pipeline} starts from. Reads only; what does not exist yet is not created.
     *
     * @param schemaName the source whose newest schema is wanted
     */
    Base base(String pipeline, String dataset, String schemaName, Deadline deadline);

    /** Whether {@link #base} wakes what is paid for by the minute: what it said holds for a while then. */
    default boolean costsToAsk() {
        return false;
    }

    /**
     * Loads {@code load}, unless its receipt says that this has happened before.
     *
     * @throws StalePackage when another run of the pipeline loaded first
     * @throws Failure when nothing was loaded, or when the outcome of the commit is unknown: {@link #hasReceipt} tells
     */
    Loaded load(LoadPackage load, Deadline deadline);

    /**
     * The same, and tells what is done.
     *
     * @param sent takes each statement before it is sent, as text without the values that go with it; a destination without
     *     statements tells none
     */
    default Loaded load(LoadPackage load, Deadline deadline, Consumer<String> sent) {
        return load(load, deadline);
    }

    /** Whether the load was committed: asked after an unclear commit or at a restart. */
    boolean hasReceipt(String pipeline, String dataset, String loadId, Deadline deadline);

    /** The load of the pipeline that was committed under this key. Reads only. */
    Optional<PastLoad> keyed(String pipeline, String dataset, String key, Deadline deadline);

    /**
     * The records of a pipeline in quarantine that were not tried again, the oldest first. Reads only. A destination whose
     * tables cannot be read has none.
     */
    default List<SetAsideRow> setAside(String pipeline, String dataset, Deadline deadline) {
        return List.of();
    }

    /** Whether rows are deleted that their source no longer has, where a load brings the keys that it still has. */
    default boolean deletesByKeys() {
        return false;
    }

    /**
     * The last loads of a pipeline, newest first: those with receipts, or, in a dataset of dlt's, those of the schema.
     * Reads only. A destination that cannot tell has none.
     */
    default List<PastLoad> loads(String pipeline, String dataset, String schemaName, int limit, Deadline deadline) {
        return List.of();
    }

    /**
     * Takes away what loads left behind that ended before they tidied up, and tells of it. Nothing that a load may still
     * need goes.
     */
    default List<Leaving> sweep(String pipeline, String dataset, Sweep sweep, Deadline deadline) {
        return List.of();
    }
}
