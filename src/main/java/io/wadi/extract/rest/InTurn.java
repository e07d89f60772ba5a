package io.wadi.extract.rest;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Iterator;
import java.util.Optional;

/** One chain of pages after the other; the next is begun when it is asked for. */
final class InTurn implements Pages {
    private final Iterator<RestPages> chains;
    private final Runnable closing;
    private Optional<RestPages> current = Optional.empty();
    private boolean ended;

    InTurn(Iterator<RestPages> chains, Runnable closing) {
        this.chains = chains;
        this.closing = closing;
    }

    @Override
    public Optional<Page> next() {
        while (true) {
            Optional<Page> page = current.flatMap(RestPages::next);
            if (page.isPresent()) {
                return page;
            }
            current.ifPresent(Pages::close);
            ended |= current.filter(RestPages::endsAll).isPresent();
            current = Optional.empty();
            if (ended || !chains.hasNext()) {
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
