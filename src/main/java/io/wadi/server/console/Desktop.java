package io.wadi.server.console;

import io.wadi.server.Answer;
import io.wadi.server.ApiSettings;
import io.wadi.server.Request;
import java.util.Optional;
import java.util.Set;

/** What all pages stand on: templates, files, and the frame around each. */
final class Desktop {
    static final String THEME = "wadi-theme";
    static final Set<String> THEMES = Set.of("light", "dark", "auto");

    private final Templates templates = new Templates();
    private final Assets assets = new Assets();
    private final Frame.Place place;

    Desktop(ApiSettings server) {
        place = new Frame.Place(server.profile(), server.armed(), server.node(), server.version());
    }

    Assets assets() {
        return assets;
    }

    Frame frame(String title, String section, Optional<Visitor> visitor, Request request, boolean live) {
        String theme = Door.cookie(request, THEME).filter(THEMES::contains).orElse("auto");
        String here = request.path() + (request.query().isEmpty() ? "" : "?" + request.query());
        return new Frame(title, section, visitor, place, theme, request.isRead() ? here : "/", live, assets);
    }

    Answer.Page page(int status, String template, Frame frame, Object page) {
        return templates.page(status, template, frame, page);
    }

    /** A page for somebody who is signed in. */
    Answer.Page page(Visit visit, String title, String section, String template, boolean live, Object page) {
        return page(200, template, frame(title, section, Optional.of(visit.visitor()), visit.request(), live), page);
    }
}
