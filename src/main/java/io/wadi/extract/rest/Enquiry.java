package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first answer of an API that nothing is known of yet. It is asked for once, and no redirect is followed.
 *
 * @param paginator as a run would find it out
 */
@SuppressWarnings("ArrayRecordComponent") // it is looked at, never compared
public record Enquiry(byte[] body, Paginator paginator) {
    /** For somebody who waits. */
    public static final Timeouts TIMEOUTS =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private static final int MOST_BYTES = 5_000_000;

    public Enquiry {
        requireNonNull(body);
        requireNonNull(paginator);
    }

    /**
     * @param secrets where its credentials are
     * @throws io.wadi.model.Failure when it cannot be asked, answers anything but 200, or more than 5 MB
     */
    public static Enquiry of(Transport transport, URI uri, Optional<Auth> auth, SecretSource secrets) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        headers.put("User-Agent", "wadi");
        auth.map(known -> known.prove(secrets)).ifPresent(proof -> proof.into(headers));
        // Without its query, which may hold what is nobody's business.
        String shown = uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
        try (Transport.Session session = transport.open(uri);
                Transport.Response response = Sending.pass(
                        session,
                        new Transport.Call(Method.GET, uri, headers, Optional.empty()),
                        shown,
                        Deadline.none())) {
            refuse(shown, response.status(), auth.isEmpty());
            byte[] body = response.body().readNBytes(MOST_BYTES + 1);
            if (body.length > MOST_BYTES) {
                throw new TerminalFailure(Explanation.of(shown + " answers more than " + MOST_BYTES / 1_000_000 + " MB")
                        .fix("ask for smaller pages"));
            }
            return new Enquiry(body, AutoPaginator.detect(response.headers(), body));
        } catch (IOException e) {
            throw Sending.broken(shown, e);
        }
    }

    private static void refuse(String shown, int status, boolean unasked) {
        String what = shown + " answers " + status;
        if (status == 401 || status == 403) {
            throw new TerminalFailure(Explanation.of(what + (unasked ? ": it wants to know who asks" : ""))
                    .fix("look at the kind of credentials, and at their value"));
        }
        if (status >= 300 && status < 400) {
            throw new TerminalFailure(Explanation.of(shown + " sends elsewhere (" + status + ")")
                    .fix("type the address that it sends to, if you trust it"));
        }
        if (status != 200) {
            throw new TerminalFailure(Explanation.of(what).fix("look at the path"));
        }
    }
}
