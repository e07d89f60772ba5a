package io.wadi.config;

import java.util.Optional;

/** A service that keeps secrets by section, asked for what is neither in the environment nor in the file. */
public interface Vault {
    /**
     * @return empty when it has no such section, or the section no such key
     * @throws io.wadi.model.Failure when it cannot tell: it is not reached, refuses, or has something else there
     */
    Optional<String> find(String section, String key);

    /** Where it looks for a secret and, as far as it was asked, what is there instead; never a value. */
    String place(String section, String key);

    /** Somebody refused a secret of this section, which may have been rotated: it is asked for again. */
    void refused(String section);
}
