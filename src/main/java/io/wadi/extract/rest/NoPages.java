package io.wadi.extract.rest;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Optional;

/** A range that is empty: nothing is asked. */
enum NoPages implements Pages {
    INSTANCE;

    @Override
    public Optional<Page> next() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // nothing is open
    }
}
