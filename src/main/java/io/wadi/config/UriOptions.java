package io.wadi.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The options that stand in an endpoint's uri itself: {@code wadi-rest:a?url=b&through=direct:c}. */
final class UriOptions {
    /** A value in RAW(...) or RAW{...} may hold the sign that parts options. */
    private static final Pattern OPTION =
            Pattern.compile("[?&]\\s*([^=&?]+)=(RAW\\(.*?\\)(?=&|$)|RAW\\{.*?}(?=&|$)|[^&]*)", Pattern.DOTALL);

    private UriOptions() {}

    /** @param place of an option, by its name */
    static Map<String, Route.Option> in(String uri, Function<String, Place> place) {
        Map<String, Route.Option> options = new LinkedHashMap<>();
        int begin = uri.indexOf('?');
        if (begin >= 0) {
            Matcher option = OPTION.matcher(uri.substring(begin));
            while (option.find()) {
                String name = option.group(1).strip();
                options.put(name, new Route.Option(plain(option.group(2).strip()), place.apply(name)));
            }
        }
        return options;
    }

    private static String plain(String value) {
        boolean raw = value.startsWith("RAW(") || value.startsWith("RAW{");
        return raw ? value.substring(4, value.length() - 1) : value;
    }
}
