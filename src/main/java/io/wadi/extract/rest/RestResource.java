package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.Addition;
import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Selection;
import io.wadi.extract.window.Placeholders;
import io.wadi.extract.window.Windows;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Extraction;
import io.wadi.model.Pages;
import java.net.URI;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A stream of records behind an API.
 *
 * @param records where they are in a response; empty finds out (contract section 9)
 * @param parallel how many requests may be under way
 * @param parent whose records are asked with, one chain of pages for each
 */
public record RestResource(
        RestTemplate request,
        Optional<JsonPath> records,
        Paginator paginator,
        Optional<Windows> windows,
        Optional<Auth> auth,
        int parallel,
        Optional<ParentRecords> parent) {
    public RestResource {
        requireNonNull(request);
        requireNonNull(records);
        requireNonNull(paginator);
        requireNonNull(windows);
        requireNonNull(auth);
        requireNonNull(parent);
        if (parallel < 1) {
            throw new IllegalArgumentException("parallel: " + parallel);
        }
    }

    /** One request after the other, and no parent. */
    public RestResource(
            RestTemplate request,
            Optional<JsonPath> records,
            Paginator paginator,
            Optional<Windows> windows,
            Optional<Auth> auth) {
        this(request, records, paginator, windows, auth, 1, Optional.empty());
    }

    public RestResource withParallel(int requests) {
        return new RestResource(request, records, paginator, windows, auth, requests, parent);
    }

    /** The beginning of a chain of pages, and what is wanted of each. */
    private record Start(RestRequest request, Selection what) {}

    /** Nothing is sent before the first page is asked for. */
    public Pages open(Extraction extraction, RestClient shared) {
        RestClient client = shared.discreetly(!extraction.hints().masks().isEmpty());
        Placeholders run = Placeholders.of(extraction);
        SelectedPages.Seen seen = new SelectedPages.Seen();
        extraction.goingOn().from().ifPresent(from -> seen.before());
        Pages pages = open(extraction, client, run, seen);
        return records.<Pages>map(place -> new SelectedPages(pages, place, seen, extraction.warnings()))
                .orElse(pages);
    }

    private Pages open(Extraction extraction, RestClient client, Placeholders run, SelectedPages.Seen seen) {
        if (parent.isEmpty()) {
            return open(starts(run, Optional.empty()).iterator(), () -> {}, extraction, client, seen);
        }
        ParentReading parents = parent.get().open(extraction);
        try {
            Iterator<Start> starts = parents.stream()
                    .flatMap(row -> starts(run.with(row.values()), row.added()))
                    .iterator();
            return open(starts, parents::close, extraction, client, seen);
        } catch (RuntimeException e) {
            parents.close();
            throw e;
        }
    }

    private Stream<Start> starts(Placeholders run, Optional<Addition> added) {
        Selection what = new Selection(records, Set.of(), added);
        return windows.map(range -> range.of(run).stream().map(run::with))
                .orElseGet(() -> Stream.of(run))
                .map(all -> new Start(request.fill(all), what));
    }

    private Pages open(
            Iterator<Start> starts,
            Runnable closing,
            Extraction extraction,
            RestClient client,
            SelectedPages.Seen seen) {
        Deadline deadline = extraction.deadline();
        RestPosition begin =
                extraction.goingOn().from().map(RestPosition::parse).orElse(RestPosition.chain(0));
        Consumer<String> reached = extraction.goingOn().reached();
        long before = begin.chain();
        for (long i = 0; i < before && starts.hasNext(); i++) {
            starts.next();
        }
        if (!starts.hasNext()) {
            closing.run();
            return NoPages.INSTANCE;
        }
        Start first = starts.next();
        Lines lines = new Lines(client, address(first.request()), auth, deadline, closing);
        try {
            boolean several = starts.hasNext();
            Stream<Start> others = rest(starts);
            if (several && parallel > 1) {
                Stream<Function<Requests, RestPages>> chains = Stream.concat(
                        Stream.of(own -> chain(first, own, Optional.empty(), seen, begin, place -> {})),
                        others.map(start ->
                                own -> chain(start, own, Optional.empty(), seen, RestPosition.chain(0), place -> {})));
                return new AtOnce(
                        before,
                        new ParallelChains<>(chains.iterator(), parallel, lines, chain -> !chain.endsAll(), deadline),
                        reached);
            }
            Requests own = lines.take();
            Optional<RestPages.Foresight> foresight = Optional.of(new RestPages.Foresight(parallel, lines, deadline))
                    .filter(one -> parallel > 1);
            Stream<InTurn.Start> chains = Stream.concat(
                    Stream.of(told -> chain(first, own, foresight, seen, begin, told)),
                    others.map(start -> told -> chain(start, own, foresight, seen, RestPosition.chain(0), told)));
            return new InTurn(before, chains.iterator(), reached, lines::close);
        } catch (RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private static Stream<Start> rest(Iterator<Start> starts) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(starts, Spliterator.ORDERED), false);
    }

    private RestPages chain(
            Start start,
            Requests own,
            Optional<RestPages.Foresight> foresight,
            SelectedPages.Seen seen,
            RestPosition from,
            Consumer<RestPosition> reached) {
        return new RestPages(start.request(), start.what(), paginator, own, foresight, seen, from, reached);
    }

    private static URI address(RestRequest first) {
        try {
            URI uri = first.uri();
            Host.of(uri);
            return uri;
        } catch (IllegalArgumentException e) {
            throw new ConfigurationFailure(Explanation.of("url '" + first.url() + "' is not an address")
                    .fix("write blanks and other special characters as %20 and the like, or use query.NAME"));
        }
    }
}
