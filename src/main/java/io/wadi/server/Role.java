package io.wadi.server;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a caller may do; each may also do what those before it may. */
public enum Role {
    /** Sees everything that the API shows. */
    VIEWER,
    /** Has runs begin, end and wait. */
    OPERATOR,
    /** Says what is deployed. */
    EDITOR;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String word) {
        return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }

    boolean includes(Role needed) {
        return compareTo(needed) >= 0;
    }
}
