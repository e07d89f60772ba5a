package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.Maker;
import io.wadi.extract.json.RecordReader;
import io.wadi.extract.json.Selection;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.TransientFailure;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The requests of one resource, each until its first page is there: what did not come is asked for again. */
final class Requests {
    private final Sending sending;
    private final Refusals refusals;
    private final Retry retry;
    private final Deadline deadline;

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
            Optional<JsonPage> first) {
        Opened {
            requireNonNull(first);
        }
    }

    Requests(Transport.Session session, Host home, Optional<Auth> auth, RestClient client, Deadline deadline) {
        Optional<Auth.Proof> proof = auth.map(credentials -> credentials.prove(client.secrets()));
        this.sending = new Sending(session, home, proof, auth.flatMap(Auth::secretParameter), deadline);
        this.refusals = new Refusals(home, auth, proof, client.secrets(), client.retry());
        this.retry = client.retry();
        this.deadline = deadline;
    }

    /** The request as it may be shown. */
    String shown(RestRequest request) {
        return sending.shown(request.method(), request.uri());
    }

    Opened open(RestRequest request, Selection what, Paginator paginator, long page) {
        for (int tried = 1; ; tried++) {
            try {
                return once(request, what, paginator, page);
            } catch (TransientFailure failure) {
                deadline.check(); // a connection that breaks when the run is cancelled is not the server's fault
                Optional<Duration> asked = failure instanceof Refused refused ? refused.after() : Optional.empty();
                Duration delay = retry.delay(tried, asked);
                if (tried == retry.tries() || delay.compareTo(Retry.LONGEST) > 0) {
                    throw new TransientFailure(gaveUp(failure.explanation().what(), tried, delay), failure);
                }
                retry.pause().pause(delay, deadline);
            }
        }
    }

    /** Reads on in an answer; what breaks because the run was cancelled is told as that. */
    Optional<JsonPage> guard(Supplier<Optional<JsonPage>> read) {
        deadline.check();
        try {
            return read.get();
        } catch (TransientFailure failure) {
            deadline.check();
            throw failure;
        }
    }

    private static Explanation gaveUp(String what, int tried, Duration delay) {
        return Explanation.of(what + ", tried " + (tried == 1 ? "once" : tried + " times")
                + (delay.compareTo(Retry.LONGEST) > 0 ? ", to be asked again in " + delay.toSeconds() + " s" : ""));
    }

    private Opened once(RestRequest request, Selection what, Paginator paginator, long page) {
        Sending.Got got = sending.send(request);
        int status = got.response().status();
        if (status < 200 || status >= 300) {
            throw refusals.of(got);
        }
        return read(got, what, paginator, "page " + page + " of " + got.shown());
    }

    private static Opened read(Sending.Got got, Selection wanted, Paginator asked, String what) {
        Transport.Response response = got.response();
        InputStream body = response.status() == 204
                ? new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8))
                : response.body();
        Paginator paginator = asked;
        if (asked instanceof Paginator.Auto) {
            byte[] whole = AutoPaginator.whole(body, what);
            paginator = AutoPaginator.detect(response.headers(), whole);
            body = new ByteArrayInputStream(whole);
        }
        RecordReader reader = new RecordReader(body, wanted.picking(paginator.picks()), what, Maker.API);
        return new Opened(response, got.uri(), got.shown(), paginator, reader, reader.next());
    }
}
