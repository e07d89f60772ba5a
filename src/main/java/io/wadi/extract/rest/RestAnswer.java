package io.wadi.extract.rest;

import io.wadi.extract.json.Selection;
import io.wadi.model.JsonPage;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import java.util.Optional;

/** The pages of one answer; it is asked for with the first. */
final class RestAnswer implements Pages {
    private final RestRequest request;
    private final Selection what;
    private final Paginator paginator;
    private final long number;
    private final Requests requests;
    private Optional<Requests.Opened> opened = Optional.empty();

    /** @param number of the page among those of its chain */
    RestAnswer(RestRequest request, Selection what, Paginator paginator, long number, Requests requests) {
        this.request = request;
        this.what = what;
        this.paginator = paginator;
        this.number = number;
        this.requests = requests;
    }

    @Override
    public Optional<Page> next() {
        Optional<JsonPage> page;
        if (opened.isEmpty()) {
            Requests.Opened answer = requests.open(request, what, paginator, number);
            opened = Optional.of(answer);
            page = answer.first();
        } else {
            page = requests.guard(() -> opened().reader().next());
        }
        if (page.isEmpty()) {
            opened().response().close();
        }
        return page.map(found -> found);
    }

    RestRequest request() {
        return request;
    }

    long number() {
        return number;
    }

    /** Once it was asked for; read to its end it is complete. */
    Requests.Opened opened() {
        return opened.orElseThrow();
    }

    /** The one that was asked for, or found out. */
    Paginator paginator() {
        return opened().paginator();
    }

    Answer answer() {
        return new Answer(
                opened().uri(),
                opened().response().headers(),
                opened().reader().picked(),
                opened().reader().records());
    }

    @Override
    public void close() {
        opened.ifPresent(answer -> answer.response().close());
    }
}
