package io.wadi.mask;

import io.wadi.model.CrashPoint;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.Unquoted;
import java.util.Optional;
import java.util.function.Supplier;

/** A resource's pages, masked before anybody else sees them; what the source throws is told without what it may quote. */
public final class MaskedPages implements Pages {
    private final Pages inner;
    private final Masking masking;

    /** @param opener opens the resource */
    public MaskedPages(Supplier<Pages> opener, Masking masking) {
        this.masking = masking;
        this.inner = guarded(opener);
    }

    @Override
    public Optional<Page> next() {
        return guarded(inner::next).map(page -> {
            CrashPoint.PAGE_PULLED.pass();
            Page masked = masking.apply(page);
            CrashPoint.PAGE_MASKED.pass();
            return masked;
        });
    }

    @Override
    public void close() {
        guarded(() -> {
            inner.close();
            return masking;
        });
    }

    private <T> T guarded(Supplier<T> source) {
        try {
            return source.get();
        } catch (RuntimeException e) {
            throw masking.isNeeded() ? Unquoted.of(e) : e;
        }
    }
}
