package io.wadi.extract.rest;

import java.util.Optional;

/** Where credentials are found, at the moment they are needed. */
public interface SecretSource {
    Optional<String> find(String section, String key);

    /** The places that are looked in, for a person. */
    String places(String section, String key);

    /** Somebody refused what was found in a section: it may have been rotated since. */
    default void refused(String section) {}
}
