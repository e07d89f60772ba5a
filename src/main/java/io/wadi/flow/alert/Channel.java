package io.wadi.flow.alert;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Where people are told, and what of.
 *
 * @param section of the secrets, which holds its address
 * @param to whom a mail goes
 * @param from whom a mail comes from; its server's user where nobody is named
 */
public record Channel(String name, Way way, String section, List<String> to, Optional<String> from, Set<Trouble> on) {
    /** The closed words of {@code alerts.NAME.to}. */
    public enum Way {
        SLACK,
        TEAMS,
        WEBHOOK,
        MAIL;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static List<String> words() {
            return Arrays.stream(values()).map(Way::word).toList();
        }
    }

    public Channel {
        requireNonNull(way);
        to = List.copyOf(to);
        requireNonNull(from);
        on = Set.copyOf(on);
        if (name.isEmpty() || section.isEmpty()) {
            throw new IllegalArgumentException("a channel has a name and a section of the secrets");
        }
        if ((way == Way.MAIL) == to.isEmpty()) {
            throw new IllegalArgumentException("a mail has recipients, and nothing else does");
        }
    }
}
