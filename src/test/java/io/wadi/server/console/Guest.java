package io.wadi.server.console;

import io.wadi.server.Answer;
import io.wadi.server.Request;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A browser in so far as the door is concerned: it keeps a cookie, and sends what its forms had. */
final class Guest {
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([0-9a-f]{64})\"");

    private final House house;
    private final Map<String, String> headers = new HashMap<>(Map.of("host", "127.0.0.1:7080"));
    private String from = "127.0.0.1";
    private String csrf = "";

    Guest(House house) {
        this.house = house;
    }

    Guest with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Guest without(String name) {
        headers.remove(name);
        return this;
    }

    Guest from(String address) {
        from = address;
        return this;
    }

    Answer.Page get(String address) {
        String[] parts = address.split("\\?", 2);
        return keep(ask("GET", parts[0], parts.length == 2 ? parts[1] : "", ""));
    }

    /** As a form of a page does. */
    Answer.Page post(String path, String fields) {
        return keep(ask("POST", path, "", (fields.isEmpty() ? "" : fields + "&") + "csrf=" + csrf));
    }

    Answer ask(String method, String path, String query, String body) {
        Map<String, String> all = new HashMap<>(headers);
        if (!method.equals("GET")) {
            all.putIfAbsent("origin", "http://" + headers.get("host"));
            all.putIfAbsent("content-type", "application/x-www-form-urlencoded");
        }
        return house.console().answer(new Request(method, path, query, all, body), from);
    }

    /** Comes in by the link. */
    Guest enter() {
        get(house.links.get(house.links.size() - 1));
        get("/");
        return this;
    }

    Guest signIn(String fields) {
        post("/login", fields);
        get("/");
        return this;
    }

    void csrf(String value) {
        csrf = value;
    }

    Optional<String> cookie() {
        return Optional.ofNullable(headers.get("cookie"));
    }

    private Answer.Page keep(Answer answer) {
        Answer.Page page = (Answer.Page) answer;
        Optional.ofNullable(page.headers().get("Set-Cookie"))
                .ifPresent(cookie -> headers.put("cookie", cookie.replaceFirst(";.*", "")));
        Matcher form = CSRF.matcher(text(page));
        if (form.find()) {
            csrf = form.group(1);
        }
        return page;
    }

    static String text(Answer.Page page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }
}
