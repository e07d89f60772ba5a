package io.wadi.server.console;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Passwords of drafts, for as long as somebody is at one: a page holds only the key, and gets none back. */
final class Drafts {
    private static final Duration LASTS = Duration.ofHours(1);
    private static final int MOST = 100;

    private record Kept(String who, String password, Instant until) {}

    private final Map<String, Kept> kept = new LinkedHashMap<>();

    synchronized void keep(String key, String who, String password, Instant now) {
        kept.values().removeIf(each -> each.until().isBefore(now));
        if (kept.size() >= MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        kept.put(key, new Kept(who, password, now.plus(LASTS)));
    }

    /** Empty where it was forgotten, or is another's. */
    synchronized String password(String key, String who, Instant now) {
        Kept found = kept.getOrDefault(key, new Kept("", "", Instant.EPOCH));
        return found.who().equals(who) && found.until().isAfter(now) ? found.password() : "";
    }
}
