package io.wadi.extract.rest;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Pages of records that somebody said the place of: warns at their end when no answer had anything there. */
final class SelectedPages implements Pages {
    /** Which answers had something there; told by several threads. */
    static final class Seen {
        private final AtomicBoolean there = new AtomicBoolean();
        private final AtomicReference<Optional<String>> nothing = new AtomicReference<>(Optional.empty());

        /** An earlier attempt saw to it. */
        void before() {
            there.set(true);
        }

        void answer(RestAnswer done) {
            if (done.opened().reader().hasPlace()) {
                there.set(true);
            } else if (done.opened().response().status() != 204) {
                nothing.compareAndSet(
                        Optional.empty(), Optional.of(done.opened().shown()));
            }
        }
    }

    private final Pages pages;
    private final JsonPath place;
    private final Seen seen;
    private final Consumer<String> warnings;

    SelectedPages(Pages pages, JsonPath place, Seen seen, Consumer<String> warnings) {
        this.pages = pages;
        this.place = place;
        this.seen = seen;
        this.warnings = warnings;
    }

    @Override
    public Optional<Page> next() {
        Optional<Page> page = pages.next();
        if (page.isEmpty() && !seen.there.get()) {
            seen.nothing
                    .getAndSet(Optional.empty())
                    .ifPresent(request -> warnings.accept(request + " answered with nothing at " + place
                            + ", not even an empty list: it counts as no records. Correct dataSelector if there should be"
                            + " some, or say by onText what an answer like that means"));
        }
        return page;
    }

    @Override
    public void close() {
        pages.close();
    }
}
