package io.wadi.extract.rest;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Optional;
import java.util.function.Consumer;

/** Chains that are read at once: they can be gone on with where one of them begins. */
final class AtOnce implements Pages {
    private final long before;
    private final ParallelChains<Requests, RestPages> chains;
    private final Consumer<String> reached;
    private long told = -1;

    /** @param before how many chains come before the first of these */
    AtOnce(long before, ParallelChains<Requests, RestPages> chains, Consumer<String> reached) {
        this.before = before;
        this.chains = chains;
        this.reached = reached;
    }

    @Override
    public Optional<Page> next() {
        Optional<Page> page = chains.next();
        long ended = chains.ended();
        // All before this page was handed out earlier.
        if (page.isPresent() && ended > told) {
            told = ended;
            reached.accept(RestPosition.chain(before + ended).text());
        }
        return page;
    }

    @Override
    public void close() {
        chains.close();
    }
}
