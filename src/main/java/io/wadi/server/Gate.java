package io.wadi.server;

import io.wadi.server.Problem.Kind;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Who may come in. Where there are tokens, each request has one; without, only this machine's programs are let in: a web
 * page that a browser shows here is kept out by the names of hosts that it may use, by its origin, and by a type of body
 * that no form sends.
 */
public record Gate(Supplier<Tokens> tokens) {
    private static final Pattern HERE =
            Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final String SCHEME = "bearer ";

    public Gate(Tokens all) {
        this(() -> all);
    }

    /** @throws Refusal when it stays outside */
    public Caller admit(Request request) {
        Tokens now = tokens.get();
        Caller caller = now.isEmpty() ? local(request) : known(request, now);
        if (!request.isRead()) {
            writes(request);
        }
        return caller;
    }

    private static Caller local(Request request) {
        String host = request.header("host").orElse("");
        if (!HERE.matcher(host).matches()) {
            throw new Refusal(
                    Problem.of(Kind.FORBIDDEN, "without tokens only 127.0.0.1, localhost and [::1] are served")
                            .fix("ask one of these, or give the server tokens: ./wadi token new NAME"));
        }
        return Caller.ANYBODY;
    }

    private static Caller known(Request request, Tokens tokens) {
        String header = request.header("authorization").orElse("");
        boolean bears = header.toLowerCase(Locale.ROOT).startsWith(SCHEME);
        Optional<Caller> caller =
                bears ? tokens.find(header.substring(SCHEME.length()).strip()) : Optional.empty();
        return caller.orElseThrow(
                () -> new Refusal(Problem.of(Kind.NO_TOKEN, bears ? "nobody has this token" : "no token was sent")
                        .fix("send the header Authorization: Bearer TOKEN, with what ./wadi token new printed")
                        .header("WWW-Authenticate", "Bearer realm=\"wadi\"")));
    }

    private static void writes(Request request) {
        Optional<String> origin = request.header("origin");
        String host = request.header("host").orElse("");
        if (origin.isPresent() && !origin.get().replaceFirst("^https?://", "").equalsIgnoreCase(host)) {
            throw new Refusal(Problem.of(Kind.FORBIDDEN, "pages of another origin may not change anything here"));
        }
        String type = request.header("content-type")
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        if (!type.equalsIgnoreCase("application/json")) {
            throw new Refusal(
                    Problem.of(Kind.NOT_JSON, "requests that change something are JSON, with or without a body")
                            .fix("send the header Content-Type: application/json"));
        }
    }
}
