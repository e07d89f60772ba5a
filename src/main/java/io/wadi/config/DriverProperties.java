package io.wadi.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Properties in the address of a database by which its driver loads classes, reads or writes files, or runs statements. */
public final class DriverProperties {
    private static final Pattern DANGEROUS = Pattern.compile("(?i)(?<![a-z0-9_.])("
            + String.join(
                    "|",
                    // classes
                    "socketFactory\\w*|sslfactory\\w*|sslhostnameverifier|sslpasswordcallback|xmlFactoryFactory",
                    "authenticationPluginClassName|authenticationPlugins|defaultAuthenticationPlugin",
                    "trustManager\\w*|\\w*Interceptors?|propertiesTransform|clientInfoProvider|autoDeserialize",
                    "\\w*JNDI\\w*|enable_load_extension|allow_unsigned_extensions",
                    // files
                    "loggerFile|traceFile\\w*|traceDirectory|trace_level_file|allow\\w*(Local|Url)\\w*Infile\\w*",
                    // statements
                    "init")
            + ")\\s*=");

    private DriverProperties() {}

    /** The first that an address has and nobody allowed. */
    public static Optional<String> dangerous(String url, Collection<String> allowed) {
        return DANGEROUS
                .matcher(decoded(url))
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> allowed.stream().noneMatch(name::equalsIgnoreCase))
                .findFirst();
    }

    /** Some drivers decode names, too. */
    private static String decoded(String url) {
        try {
            return URLDecoder.decode(url, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return url;
        }
    }
}
