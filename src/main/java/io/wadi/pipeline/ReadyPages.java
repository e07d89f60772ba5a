package io.wadi.pipeline;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Pages that are there. */
final class ReadyPages implements Pages {
    private final Iterator<? extends Page> left;

    ReadyPages(List<? extends Page> pages) {
        this.left = pages.iterator();
    }

    @Override
    public Optional<Page> next() {
        return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
    }

    @Override
    public void close() {}
}
