package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.flow.store.Sessions;
import io.wadi.flow.store.Sessions.Session;
import io.wadi.server.Answer;
import io.wadi.server.Caller;
import io.wadi.server.Problem;
import io.wadi.server.Problem.Kind;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import io.wadi.server.Role;
import io.wadi.server.Token;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Who is signed in, and how one comes to be: by a link that works once, a password, a token of the API, or because a proxy
 * says so. The browser keeps 256 random bits in a cookie that no script reads; the store keeps their hash.
 */
final class Door {
    static final Duration LASTS = Duration.ofHours(12);
    private static final Duration SEEN = Duration.ofMinutes(5);
    private static final Duration IDLE = Duration.ofHours(2);
    private static final Caller LOCAL = new Caller("local", Role.EDITOR);

    private final ConsoleSettings settings;
    private final Sessions sessions;
    private final InstantSource clock;
    private final Supplier<String> secrets;
    private final Consumer<String> links;
    private final Throttle throttle = new Throttle();
    /** A password takes 19 MiB and a while: a crowd that guesses gets no more of the machine than that. */
    private final Semaphore hashing = new Semaphore(2);

    private String link = "";

    /**
     * @param secrets draws one each time
     * @param links is told the path of the link that works next
     */
    Door(
            ConsoleSettings settings,
            Sessions sessions,
            InstantSource clock,
            Supplier<String> secrets,
            Consumer<String> links) {
        this.settings = requireNonNull(settings);
        this.sessions = requireNonNull(sessions);
        this.clock = requireNonNull(clock);
        this.secrets = requireNonNull(secrets);
        this.links = requireNonNull(links);
    }

    /** Makes the first link, where there is one. */
    synchronized void open() {
        if (settings.byLink()) {
            String next = secrets.get();
            link = Token.digest(next);
            links.accept("/enter/" + next);
        }
    }

    /** Cookies are of a host, whatever the port: two servers on one machine have two. */
    private static String cookie(Request request) {
        String host = request.header("host").orElse("");
        return "wadi-session-" + host.replaceFirst("^.*:(\\d{1,5})$|^.*$", "$1");
    }

    static Optional<String> cookie(Request request, String name) {
        return Arrays.stream(request.header("cookie").orElse("").split("[;,] *"))
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst();
    }

    /** Whoever this request is from. */
    Optional<Visitor> find(Request request, String from) {
        Instant now = clock.instant();
        Optional<String> secret = cookie(request, cookie(request)).filter(text -> !text.isEmpty());
        Optional<Caller> proxied = proxied(request, from);
        Optional<Session> session = secret.flatMap(text -> sessions.find(Token.digest(text), now))
                .filter(known -> known.seen().plus(IDLE).isAfter(now))
                .filter(known -> stands(known, proxied));
        if (session.filter(known -> known.seen().plus(SEEN).isBefore(now)).isPresent()) {
            sessions.seen(session.get().hash(), now);
        }
        return session.flatMap(known -> Role.of(known.role())
                .map(role -> new Visitor(
                        new Caller(known.who(), role), Token.digest("csrf " + secret.orElseThrow()), known.way())));
    }

    /** Whether what let them in still would, as the same one and no more. */
    private boolean stands(Session known, Optional<Caller> proxied) {
        Optional<Caller> now = switch (known.way()) {
            case "proxy" -> proxied;
            case "token" -> settings.tokens().get().named(known.who());
            case "password" -> settings.users().named(known.who());
            default -> Optional.of(LOCAL).filter(local -> settings.byLink());
        };
        return now.filter(caller -> caller.name().equals(known.who())
                        && caller.role().word().equals(known.role()))
                .isPresent();
    }

    /** Whom a proxy has signed in. */
    Optional<Caller> proxied(Request request, String from) {
        return settings.proxy().flatMap(proxy -> proxy.find(request.header(proxy.header()), from));
    }

    /** By the link of the terminal; the next one is told there. It cannot be guessed, so nobody is kept out for trying. */
    synchronized Optional<Caller> byLink(String secret) {
        if (!settings.byLink() || !link.equals(Token.digest(secret))) {
            return Optional.empty();
        }
        open();
        return Optional.of(LOCAL);
    }

    /** By the form. */
    Optional<Caller> byForm(Map<String, String> form, Request request, String from) {
        if (!settings.local() && !settings.plain() && !isSecure(request)) {
            throw new Refusal(Problem.of(Kind.FORBIDDEN, "passwords and tokens do not travel without TLS")
                    .fix("put a proxy with TLS before the server, or set wadi.console.plain=true in a network that you"
                            + " trust"));
        }
        String name = form.getOrDefault("name", "").strip();
        throttled(from);
        throttled("name " + name);
        String token = form.getOrDefault("token", "").strip();
        Optional<Caller> caller = token.isEmpty()
                ? byPassword(name, form.getOrDefault("password", ""))
                : settings.tokens().get().find(token);
        if (caller.isPresent()) {
            throttle.passed(from);
            throttle.passed("name " + name);
        } else {
            throttle.failed(from, clock.instant());
            if (!name.isEmpty()) {
                throttle.failed("name " + name, clock.instant());
            }
        }
        return caller;
    }

    private Optional<Caller> byPassword(String name, String password) {
        if (settings.users().isEmpty()) {
            return Optional.empty();
        }
        if (!hashing.tryAcquire()) {
            throw tooMany();
        }
        try {
            return settings.users().find(name, password);
        } finally {
            hashing.release();
        }
    }

    private void throttled(String who) {
        if (throttle.isBlocked(who, clock.instant())) {
            throw tooMany();
        }
    }

    private static Refusal tooMany() {
        return new Refusal(Problem.of(Kind.TOO_MANY, "too many sign-ins failed")
                .fix("try again in " + Throttle.WITHIN.toMinutes() + " minutes"));
    }

    /** Whether the browser came over TLS, by its own word. */
    private static boolean isSecure(Request request) {
        return request.header("origin")
                .filter(origin -> origin.startsWith("https://"))
                .isPresent();
    }

    /** The same answer, with a session: always a new one. */
    Answer.Page admit(Caller caller, String way, Request request, Answer.Page answer) {
        leave(request);
        Instant now = clock.instant();
        String secret = secrets.get();
        sessions.begin(
                new Session(Token.digest(secret), caller.name(), caller.role().word(), way, now, now, now.plus(LASTS)));
        boolean secure = isSecure(request) || (way.equals("proxy") && byTls(request));
        return answer.header("Set-Cookie", cookie(request) + "=" + secret + attributes(secure, LASTS.toSeconds()));
    }

    /** By the word of a proxy that is believed: a page that is only asked for says no origin. */
    private static boolean byTls(Request request) {
        return request.header("x-forwarded-proto").filter("https"::equals).isPresent();
    }

    private static String attributes(boolean secure, long seconds) {
        return "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + seconds + (secure ? "; Secure" : "");
    }

    void leave(Request request) {
        cookie(request, cookie(request)).ifPresent(secret -> sessions.end(Token.digest(secret)));
    }

    /** The same answer, after which the browser knows nothing. */
    Answer.Page forget(Request request, Answer.Page answer) {
        leave(request);
        return answer.header("Set-Cookie", cookie(request) + "=" + attributes(isSecure(request), 0));
    }
}
