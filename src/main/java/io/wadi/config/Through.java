package io.wadi.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The route that an endpoint sends its pages through, where the option stands in the uri itself. */
final class Through {
    private static final Pattern OPTION = Pattern.compile("[?&]through=([^&]+)");

    private Through() {}

    static Optional<String> in(String uri) {
        Matcher option = OPTION.matcher(uri);
        return option.find() ? Optional.of(option.group(1)) : Optional.empty();
    }
}
