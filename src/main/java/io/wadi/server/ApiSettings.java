package io.wadi.server;

import static java.util.Objects.requireNonNull;

import io.wadi.config.Secrets;
import io.wadi.config.Settings;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.util.Optional;
import java.util.Set;

/**
 * Where the server listens, who may ask it, and what it says of itself.
 *
 * @param observed where health and metrics are
 * @param armed whether schedules begin runs here
 */
public record ApiSettings(
        Address api,
        Address observed,
        Tokens tokens,
        String version,
        Optional<String> profile,
        String node,
        boolean armed) {
    public static final int PORT = 7080;
    public static final int OBSERVED_PORT = 9876;
    private static final String LOOPBACK = "127.0.0.1";
    private static final Set<String> HERE = Set.of(LOOPBACK, "localhost", "::1");

    /** @param port 0 for any that is free */
    public record Address(String host, int port) {
        public Address {
            if (host.isEmpty() || port < 0 || port > 65_535) {
                throw new IllegalArgumentException("an address has a host and a port");
            }
        }

        /** Whether only programs of this machine get there. */
        public boolean isLocal() {
            return HERE.contains(host);
        }
    }

    /** @throws ConfigurationFailure when it would let in anybody from elsewhere */
    public ApiSettings {
        requireNonNull(tokens);
        requireNonNull(version);
        requireNonNull(profile);
        requireNonNull(node);
        guarded("wadi.server.host", api, tokens);
        guarded("camel.management.host", observed, tokens);
        if (api.port() == observed.port() && api.port() != 0) {
            throw new ConfigurationFailure(
                    Explanation.of("the API and the management server have the same port: " + api.port())
                            .fix("set wadi.server.port or camel.management.port to another"));
        }
    }

    private static void guarded(String key, Address address, Tokens tokens) {
        if (!address.isLocal() && tokens.isEmpty()) {
            throw new ConfigurationFailure(Explanation.of(
                            key + "=" + address.host() + " would let in everybody: there are no tokens")
                    .fix("make one with ./wadi token new NAME and keep it as api.tokens in the secrets, or leave out "
                            + key + ": the server is then at " + LOOPBACK));
        }
    }

    /**
     * Of the project: {@code wadi.server.host}, {@code wadi.server.port}, {@code camel.management.host},
     * {@code camel.management.port}, and the secret {@code api.tokens}.
     *
     * @throws ConfigurationFailure when one of them cannot be used
     */
    public static ApiSettings of(Settings settings, Secrets secrets, String version, String node, boolean armed) {
        return new ApiSettings(
                address(settings, "wadi.server", PORT),
                address(settings, "camel.management", OBSERVED_PORT),
                tokens(secrets),
                version,
                settings.get("wadi.profile").filter(text -> !text.isEmpty()),
                node,
                armed);
    }

    /** @throws ConfigurationFailure when they cannot be read */
    public static Tokens tokens(Secrets secrets) {
        String place = secrets.where("api", "tokens").map(Secrets.Found::place).orElse("");
        return secrets.find("api", "tokens")
                .map(text -> Tokens.read(text, place))
                .orElse(Tokens.NONE);
    }

    private static Address address(Settings settings, String prefix, int usual) {
        String host = settings.get(prefix + ".host")
                .map(text -> text.strip().replaceAll("^\\[|]$", ""))
                .filter(text -> !text.isEmpty())
                .orElse(LOOPBACK);
        Optional<String> port =
                settings.get(prefix + ".port").map(String::strip).filter(text -> !text.isEmpty());
        if (port.filter(text -> !text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535)
                .isPresent()) {
            throw new ConfigurationFailure(Explanation.of(prefix + ".port=" + port.orElse("") + " is no port")
                    .fix("give one from 0 to 65535"));
        }
        return new Address(host, port.map(Integer::parseInt).orElse(usual));
    }

    /** The same on ports that are free. */
    public ApiSettings anywhere() {
        return new ApiSettings(
                new Address(api.host(), 0), new Address(observed.host(), 0), tokens, version, profile, node, armed);
    }
}
