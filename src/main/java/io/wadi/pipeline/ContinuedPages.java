package io.wadi.pipeline;

import io.wadi.model.Cancelled;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.util.Optional;
import java.util.function.Supplier;

/** The pages that were kept, and then those that follow them at the source; its first one is there before any is handed out. */
final class ContinuedPages implements Pages {
    private final Pages kept;
    private final Pages source;
    private final Optional<Page> first;
    private boolean live;

    /** The source does not go on from where it was left: an old token, say, or a file that has changed. */
    static final class PositionLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        PositionLost(TerminalFailure cause) {
            super(cause);
        }
    }

    /** @throws PositionLost where the source does not go on from there */
    ContinuedPages(Pages kept, Supplier<Pages> opener) {
        this.kept = kept;
        try {
            this.source = opener.get();
            this.first = first(source);
        } catch (TerminalFailure e) {
            kept.close();
            throw e instanceof Cancelled ? e : new PositionLost(e);
        }
    }

    private static Optional<Page> first(Pages source) {
        try {
            return source.next();
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Whether the page handed out last is of the source. */
    boolean isLive() {
        return live;
    }

    @Override
    public Optional<Page> next() {
        if (!live) {
            Optional<Page> page = kept.next();
            if (page.isPresent()) {
                return page;
            }
            live = true;
            return first;
        }
        return first.isPresent() ? source.next() : first;
    }

    @Override
    public void close() {
        kept.close();
        source.close();
    }
}
