package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;

/**
 * What is around each page.
 *
 * @param title of the page, as in the browser's tab
 * @param section of the navigation that it belongs to; empty where it belongs to none
 * @param visitor empty before anybody has signed in
 * @param theme {@code light}, {@code dark} or {@code auto}
 * @param here the address of the page, for links that come back to it
 * @param live whether the page is to be brought up to date while it is looked at
 */
public record Frame(
        String title,
        String section,
        Optional<Visitor> visitor,
        Place place,
        String theme,
        String here,
        boolean live,
        Assets assets) {
    /** Pages that are looked at less often, by section: the navigation keeps them behind one word. */
    private static final Map<String, String> BEHIND = Map.of(
            "packages", "Packages", "connections", "Databases", "alerts", "Alerts", "nodes", "Nodes", "audit", "Audit");

    /**
     * Where somebody is: it stands on each page, so that nobody takes one environment for another.
     *
     * @param profile empty where there is none
     * @param armed whether schedules begin runs here
     */
    public record Place(Optional<String> profile, boolean armed, String node, String version) {
        public Place {
            requireNonNull(profile);
            requireNonNull(node);
            requireNonNull(version);
        }

        public String name() {
            return profile.orElse("no profile");
        }
    }

    public Frame {
        requireNonNull(title);
        requireNonNull(section);
        requireNonNull(visitor);
        requireNonNull(place);
        requireNonNull(theme);
        requireNonNull(here);
        requireNonNull(assets);
    }

    public String csrf() {
        return visitor.map(Visitor::csrf).orElse("");
    }

    /** Whether it is one of these. */
    public boolean isBehind() {
        return BEHIND.containsKey(section);
    }

    /** The word for what is open behind it. */
    public String behind() {
        return BEHIND.getOrDefault(section, "More");
    }

    public boolean mayOperate() {
        return visitor.filter(Visitor::mayOperate).isPresent();
    }

    public boolean mayEdit() {
        return visitor.filter(Visitor::mayEdit).isPresent();
    }
}
