package io.wadi.extract.rest;

import io.wadi.extract.json.JsonPath;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.net.URI;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** Follows one chain of requests after the other, and refuses to walk in circles. */
final class RestPages implements Pages {
    private final Iterator<RestRequest> chains;
    private final Optional<JsonPath> records;
    private final Requests requests;
    private final Runnable closing;
    private final Set<URI> asked = new HashSet<>();
    private Optional<RestRequest> upcoming = Optional.empty();
    private Optional<Reading> reading = Optional.empty();
    private Paginator paginator;
    private byte[] fingerprint = {};
    private long page;

    /** A response that is being read. */
    private record Reading(RestRequest request, Requests.Opened opened) {}

    RestPages(Iterator<RestRequest> chains, RestResource resource, Requests requests, Runnable closing) {
        this.chains = chains;
        this.records = resource.records();
        this.paginator = resource.paginator();
        this.requests = requests;
        this.closing = closing;
    }

    @Override
    public Optional<Page> next() {
        while (true) {
            if (reading.isPresent()) {
                Reading current = reading.get();
                Optional<JsonPage> more =
                        requests.guard(() -> current.opened().reader().next());
                if (more.isPresent()) {
                    return Optional.of(more.get());
                }
                finish(current);
            } else if (upcoming.isPresent()) {
                RestRequest request = upcoming.get();
                upcoming = Optional.empty();
                Requests.Opened opened = requests.open(request, records, paginator, ++page);
                paginator = opened.paginator();
                reading = Optional.of(new Reading(request, opened));
                if (opened.first().isPresent()) {
                    return Optional.of(opened.first().get());
                }
            } else if (chains.hasNext()) {
                asked.clear();
                fingerprint = new byte[0];
                upcoming = Optional.of(paginator.first(chains.next()));
                asked.add(upcoming.get().uri());
            } else {
                return Optional.empty();
            }
        }
    }

    private void finish(Reading done) {
        Requests.Opened opened = done.opened();
        opened.response().close();
        reading = Optional.empty();
        refuseTheSameAgain(opened);
        Answer answer = new Answer(
                opened.uri(),
                opened.response().headers(),
                opened.reader().picked(),
                opened.reader().records());
        upcoming = paginator.next(done.request(), answer);
        upcoming.ifPresent(next -> {
            if (!asked.add(next.uri())) {
                throw loop(opened, "leads back to " + requests.shown(next.uri()) + ", which was read before");
            }
        });
    }

    /** A server that ignores a page number or offset gives the same page for ever. */
    private void refuseTheSameAgain(Requests.Opened opened) {
        if (!paginator.counts() || opened.reader().records() == 0) {
            return;
        }
        byte[] now = opened.reader().fingerprint();
        if (Arrays.equals(fingerprint, now)) {
            throw loop(opened, "has the same records as the page before it");
        }
        fingerprint = now;
    }

    private TerminalFailure loop(Requests.Opened opened, String how) {
        return new TerminalFailure(Explanation.of("page " + page + " of " + requests.shown(opened.uri()) + " " + how)
                .fix("check the paginator and the name of its parameter"));
    }

    @Override
    public void close() {
        closing.run();
    }
}
