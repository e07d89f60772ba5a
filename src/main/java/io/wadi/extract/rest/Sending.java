package io.wadi.extract.rest;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLException;

/** Sends one request and follows where it is redirected to. Credentials, headers and bodies go to their own host alone. */
final class Sending {
    private static final int HOPS = 5;
    private static final int DRAINED = 1 << 20;

    private final Transport.Session session;
    private final Host home;
    private final Credentials credentials;
    private final SafeUrl safe;
    private final Deadline deadline;
    private volatile Optional<Auth.Proof> sent = Optional.empty();
    private volatile Redaction redaction = Redaction.NONE;

    /**
     * An answer.
     *
     * @param uri where it came from in the end
     * @param shown the request that it answers, as it may be shown
     * @param proof what went with the request
     */
    record Got(Transport.Response response, URI uri, String shown, Optional<Auth.Proof> proof) {
        Optional<String> header(String name) {
            return response.headers().getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Reads what is left of a short body, so that its connection can be used again. */
        void drain() {
            try {
                byte[] bytes = new byte[8192];
                int read = 0;
                for (int left = DRAINED; left > 0 && read >= 0; left -= read) {
                    read = response.body().read(bytes);
                }
            } catch (IOException e) {
                // the connection is not used again then
            }
            response.close();
        }
    }

    Sending(Transport.Session session, Host home, Credentials credentials, SafeUrl safe, Deadline deadline) {
        this.session = session;
        this.home = home;
        this.credentials = credentials;
        this.safe = safe;
        this.deadline = deadline;
    }

    /** A request as it may be shown; an address that a server gave may repeat what it got. */
    String shown(Method method, URI uri) {
        return method + " " + redaction.of(safe.of(uri));
    }

    boolean mayKeep(String told) {
        return redaction.of(told).equals(told) && safe.mayKeep(told);
    }

    /** The answer, whatever its status, unless it leads elsewhere. */
    Got send(RestRequest request) {
        URI uri = request.uri();
        Method method = request.method();
        Optional<String> body = request.body().map(JsonBody::toString);
        for (int hop = 0; hop <= HOPS; hop++) {
            deadline.check();
            Got got = once(method, uri, request.headers(), body);
            int status = got.response().status();
            Optional<String> location = got.header("Location");
            if (status < 300 || status >= 400 || location.isEmpty()) {
                return got;
            }
            got.drain();
            if (status != 307 && status != 308) {
                method = Method.GET; // RFC 9110 15.4: what was looked for is now at another place
                body = Optional.empty();
            }
            uri = Link.resolve(uri, location.get());
        }
        throw new TerminalFailure(Explanation.of(
                shown(request.method(), request.uri()) + " was redirected more than " + HOPS + " times"));
    }

    private Got once(Method method, URI uri, Map<String, String> own, Optional<String> body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "wadi");
        URI target = uri;
        String shown = shown(method, uri);
        Optional<Auth.Proof> proof = Optional.empty();
        if (home.trusts(uri)) {
            body.ifPresent(json -> headers.put("Content-Type", "application/json"));
            headers.putAll(own);
            proof = credentials.proof(deadline);
            proof.ifPresent(p -> p.into(headers));
            remember(proof);
            target = proof.filter(p -> p.location() == Auth.Location.QUERY)
                    .map(p -> RestRequest.of(uri.toString())
                            .with(p.name(), p.value())
                            .uri())
                    .orElse(uri);
        } else if (body.isPresent()) {
            throw new TerminalFailure(Explanation.of(shown + " was not sent: its body is for " + home.name() + " only")
                    .fix("use an url that does not lead to another host"));
        }
        Transport.Call call = new Transport.Call(method, target, headers, body);
        return new Got(pass(session, call, shown, deadline), uri, shown, proof);
    }

    private void remember(Optional<Auth.Proof> proof) {
        if (!proof.equals(sent)) {
            sent = proof;
            redaction = proof.map(Auth.Proof::redaction).orElse(Redaction.NONE);
        }
    }

    /** Sends, and tells what went wrong. */
    static Transport.Response pass(Transport.Session session, Transport.Call call, String shown, Deadline deadline) {
        try {
            return session.send(call, deadline);
        } catch (SSLException e) {
            throw new TerminalFailure(
                    Explanation.of(shown + ": no secure connection, " + e.getMessage())
                            .fix("check the host's certificate, and camel.component.https.* in application.properties"),
                    e);
        } catch (IOException e) {
            throw broken(shown, e);
        } catch (IllegalStateException e) {
            deadline.check(); // the connections were closed under the request
            throw e;
        }
    }

    static TransientFailure broken(String shown, IOException e) {
        return new TransientFailure(Explanation.of(shown + ": " + reason(e)), e);
    }

    static String reason(IOException e) {
        if (e instanceof UnknownHostException) {
            return "the host is not known";
        } else if (e instanceof OutOfTime) {
            return String.valueOf(e.getMessage());
        } else if (e instanceof ConnectException) {
            return "the host cannot be reached";
        }
        return "the connection broke (" + e.getClass().getSimpleName() + ")";
    }
}
