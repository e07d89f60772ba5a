package io.wadi.extract.rest;

import io.wadi.extract.json.Selection;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Page;
import io.wadi.model.Pages;
import io.wadi.model.TerminalFailure;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Follows one chain of requests, and refuses to walk in circles. Where an answer tells what all the requests after it will
 * be, they are sent at once; what each answer says is judged in their order all the same, so that the records and the end
 * are those of one request after the other.
 */
final class RestPages implements Pages {
    /** After so many nobody believes that more will come. */
    private static final int EMPTY_PAGES = 100;

    private final Selection what;
    private final Requests requests;
    private final Optional<Foresight> foresight;
    private final SelectedPages.Seen seen;
    private final Set<RestRequest.Identity> asked = new HashSet<>();
    private final Deque<RestRequest> foreseen = new ArrayDeque<>();
    private Paginator paginator;
    private Optional<RestRequest> upcoming;
    private Optional<RestAnswer> reading = Optional.empty();
    private Optional<ParallelChains<Requests, RestAnswer>> ahead = Optional.empty();
    private byte[] fingerprint = {};
    private long page;
    private boolean endsAll;
    private int empty;
    private final boolean auto;
    private final Consumer<RestPosition> reached;
    private final RestPosition begins;

    /** How requests that are foreseen are sent. */
    record Foresight(int parallel, Lines lines, Deadline deadline) {}

    /**
     * @param from where to begin, in a chain that begins with {@code start}
     * @param reached told where each page but the first begins, before it is asked for
     */
    RestPages(
            RestRequest start,
            Selection what,
            Paginator paginator,
            Requests requests,
            Optional<Foresight> foresight,
            SelectedPages.Seen seen,
            RestPosition from,
            Consumer<RestPosition> reached) {
        this.what = what;
        this.auto = paginator instanceof Paginator.Auto;
        this.paginator = from.link().orElse(paginator);
        this.requests = requests;
        this.reached = reached;
        this.begins = from;
        this.page = from.page() - 1;
        this.foresight = foresight;
        this.seen = seen;
        this.upcoming = Optional.of(from.request(paginator, start));
        asked.add(upcoming.get().identity());
    }

    @Override
    public Optional<Page> next() {
        while (true) {
            if (ahead.isPresent()) {
                Optional<Page> more = ahead.get().next();
                if (more.isPresent()) {
                    return more;
                }
                ahead.get().close();
                ahead = Optional.empty();
            } else if (reading.isPresent()) {
                Optional<Page> more = reading.get().next();
                if (more.isPresent()) {
                    return more;
                }
                RestAnswer done = reading.get();
                reading = Optional.empty();
                finish(done);
                foresee(done);
            } else if (upcoming.isPresent()) {
                reading = Optional.of(new RestAnswer(upcoming.get(), what, paginator, page + 1, requests));
                upcoming = Optional.empty();
            } else {
                return Optional.empty();
            }
        }
    }

    /** What follows from an answer; called in their order. */
    private void finish(RestAnswer done) {
        page = done.number();
        paginator = done.paginator();
        Requests.Then then = done.opened().then();
        endsAll = then == Requests.Then.END_RESOURCE;
        if (then != Requests.Then.GO_ON) {
            upcoming = Optional.empty();
            return;
        }
        seen.answer(done);
        refuseTheSameAgain(done);
        upcoming = paginator.next(done.request(), done.answer());
        if (upcoming.isEmpty() && empty == 0) {
            upcoming = paginator.pastEmptyPage(done.request(), done.answer());
        }
        if (upcoming.isEmpty()) {
            paginator.doubt(done.request(), done.answer(), page == 1).ifPresent(why -> {
                throw doubtful(done, why);
            });
        } else {
            refuseNothingForEver(done);
        }
        upcoming.ifPresent(next -> {
            if (!asked.add(next.identity())) {
                String same = next.body().isPresent() ? " with the same body" : "";
                throw loop(done, "leads back to " + requests.shown(next) + same + ", which was read before");
            }
            tell(next);
        });
    }

