package io.wadi.server.console;

import io.wadi.server.Answer;
import io.wadi.server.Caller;
import io.wadi.server.Endpoint;
import io.wadi.server.Refusal;
import io.wadi.server.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages by which one comes in and leaves. */
public final class SignIn {
    /** Told of each try. */
    @FunctionalInterface
    interface Book {
        void enter(String who, String role, String from, String action, String target, int status);
    }

    /**
     * What the page offers.
     *
     * @param to where to go on
     */
    public record Form(boolean byLink, boolean byPassword, boolean byToken, String to, Optional<String> trouble) {}

    /** @param to the page that comes next */
    public record Welcome(String to) {}

    private final Door door;
    private final Desktop desktop;
    private final ConsoleSettings settings;
    private final Book book;

    SignIn(Door door, Desktop desktop, ConsoleSettings settings, Book book) {
        this.door = door;
        this.desktop = desktop;
        this.settings = settings;
        this.book = book;
    }

    /** Empty where it is about something else. */
    Optional<Answer> answer(Request request, List<String> segments, String from) {
        Optional<String> link = Endpoint.match("/enter/{secret}", segments).map(path -> path.get("secret"));
        if (link.isPresent() && request.isRead()) {
            return Optional.of(enter(door.byLink(link.get()), "link", request, from, "/"));
        }
        if (segments.equals(List.of("login"))) {
            return Optional.of(request.isRead() ? ask(request, from) : tried(request, from));
        }
        if (segments.equals(List.of("logout")) && !request.isRead()) {
            Optional<Visitor> visitor = door.find(request, from);
            visitor.ifPresent(
                    each -> Guard.csrf(each, Optional.ofNullable(request.form().get("csrf"))));
            visitor.ifPresent(each -> book.enter(each.name(), each.role(), from, "sign out", "", 303));
            return Optional.of(door.forget(request, Templates.to("/login")));
        }
        return Optional.empty();
    }

    /** The page that asks who it is; a proxy may have said so already. */
    Answer ask(Request request, String from) {
        Optional<Caller> proxied = door.proxied(request, from);
        if (proxied.isPresent() && request.isRead()) {
            return enter(proxied, "proxy", request, from, inside(here(request)));
        }
        boolean page = request.isRead() && !request.path().equals("/login");
        return page
                ? Templates.to("/login?to=" + URLEncoder.encode(inside(here(request)), StandardCharsets.UTF_8))
                : form(request, request.isRead() ? 200 : 401, Optional.empty());
    }

    private Answer tried(Request request, String from) {
        Map<String, String> form = request.form();
        String way = form.getOrDefault("token", "").isBlank() ? "password" : "token";
        String name =
                way.equals("token") ? "a token" : form.getOrDefault("name", "").strip();
        Optional<Caller> caller;
        try {
            caller = door.byForm(form, request, from);
        } catch (Refusal e) {
            book.enter(
                    name, "", from, "sign in by " + way, "", e.problem().kind().status());
            throw e;
        }
        if (caller.isEmpty()) {
            book.enter(name, "", from, "sign in by " + way, "", 401);
            return form(request, 401, Optional.of("That is not a name and password, or token, that is known here."));
        }
        return enter(caller, way, request, from, inside(form.getOrDefault("to", "/")));
    }

    /** By a page of its own: a cookie that is strict does not come with the page to which another one has sent. */
    private Answer enter(Optional<Caller> caller, String way, Request request, String from, String to) {
        if (caller.isEmpty()) {
            book.enter("", "", from, "sign in by " + way, "", 401);
            return form(request, 401, Optional.of("This link has been used, or is not the last one."));
        }
        String role = Visitor.word(caller.get().role());
        book.enter(caller.get().name(), role, from, "sign in by " + way, "", 200);
        Frame frame = desktop.frame("Signed in", "", Optional.empty(), request, false);
        return door.admit(caller.get(), way, request, desktop.page(200, "welcome", frame, new Welcome(to)));
    }

    private Answer form(Request request, int status, Optional<String> trouble) {
        String to = request.path().equals("/login") ? request.parameters().getOrDefault("to", "/") : here(request);
        Form form = new Form(
                settings.byLink(),
                !settings.users().isEmpty(),
                !settings.tokens().get().isEmpty(),
                request.isRead() ? inside(to) : inside(request.form().getOrDefault("to", "/")),
                trouble);
        return desktop.page(status, "login", desktop.frame("Sign in", "", Optional.empty(), request, false), form);
    }

    private static String here(Request request) {
        return request.isRead() ? request.path() + (request.query().isEmpty() ? "" : "?" + request.query()) : "/";
    }

    /** A page of this console, and none of another host, whatever was sent. */
    static String inside(String to) {
        return to.matches("/([A-Za-z0-9._~%-][^\\\\\\p{Cntrl}]*)?") && !to.startsWith("/enter") ? to : "/";
    }
}
