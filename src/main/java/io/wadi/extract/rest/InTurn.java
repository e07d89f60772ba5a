package io.wadi.extract.rest;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/** One chain of pages after the other; the next is begun when it is asked for. */
final class InTurn implements Pages {
    /** Begins a chain. */
    @FunctionalInterface
    interface Start {
        /** @param reached told where its pages begin */
        RestPages begin(Consumer<RestPosition> reached);
    }

    private final Iterator<Start> chains;
    private final Consumer<String> reached;
    private final Runnable closing;
    private long number;
    private Optional<RestPages> current = Optional.empty();
    private boolean ended;

    /**
     * @param number of the first of these chains
     * @param reached told of the places that are come to
     */
    InTurn(long number, Iterator<Start> chains, Consumer<String> reached, Runnable closing) {
        this.number = number - 1;
        this.chains = chains;
        this.reached = reached;
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
            number++;
            current = Optional.of(chains.next()
                    .begin(position -> reached.accept(position.in(number).text())));
            reached.accept(current.get().begins().in(number).text());
        }
    }

    @Override
    public void close() {
        current.ifPresent(Pages::close);
        closing.run();
    }
}