    /** A paginator that was found out is found out again by a link alone: other words may mean something else elsewhere. */
    private void tell(RestRequest next) {
        if (auto && !RestPosition.isLink(paginator)) {
            return;
        }
        RestPosition.told(paginator, next)
                .filter(requests::mayKeep)
                .ifPresent(told -> reached.accept(new RestPosition(
                        0, page + 1, Optional.of(told), auto ? Optional.of(paginator) : Optional.empty())));
    }

    /** Where it begins. */
    RestPosition begins() {
        return begins;
    }

    /** Whether its last answer was the last of the whole resource. */
    boolean endsAll() {
        return endsAll;
    }

    private void foresee(RestAnswer done) {
        if (foresight.isEmpty() || upcoming.isEmpty() || !paginator.foresees(done.answer())) {
            return;
        }
        Foresight how = foresight.get();
        Iterator<Function<Requests, RestAnswer>> starts = new Foreseen(upcoming.get(), done.answer());
        ahead = Optional.of(
                new ParallelChains<>(starts, how.parallel(), how.lines().others(), this::isAsForeseen, how.deadline()));
        upcoming = Optional.empty();
    }

    /** Whether the answer asks for what was sent after it; if not, the chain goes on with what it asks for. */
    private boolean isAsForeseen(RestAnswer done) {
        finish(done);
        foreseen.remove();
        boolean same = upcoming.isPresent() && upcoming.get().equals(foreseen.peek());
        if (same) {
            upcoming = Optional.empty();
        }
        return same;
    }

    /** The requests after an answer, as if all later ones said the same. */
    private final class Foreseen implements Iterator<Function<Requests, RestAnswer>> {
        private final Answer answer;
        private Optional<RestRequest> next;
        private long number = page;

        Foreseen(RestRequest next, Answer answer) {
            this.next = Optional.of(next);
            this.answer = answer;
        }

        @Override
        public boolean hasNext() {
            return next.isPresent();
        }

        @Override
        public Function<Requests, RestAnswer> next() {
            RestRequest request = next.orElseThrow();
            next = paginator.next(request, answer);
            foreseen.add(request);
            long its = ++number;
            return own -> new RestAnswer(request, what, paginator, its, own);
        }
    }

    /** A server that ignores a page number or offset gives the same page for ever. */
    private void refuseTheSameAgain(RestAnswer done) {
        if (!paginator.counts() || done.answer().records() == 0) {
            return;
        }
        byte[] now = done.opened().reader().fingerprint();
        if (Arrays.equals(fingerprint, now)) {
            throw loop(done, "has the same records as the page before it");
        }
        fingerprint = now;
    }

    /** A server that always says that there is more, and never gives any. */
    private void refuseNothingForEver(RestAnswer done) {
        empty = done.answer().records() == 0 ? empty + 1 : 0;
        if (empty == EMPTY_PAGES && paginator.counts() && !paginator.foresees(done.answer())) {
            throw loop(done, "is the last of " + EMPTY_PAGES + " in a row without records");
        }
    }

    private static TerminalFailure doubtful(RestAnswer done, String why) {
        return new TerminalFailure(Explanation.of(
                        "page " + done.number() + " of " + done.opened().shown() + " " + why)
                .fix("leave out what is not true of this API: totalPath, or hasMorePath; where pages may be empty in"
                        + " between, say stopAfterEmptyPage: false"));
    }

    private TerminalFailure loop(RestAnswer done, String how) {
        return new TerminalFailure(
                Explanation.of("page " + done.number() + " of " + done.opened().shown() + " " + how)
                        .fix("check the paginator and the name of its parameter"));
    }

    @Override
    public void close() {
        ahead.ifPresent(ParallelChains::close);
    }
}
