package io.wadi.model;

/** The records of resources that were read before in the same run, as they are kept: masked, and without those left out. */
@FunctionalInterface
public interface Parents {
    /** For resources that ask for none. */
    Parents NONE = resource -> {
        throw new IllegalArgumentException("resource " + resource + " was not read before");
    };

    /** From the first one on; to be closed. */
    Pages open(String resource);
}
