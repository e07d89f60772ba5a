package io.wadi.extract.rest;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Iterator;
import java.util.Optional;

/** One chain of pages after the other; the next is begun when it is asked for. */
final class InTurn implements Pages {
    private final Iterator<? extends Pages> chains;
    private final Runnable closing;
    private Optional<Pages> current = Optional.empty();

    InTurn(Iterator<? extends Pages> chains, Runnable closing) {
        this.chains = chains;
        this.closing = closing;
    }

    @Override
    public Optional<Page> next() {
        while (true) {
            Optional<Page> page = current.flatMap(Pages::next);
            if (page.isPresent()) {
                return page;
            }
            current.ifPresent(Pages::close);
            current = Optional.empty();
            if (!chains.hasNext()) {
                return page;
            }
            current = Optional.of(chains.next());
        }
    }

    @Override
    public void close() {
        current.ifPresent(Pages::close);
        closing.run();
    }
}
