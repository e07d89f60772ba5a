package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Maker;
import io.wadi.extract.json.RecordReader;
import io.wadi.extract.json.Selection;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.TransientFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** The requests of one resource, each until its first page is there: what did not come is asked for again. */
final class Requests {
    private static final byte[] NOTHING = {'[', ']'};

    private final Sending sending;
    private final Refusals refusals;
    private final Credentials credentials;
    private final Attempts attempts;
    private final Reactions reactions;
    private final Deadline deadline;

    /** What follows an answer. */
    enum Then {
        /** The page that its paginator finds. */
        GO_ON,
        END_CHAIN,
        END_RESOURCE
    }

    /**
     * An answer whose first page was read: had the connection broken before, nothing would have been handed over.
     *
     * @param shown the request, as it may be shown
     */
    record Opened(
            Transport.Response response,
            URI uri,
            String shown,
            Paginator paginator,
            RecordReader reader,
            Optional<JsonPage> first,
            Then then) {
        Opened {
            requireNonNull(first);
        }
    }

    Requests(Transport.Session session, Host home, Optional<Auth> auth, RestClient client, Deadline deadline) {
        this.credentials = Credentials.of(auth, client);
        this.sending = new Sending(
                session,
                home,
                credentials,
                new SafeUrl(auth.flatMap(Auth::secretParameter), client.discreet()),
                deadline);
        this.refusals = new Refusals(home, auth, client);
        this.attempts = new Attempts(client, deadline);
        this.reactions = client.reactions();
        this.deadline = deadline;
    }

    /** The request as it may be shown. */
    String shown(RestRequest request) {
        return sending.shown(request.method(), request.uri());
    }

    /** Whether what a request is asked for with may be kept: it holds no secret, nor what may be of a record that is masked. */
    boolean mayKeep(String told) {
        return sending.mayKeep(told);
    }

    Opened open(RestRequest request, Selection what, Paginator paginator, long page) {
        return attempts.until(() -> once(request, what, paginator, page));
    }

    /** Reads on in an answer; what breaks because the run was cancelled is told as that. */
    Optional<JsonPage> guard(Supplier<Optional<JsonPage>> read) {
        deadline.check();
        try {
            return read.get();
        } catch (TransientFailure failure) {
            deadline.check();
            throw told(failure);
        }
    }

    private Opened once(RestRequest request, Selection what, Paginator paginator, long page) {
        Sending.Got got = sending.send(request);
        if (got.response().status() == 401
                && got.proof().filter(credentials::renews).isPresent()) {
            got.drain();
            got = sending.send(request);
        }
        try {
            return read(got, what, paginator, "page " + page + " of " + got.shown());
        } catch (IOException e) {
            got.response().close();
            throw new TransientFailure(Explanation.of(got.shown() + " broke off: " + Sending.reason(e)), e);
        } catch (TransientFailure e) {
            got.response().close();
            throw told(e);
        } catch (RuntimeException e) {
            got.response().close(); // it is asked for again, and may be allowed only once at a time
            throw e;
        }
    }

    /** A reader knows only that an answer broke off. */
    private static TransientFailure told(TransientFailure failure) {
        return failure.getCause() instanceof OutOfTime late
                ? new TransientFailure(
                        Explanation.of(failure.explanation()
                                .what()
                                .replace(OutOfTime.class.getSimpleName(), String.valueOf(late.getMessage()))),
                        late)
                : failure;
    }

    private Opened read(Sending.Got got, Selection wanted, Paginator asked, String what) throws IOException {
        Transport.Response response = got.response();
        byte[] beginning =
                reactions.texts().isEmpty() ? new byte[0] : response.body().readNBytes(Reactions.SEARCHED);
        InputStream body = beginning.length == 0
                ? response.body()
                : new SequenceInputStream(new ByteArrayInputStream(beginning), response.body());
        Optional<Reactions.Action> action = reactions.of(response.status(), beginning);
        if (action.isPresent()) {
            switch (action.get()) {
                case FAIL, RETRY -> throw refusals.said(got, body, action.get() == Reactions.Action.RETRY);
                case STOP, IGNORE -> {
                    got.drain();
                    return nothing(
                            got,
                            asked,
                            action.get() == Reactions.Action.STOP ? Then.END_RESOURCE : Then.END_CHAIN,
                            what);
                }
            }
        }
        if (response.status() < 200 || response.status() >= 300) {
            throw refusals.of(got, body);
        }
        if (response.status() == 204) {
            body = new ByteArrayInputStream(NOTHING);
        }
        Paginator paginator = asked;
        if (asked instanceof Paginator.Auto) {
            byte[] whole = AutoPaginator.whole(body, what);
            paginator = AutoPaginator.detect(response.headers(), whole);
            body = new ByteArrayInputStream(whole);
        }
        RecordReader reader = new RecordReader(body, wanted.picking(paginator.picks()), what, Maker.API);
        return new Opened(response, got.uri(), got.shown(), paginator, reader, reader.next(), Then.GO_ON);
    }

    private static Opened nothing(Sending.Got got, Paginator asked, Then then, String what) {
        RecordReader reader = new RecordReader(
                new ByteArrayInputStream(NOTHING),
                new Selection(Optional.of(JsonPath.ROOT), Set.of()),
                what,
                Maker.API);
        return new Opened(got.response(), got.uri(), got.shown(), asked, reader, reader.next(), then);
    }
}
