package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What an answer that is none means: whether to ask again, and what a person is told. */
final class Refusals {
    private static final int EXCERPT = 200;

    private final Host home;
    private final Optional<Auth> auth;
    private final SecretSource secrets;
    private final Retry retry;
    private final boolean discreet;

    Refusals(Host home, Optional<Auth> auth, RestClient client) {
        this.home = requireNonNull(home);
        this.auth = requireNonNull(auth);
        this.secrets = client.secrets();
        this.retry = client.retry();
        this.discreet = client.discreet();
    }

    /** Whether another answer can be hoped for. */
    static boolean mayPass(int status) {
        return status == 408 || status == 429 || status >= 500;
    }

    Failure of(Sending.Got got, InputStream body) {
        int status = got.response().status();
        String what = got.shown() + " answered " + status;
        if (mayPass(status)) {
            got.drain();
            return new Refused(Explanation.of(what), got.header("Retry-After").flatMap(retry::after));
        }
        if (status == 401 || status == 403) {
            got.drain();
            return new TerminalFailure(Explanation.of(what).fix(credentialsFix(got)));
        }
        String said = discreet ? "" : excerpt(got, body);
        got.drain();
        return new TerminalFailure(Explanation.of(said.isEmpty() ? what : what + ": " + said));
    }

    /** Of an answer that the endpoint's options say is none. */
    Failure said(Sending.Got got, InputStream body, boolean mayPass) {
        String said = discreet ? "" : excerpt(got, body);
        Explanation what = Explanation.of(
                got.shown() + " answered " + got.response().status() + (said.isEmpty() ? "" : ": " + said));
        got.drain();
        return mayPass
                ? new Refused(what, got.header("Retry-After").flatMap(retry::after))
                : new TerminalFailure(what.fix("onStatus and onText of the endpoint say that this is an error"));
    }

    private String credentialsFix(Sending.Got got) {
        if (auth.isEmpty()) {
            return "the request had no credentials: add auth and credentials to the endpoint";
        }
        if (!home.trusts(got.uri())) {
            return "credentials are sent to " + home.name() + " only: use an url that is not redirected";
        }
        return auth.get().places(secrets);
    }

    /** The beginning of what an API says of an error, without our secrets in it. */
    private static String excerpt(Sending.Got got, InputStream body) {
        try {
            String said = new String(body.readNBytes(4 * EXCERPT), StandardCharsets.UTF_8);
            String text = got.proof()
                    .map(Auth.Proof::redaction)
                    .orElse(Redaction.NONE)
                    .of(said)
                    .replaceAll("\\s+", " ")
                    .strip();
            return text.startsWith("<") ? "" : text.substring(0, Math.min(EXCERPT, text.length()));
        } catch (IOException e) {
            return "";
        }
    }
}
