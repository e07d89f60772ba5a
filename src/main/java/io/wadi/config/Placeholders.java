package io.wadi.config;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What routes ask settings for: {@code {{shop.url}}}, {@code {{page.size:100}}}. */
public final class Placeholders {
    private static final Pattern USE = Pattern.compile("\\{\\{\\??([\\w][\\w.-]*)(?::([^{}]*))?}}");

    private Placeholders() {}

    /**
     * One of them.
     *
     * @param otherwise what it is where nobody sets the key
     */
    public record Use(String key, Optional<String> otherwise, Place place) {
        public Use {
            requireNonNull(key);
            requireNonNull(otherwise);
            requireNonNull(place);
        }
    }

    /** @param parameters of templates, which are filled in elsewhere */
    static List<Use> in(List<Literal> literals, Set<String> parameters) {
        List<Use> uses = new ArrayList<>();
        for (Literal literal : literals) {
            for (Matcher use = USE.matcher(literal.value()); use.find(); ) {
                if (!parameters.contains(use.group(1))) {
                    uses.add(new Use(use.group(1), Optional.ofNullable(use.group(2)), literal.place()));
                }
            }
        }
        return uses.stream().distinct().toList();
    }
}
