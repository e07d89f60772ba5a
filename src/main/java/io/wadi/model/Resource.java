package io.wadi.model;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * One stream of records of a source, opened lazily: its name, what is known of its tables, and how to read it.
 *
 * @param deleted where stored rows go that the source no longer has
 */
public record Resource(
        String name, Hints hints, Opener opener, AfterLoad afterLoad, Reading reading, Optional<DeletedRows> deleted) {
    /** Starts reading; called once a run, on the thread that pulls, which is one of its own where this may be beside others. */
    public interface Opener {
        Pages open(Extraction extraction);
    }

    /** What is left to do at the source once the destination has it all. */
    public interface AfterLoad {
        AfterLoad NOTHING = (loaded, deadline) -> {};

        /**
         * Does it; again and again must be as good as once, for a run may end in between.
         *
         * @param loaded the files that the destination has
         */
        void act(FileLedger loaded, Deadline deadline);
    }

    public Resource(String name, Hints hints, Opener opener) {
        this(name, hints, opener, AfterLoad.NOTHING);
    }

    public Resource(String name, Hints hints, Opener opener, AfterLoad afterLoad) {
        this(name, hints, opener, afterLoad, Reading.ALONE);
    }

    public Resource(String name, Hints hints, Opener opener, AfterLoad afterLoad, Reading reading) {
        this(name, hints, opener, afterLoad, reading, Optional.empty());
    }

    public Resource with(Hints others) {
        return new Resource(name, others, opener, afterLoad, reading, deleted);
    }

    public Resource with(Optional<DeletedRows> other) {
        return new Resource(name, hints, opener, afterLoad, reading, other);
    }

    public Resource {
        requireNonNull(hints);
        requireNonNull(afterLoad);
        requireNonNull(opener);
        requireNonNull(reading);
        requireNonNull(deleted);
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a resource has a name");
        }
    }
}
