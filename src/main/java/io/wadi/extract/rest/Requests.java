package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.extract.json.JsonPath;
import io.wadi.extract.json.Maker;
import io.wadi.extract.json.RecordReader;
import io.wadi.extract.json.Selection;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.JsonPage;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;

/** Sends the requests of one resource: with its credentials, after redirects, and again when that can help. */
final class Requests {
    private static final int HOPS = 5;
    private static final int EXCERPT = 200;
    private static final int DRAINED = 1 << 20;

    private final Transport.Session session;
    private final Host home;
    private final Optional<Auth> auth;
    private final Optional<Auth.Proof> proof;
    private final SecretSource secrets;
    private final Retry retry;
    private final Deadline deadline;

    /** An answer whose first page was read: had the connection broken before, nothing would have been handed over. */
    record Opened(
            Transport.Response response, URI uri, Paginator paginator, RecordReader reader, Optional<JsonPage> first) {
        Opened {
            requireNonNull(first);
        }
    }

    Requests(Transport.Session session, Host home, Optional<Auth> auth, RestClient client, Deadline deadline) {
        this.session = session;
        this.home = home;
        this.auth = auth;
        this.secrets = client.secrets();
        this.retry = client.retry();
        this.deadline = deadline;
        this.proof = auth.map(credentials -> credentials.prove(secrets));
    }

    /** The request as it may be shown. */
    String shown(URI uri) {
        return "GET " + SafeUrl.of(uri, auth.flatMap(Auth::secretParameter));
    }

    Opened open(RestRequest request, Optional<JsonPath> records, Paginator paginator, long page) {
        for (int tried = 1; ; tried++) {
            try {
                return once(request, records, paginator, page);
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

    private Opened once(RestRequest request, Optional<JsonPath> records, Paginator paginator, long page) {
        URI uri = request.uri();
        for (int hop = 0; hop <= HOPS; hop++) {
            deadline.check();
            Transport.Response response = send(uri, request.headers());
            int status = response.status();
            if (status >= 200 && status < 300) {
                return read(response, uri, records, paginator, "page " + page + " of " + shown(uri));
            }
            Optional<String> location = first(response, "Location");
            if (status < 300 || status >= 400 || location.isEmpty()) {
                throw refusal(uri, response);
            }
            drain(response);
            uri = Link.resolve(uri, location.get());
        }
        throw new TerminalFailure(
                Explanation.of(shown(request.uri()) + " was redirected more than " + HOPS + " times"));
    }

    private static Opened read(
            Transport.Response response, URI uri, Optional<JsonPath> records, Paginator asked, String what) {
        InputStream body = response.status() == 204
                ? new ByteArrayInputStream("[]".getBytes(StandardCharsets.UTF_8))
                : response.body();
        Paginator paginator = asked;
        if (asked instanceof Paginator.Auto) {
            byte[] whole = AutoPaginator.whole(body, what);
            paginator = AutoPaginator.detect(response.headers(), whole);
            body = new ByteArrayInputStream(whole);
        }
        RecordReader reader = new RecordReader(body, new Selection(records, paginator.picks()), what, Maker.API);
        return new Opened(response, uri, paginator, reader, reader.next());
    }

    private Transport.Response send(URI uri, Map<String, String> headers) {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("Accept", "application/json");
        sent.put("User-Agent", "wadi");
        URI target = uri;
        if (home.trusts(uri)) {
            sent.putAll(headers);
            proof.filter(p -> p.location() == Auth.Location.HEADER).ifPresent(p -> sent.put(p.name(), p.value()));
            target = proof.filter(p -> p.location() == Auth.Location.QUERY)
                    .map(p -> RestRequest.of(uri.toString())
                            .with(p.name(), p.value())
                            .uri())
                    .orElse(uri);
        }
        try {
            return session.get(target, sent);
        } catch (SSLException e) {
            throw new TerminalFailure(
                    Explanation.of(shown(uri) + ": no secure connection, " + e.getMessage())
                            .fix("check the host's certificate, and camel.component.https.* in application.properties"),
                    e);
        } catch (IOException e) {
            throw new TransientFailure(Explanation.of(shown(uri) + ": " + reason(e)), e);
        } catch (IllegalStateException e) {
            deadline.check(); // the connections were closed under the request
            throw e;
        }
    }

    private static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        } else if (e instanceof SocketTimeoutException) {
            return "no answer in time";
        } else if (e instanceof ConnectException) {
            return "the host cannot be reached";
        }
        return "the connection broke (" + e.getClass().getSimpleName() + ")";
    }

    private RuntimeException refusal(URI uri, Transport.Response response) {
        int status = response.status();
        String what = shown(uri) + " answered " + status;
        if (status == 408 || status == 429 || status >= 500) {
            Optional<Duration> after = first(response, "Retry-After").flatMap(retry::after);
            drain(response);
            return new Refused(Explanation.of(what), after);
        }
        if (status == 401 || status == 403) {
            drain(response);
            return new TerminalFailure(Explanation.of(what).fix(credentialsFix(uri)));
        }
        String said = excerpt(response);
        drain(response);
        return new TerminalFailure(Explanation.of(said.isEmpty() ? what : what + ": " + said));
    }

    private String credentialsFix(URI uri) {
        if (auth.isEmpty()) {
            return "the request had no credentials: add auth and credentials to the endpoint";
        }
        if (!home.trusts(uri)) {
            return "credentials are sent to " + home.name() + " only: use an url that is not redirected";
        }
        Auth credentials = auth.get();
        List<String> places = credentials.kind().keys().stream()
                .map(key -> credentials.section() + "." + key + " in " + secrets.places(credentials.section(), key))
                .toList();
        return "check the credentials " + credentials.section() + ", looked for as " + String.join(" and ", places);
    }

    /** The beginning of what an API says of an error, without our secrets in it. */
    private String excerpt(Transport.Response response) {
        try {
            String text = new String(response.body().readNBytes(4 * EXCERPT), StandardCharsets.UTF_8)
                    .replaceAll("\\s+", " ")
                    .strip();
            for (String secret : proof.map(Auth.Proof::secrets).orElse(List.of())) {
                text = text.replace(secret, "***");
            }
            return text.startsWith("<") ? "" : text.substring(0, Math.min(EXCERPT, text.length()));
        } catch (IOException e) {
            return "";
        }
    }

    private static Optional<String> first(Transport.Response response, String header) {
        return response.headers().getOrDefault(header, List.of()).stream().findFirst();
    }

    /**
     * Reads what is left of a short body, so that its connection can be used again. Closing would read a long one to its
     * end: that connection is given up, and closed with the session.
     */
    private static void drain(Transport.Response response) {
        try {
            if (response.body().skip(DRAINED) < DRAINED) {
                response.close();
            }
        } catch (IOException e) {
            // the connection is not used again then
        }
    }
}
