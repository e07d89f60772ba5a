package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.server.Caller;
import io.wadi.server.Role;
import java.util.Locale;
import java.util.Optional;

/**
 * Somebody who is signed in.
 *
 * @param csrf what their forms carry, which no page of another origin knows
 * @param way how they came in: {@code link}, {@code password}, {@code token} or {@code proxy}
 */
public record Visitor(Caller caller, String csrf, String way) {
    private static final String ADMIN = "admin";

    public Visitor {
        requireNonNull(caller);
        requireNonNull(csrf);
        requireNonNull(way);
    }

    public String name() {
        return caller.name();
    }

    public String role() {
        return word(caller.role());
    }

    public boolean may(Role needed) {
        return caller.role().compareTo(needed) >= 0;
    }

    public boolean mayOperate() {
        return may(Role.OPERATOR);
    }

    public boolean mayEdit() {
        return may(Role.EDITOR);
    }

    /** As people say it: whoever may say what is deployed has all there is, and is called an admin here. */
    static String word(Role role) {
        return role == Role.EDITOR ? ADMIN : role.word();
    }

    static Optional<Role> role(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return lower.equals(ADMIN) ? Optional.of(Role.EDITOR) : Role.of(lower);
    }
}
