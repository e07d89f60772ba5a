package io.wadi.config;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The databases that routes call by name: connection.NAME.url, .user, .credentials - the section of the secrets that has
 * its password - and .allow, for properties that are refused else.
 */
public final class Connections {
    private static final String PREFIX = "connection.";
    private static final List<String> KEYS = List.of("url", "user", "credentials", "allow");
    /** The destination's: it has settings, and ways to log in, of its own. */
    private static final String SNOWFLAKE = "snowflake";

    private static final List<String> SCHEMES = List.of("wadi-sql:", "jdbc:");

    /** Databases that are files: nobody logs in. */
    private static final Pattern FILE =
            Pattern.compile("jdbc:(duckdb:|sqlite:|h2:(?!tcp:|ssl:)|hsqldb:(file|mem|res):).*", Pattern.DOTALL);

    private static final Pattern PASSWORD = Pattern.compile(
            "(?i)[?&;]\\s*\\w*(password|passphrase|pwd)\\s*=|://[^/?#@:]*:(?!\\d{1,5}[/?#;,])[^@]*@|^jdbc:oracle:[^:]+:[^/@]+/[^@]+@");

    /** A configured connection; without a user nobody logs in. */
    public record Connection(String name, String url, Optional<String> user, String section) {
        public Connection {
            requireNonNull(user);
            if (name.isEmpty() || url.isEmpty() || section.isEmpty()) {
                throw new IllegalArgumentException("a connection has a name, an address and a section");
            }
        }
    }

    private Connections() {}

