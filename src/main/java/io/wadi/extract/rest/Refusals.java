package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What an answer that is none means: whether to ask again, and what a person is told. */
final class Refusals {
    private static final int EXCERPT = 200;

    private final Host home;
    private final Optional<Auth> auth;
    private final Optional<Auth.Proof> proof;
    private final SecretSource secrets;
    private final Retry retry;

    Refusals(Host home, Optional<Auth> auth, Optional<Auth.Proof> proof, SecretSource secrets, Retry retry) {
        this.home = requireNonNull(home);
        this.auth = requireNonNull(auth);
        this.proof = requireNonNull(proof);
        this.secrets = requireNonNull(secrets);
        this.retry = requireNonNull(retry);
    }

    Failure of(Sending.Got got) {
        int status = got.response().status();
        String what = got.shown() + " answered " + status;
        if (status == 408 || status == 429 || status >= 500) {
            got.drain();
            return new Refused(Explanation.of(what), got.header("Retry-After").flatMap(retry::after));
        }
        if (status == 401 || status == 403) {
            got.drain();
            return new TerminalFailure(Explanation.of(what).fix(credentialsFix(got)));
        }
        String said = excerpt(got.response());
        got.drain();
        return new TerminalFailure(Explanation.of(said.isEmpty() ? what : what + ": " + said));
    }

    private String credentialsFix(Sending.Got got) {
        if (auth.isEmpty()) {
            return "the request had no credentials: add auth and credentials to the endpoint";
        }
        if (!home.trusts(got.uri())) {
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
}
