package io.wadi.server.console;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.server.ApiSettings;
import io.wadi.server.Caller;
import io.wadi.server.Role;
import io.wadi.server.Tokens;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who may use the console, and under which names it is found.
 *
 * @param hosts names beside those of this machine and plain addresses
 * @param users those with passwords
 * @param tokens of the API, those in force whenever somebody asks: they may be used to sign in, too
 * @param proxy that says who somebody is
 * @param local whether only this machine's browsers get there
 * @param plain whether people may sign in from elsewhere without TLS
 */
public record ConsoleSettings(
        Set<String> hosts, Users users, Supplier<Tokens> tokens, Optional<Proxy> proxy, boolean local, boolean plain) {
    private static final String USERS = "wadi.console.users";
    private static final String HOSTS = "wadi.console.hosts";
    private static final String HEADER = "wadi.console.proxy.header";
    private static final String FROM = "wadi.console.proxy.from";
    private static final String ROLES = "wadi.console.proxy.roles";
    private static final String PLAIN = "wadi.console.plain";
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]+");

    /**
     * A reverse proxy that signs people in.
     *
     * @param header in lower case, with the name of the one who is there
     * @param from the addresses that it asks from: nobody else is believed
     * @param roles by name; who is not here is a viewer
     */
    public record Proxy(String header, Set<String> from, Map<String, Role> roles) {
        public Proxy {
            requireNonNull(header);
            from = Set.copyOf(from);
            roles = Map.copyOf(roles);
        }

        /** Whom a request is from, where the proxy says so. */
        Optional<Caller> find(Optional<String> said, String address) {
            return from.contains(address)
                    ? said.map(String::strip)
                            .filter(name -> !name.isEmpty() && name.length() <= 100 && !name.contains(","))
                            .map(name -> new Caller(name, roles.getOrDefault(name, Role.VIEWER)))
                    : Optional.empty();
        }
    }

    public ConsoleSettings {
        hosts = Set.copyOf(hosts);
        requireNonNull(users);
        requireNonNull(tokens);
        requireNonNull(proxy);
        if (!local && users.isEmpty() && tokens.get().isEmpty() && proxy.isEmpty()) {
            throw new ConfigurationFailure(Explanation.of("nobody could be told from anybody at the console")
                    .fix("give it users (" + USERS + "), a proxy (" + HEADER + ") or tokens (./wadi token new NAME)"));
        }
    }

    /** Whether the one-time link is how one comes in. */
    boolean byLink() {
        return local && users.isEmpty() && proxy.isEmpty();
    }

    /**
     * Of the project.
     *
     * @throws ConfigurationFailure when one of its settings cannot be used
     */
    public static ConsoleSettings of(Settings settings, ApiSettings api, Supplier<Tokens> tokens, Path home) {
        return new ConsoleSettings(
                list(settings, HOSTS).stream()
                        .map(each -> each.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()),
                text(settings, USERS)
                        .map(file -> Users.read(home.resolve(file)))
                        .orElse(Users.NONE),
                tokens,
                text(settings, HEADER).map(header -> proxy(settings, header)),
                api.api().isLocal(),
                text(settings, PLAIN).filter("true"::equals).isPresent());
    }

    private static Proxy proxy(Settings settings, String header) {
        Set<String> from = list(settings, FROM);
        if (from.isEmpty()
                || !from.stream().allMatch(each -> ADDRESS.matcher(each).matches())) {
            throw new ConfigurationFailure(
                    Explanation.of(HEADER + "=" + header + " is believed from nobody: " + FROM + " names no address")
                            .fix("give the addresses that the proxy asks from, as in " + FROM + "=127.0.0.1"));
        }
        Map<String, Role> roles = new HashMap<>();
        for (String entry : list(settings, ROLES)) {
            String[] parts = entry.split(":", 2);
            Optional<Role> role = parts.length == 2 ? Visitor.role(parts[1]) : Optional.empty();
            roles.put(
                    parts[0],
                    role.orElseThrow(() -> new ConfigurationFailure(
                            Explanation.of(ROLES + " has '" + entry + "', which is no NAME:ROLE")
                                    .fix("roles are viewer, operator and admin"))));
        }
        return new Proxy(header.toLowerCase(Locale.ROOT), from, roles);
    }

    private static Optional<String> text(Settings settings, String key) {
        return settings.get(key).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Set<String> list(Settings settings, String key) {
        return text(settings, key).stream()
                .flatMap(text -> Stream.of(text.split("[\\s,]+")))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.toSet());
    }
}
