package io.wadi.extract.sql;

import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;

/** One statement after the other, each asked when the one before has no more rows. */
final class WindowPages implements Pages {
    private final Iterator<Supplier<Pages>> windows;
    private Optional<Pages> current = Optional.empty();

    WindowPages(Iterator<Supplier<Pages>> windows) {
        this.windows = windows;
    }

    @Override
    public Optional<Page> next() {
        while (true) {
            if (current.isEmpty()) {
                if (!windows.hasNext()) {
                    return Optional.empty();
                }
                current = Optional.of(windows.next().get());
            }
            Optional<Page> page = current.get().next();
            if (page.isPresent()) {
                return page;
            }
            close();
        }
    }

    @Override
    public void close() {
        current.ifPresent(Pages::close);
        current = Optional.empty();
    }
}
