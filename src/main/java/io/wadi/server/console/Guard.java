package io.wadi.server.console;

import io.wadi.server.Problem;
import io.wadi.server.Problem.Kind;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What each request has to be, whoever sends it: for a name that this server has, so that no page that had a foreign name
 * point here reads anything; and from a page of its own where it changes something.
 */
final class Guard {
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Pattern LITERAL = Pattern.compile("\\[[0-9a-fA-F:.]+]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final ConsoleSettings settings;

    Guard(ConsoleSettings settings) {
        this.settings = settings;
    }

    /** @throws Refusal when it is none of these */
    void check(Request request) {
        String host = request.header("host").orElse("");
        String name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        boolean known = HERE.contains(name)
                || settings.hosts().contains(name)
                || (!settings.local() && LITERAL.matcher(name).matches());
        if (!known) {
            throw new Refusal(Problem.of(Kind.FORBIDDEN, "this console does not answer to the name " + Shown.of(name))
                    .fix("use one of its own, or add this one to wadi.console.hosts"));
        }
        if (!request.isRead()) {
            writes(request, host);
        }
    }

    private static void writes(Request request, String host) {
        boolean own = request.header("origin")
                .map(origin -> origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host))
                .orElse(false);
        boolean foreign = request.header("sec-fetch-site")
                .filter(site -> !site.equals("same-origin"))
                .isPresent();
        if (!own || foreign) {
            throw new Refusal(Problem.of(Kind.FORBIDDEN, "only pages of this console may change anything here"));
        }
        String type = request.header("content-type")
                .orElse("")
                .replaceFirst(";.*", "")
                .strip();
        if (!type.equalsIgnoreCase("application/x-www-form-urlencoded")) {
            throw new Refusal(Problem.of(Kind.UNREADABLE, "the console takes forms, and this is none"));
        }
    }

    /** @throws Refusal when the form is not one that this visitor was given */
    static void csrf(Visitor visitor, Optional<String> sent) {
        byte[] wanted = visitor.csrf().getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, sent.orElse("").getBytes(StandardCharsets.UTF_8))) {
            throw new Refusal(Problem.of(Kind.FORBIDDEN, "this form is too old, or not from this console")
                    .fix("load the page again, then press the button once more"));
        }
    }
}
