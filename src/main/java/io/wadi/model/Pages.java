package io.wadi.model;

import java.util.Optional;

/**
 * The pages of one resource, pulled one at a time by one thread; nothing is fetched before it is asked for. Closing ends
 * what is under way and gives connections back.
 */
public interface Pages extends AutoCloseable {
    /**
     * The next page; empty at the end.
     *
     * @throws Failure terminal or transient, when the source cannot be read
     */
    Optional<Page> next();

    @Override
    void close();
}
