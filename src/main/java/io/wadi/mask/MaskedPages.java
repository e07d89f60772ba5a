package io.wadi.mask;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Optional;

/** A resource's pages, masked before anybody else sees them. */
public final class MaskedPages implements Pages {
    private final Pages inner;
    private final Masking masking;

    public MaskedPages(Pages inner, Masking masking) {
        this.inner = inner;
        this.masking = masking;
    }

    @Override
    public Optional<Page> next() {
        return inner.next().map(masking::apply);
    }

    @Override
    public void close() {
        inner.close();
    }
}