    /**
     * Those that the routes of a pipeline call, whether with {@code wadi-sql:NAME} or {@code jdbc:NAME}; the destination's
     * Snowflake is none of them.
     *
     * @throws ConfigurationFailure naming everything that they lack, addresses, users and secrets
     */
    public static List<Connection> reached(RouteFiles routes, String pipeline, Settings settings, Secrets secrets) {
        List<Explanation> problems = new ArrayList<>();
        List<Connection> connections = new ArrayList<>();
        Set<String> names =
                names(routes, pipeline, settings, target -> !target.late() || isConfigured(target.uri(), settings));
        names.remove(SNOWFLAKE);
        for (String name : names) {
            read(name, settings, secrets, problems).ifPresent(connections::add);
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return connections;
    }

    /**
     * One by its name, whether routes call it or not.
     *
     * @throws ConfigurationFailure naming everything that it lacks
     */
    public static Connection named(String name, Settings settings, Secrets secrets) {
        List<Explanation> problems = new ArrayList<>();
        Optional<Connection> connection = read(name, settings, secrets, problems);
        if (!problems.isEmpty()) {
            throw new ConfigurationFailure(problems);
        }
        return connection.orElseThrow();
    }

    /** The names of those that the routes of a pipeline call, configured or not. */
    public static Set<String> called(RouteFiles routes, String pipeline, Settings settings) {
        return names(routes, pipeline, settings, target -> true);
    }

    /** The sections that passwords are looked up in, by the connections that a pipeline calls and somebody logs in at. */
    public static Map<String, String> sections(RouteFiles routes, String pipeline, Settings settings) {
        Map<String, String> sections = new TreeMap<>();
        for (String name : names(routes, pipeline, settings, target -> true)) {
            boolean nobody = value(settings, name, "user").isEmpty()
                    && value(settings, name, "url")
                            .filter(url -> FILE.matcher(url).matches())
                            .isPresent();
            if (!nobody) {
                sections.put(name, value(settings, name, "credentials").orElse(name));
            }
        }
        return sections;
    }

    private static Optional<String> value(Settings settings, String name, String key) {
        return settings.get(PREFIX + name + "." + key).filter(value -> !value.isBlank());
    }

    /**
     * Whether the routes of a pipeline call the Snowflake of the destination.
     *
     * @param always whether all runs do, and not only those that get to such a call
     */
    public static boolean callSnowflake(RouteFiles routes, String pipeline, Settings settings, boolean always) {
        return names(routes, pipeline, settings, target -> !always || !target.late())
                .contains(SNOWFLAKE);
    }

    private static Set<String> names(
            RouteFiles routes, String pipeline, Settings settings, Predicate<Route.Target> wanted) {
        Set<String> names = new TreeSet<>();
        routes.reached(pipeline).stream()
                .flatMap(route -> route.targets().stream())
                .filter(wanted)
                .map(Route.Target::uri)
                .flatMap(uri -> SCHEMES.stream().filter(uri::startsWith).map(scheme -> uri.substring(scheme.length())))
                .map(settings::filled)
                // camel-jdbc also takes a DataSource of the registry, and a name may come with the message.
                .filter(name -> !name.isEmpty() && !name.equals("dataSource") && !name.equals("default"))
                .filter(name -> !name.contains("$") && !name.contains("{"))
                .forEach(names::add);
        return names;
    }

    /** One that is looked up only when a run gets there may be missing: a statement for one destination of several. */
    private static boolean isConfigured(String uri, Settings settings) {
        return settings.get(PREFIX + uri.substring(uri.indexOf(':') + 1) + ".url")
                .isPresent();
    }

    private static Optional<Connection> read(
            String name, Settings settings, Secrets secrets, List<Explanation> problems) {
        String prefix = PREFIX + name + ".";
        settings.keys(prefix).stream()
                .map(key -> key.substring(prefix.length()))
                .filter(key -> !KEYS.contains(key))
                .forEach(key -> problems.add(Explanation.of("unknown setting " + prefix + key)
                        .fix(Nearest.to(key, KEYS)
                                .map(near -> "did you mean " + prefix + near + "?")
                                .orElse(
                                        key.equals("password")
                                                ? "a password is a secret: set " + name + ".password in "
                                                        + secrets.places(name, "password")
                                                : "a connection has " + String.join(", ", KEYS)))));
        Optional<String> url = value(settings, name, "url");
        Optional<String> user = value(settings, name, "user");
        String section = value(settings, name, "credentials").orElse(name);
        boolean file = url.filter(u -> FILE.matcher(u).matches()).isPresent();
        if (url.isEmpty()) {
            problems.add(missing(prefix + "url", "jdbc:postgresql://host/database", known(settings, name)));
        } else if (!url.get().startsWith("jdbc:")) {
            problems.add(Explanation.of(prefix + "url does not begin with jdbc:")
                    .fix("write it as the driver wants it: jdbc:postgresql://host/database"));
        } else if (PASSWORD.matcher(url.get()).find()) {
            problems.add(Explanation.of(prefix + "url has a password in it")
                    .fix("take it out; set " + section + ".password in " + secrets.places(section, "password")));
        }
        List<String> allowed = List.of(value(settings, name, "allow").orElse("").split("\\s*,\\s*"));
        url.flatMap(address -> DriverProperties.dangerous(address, allowed))
                .ifPresent(property -> problems.add(Explanation.of(prefix + "url has the property " + property
                                + ", by which a driver loads classes, touches files or runs statements")
                        .fix("leave it out; or, where it is meant, say " + prefix + "allow=" + property)));
        if (user.isEmpty() && !file) {
            problems.add(missing(prefix + "user", "reader", ""));
        }
        if ((user.isPresent() || !file) && secrets.find(section, "password").isEmpty()) {
            problems.add(
                    Explanation.of("secret " + section + ".password is not set, which connection " + name + " needs")
                            .fix("looked for it in " + secrets.places(section, "password")));
        }
        return url.map(address -> new Connection(name, address, user, section));
    }

    private static Explanation missing(String key, String example, String known) {
        return Explanation.of(key + " is not set")
                .fix("set " + key + "=" + example + " in application.properties, or " + Settings.variable(key)
                        + " in the environment" + known);
    }

    /** Whether another connection was meant. */
    private static String known(Settings settings, String name) {
        List<String> names = settings.keys(PREFIX).stream()
                .map(key -> key.substring(PREFIX.length()).replaceFirst("\\.[^.]*$", ""))
                .distinct()
                .toList();
        return Nearest.to(name, names)
                .filter(near -> !near.equals(name))
                .map(near -> "; or did you mean connection " + near + "?")
                .orElse("");
    }
}
