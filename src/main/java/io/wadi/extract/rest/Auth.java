package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How requests say who asks. The secrets are named by their section and looked up when a resource is opened.
 *
 * @param name of the header, parameter or cookie that an API key goes in
 * @param oauth2 where tokens come from, where there are any
 */
public record Auth(Kind kind, String section, String name, Location location, Optional<OAuth2> oauth2) {
    /** By the keys of the section that are needed. */
    public enum Kind {
        BEARER("token"),
        BASIC("username", "password"),
        API_KEY("api-key"),
        OAUTH2_CLIENT_CREDENTIALS("client-id", "client-secret"),
        OAUTH2_REFRESH_TOKEN("client-id", "client-secret", "refresh-token");

        @SuppressWarnings("ImmutableEnumChecker") // List.of does not change
        private final List<String> keys;

        Kind(String... keys) {
            this.keys = List.of(keys);
        }

        public List<String> keys() {
            return keys;
        }

        public boolean hasTokens() {
            return this == OAUTH2_CLIENT_CREDENTIALS || this == OAUTH2_REFRESH_TOKEN;
        }
    }

    /** Where an API key goes. */
    public enum Location {
        HEADER,
        QUERY,
        COOKIE
    }

    /** How a client says who it is when it asks for a token: in a Basic header, or with the other parameters. */
    public enum Client {
        HEADER,
        BODY
    }

    /** Where tokens come from (RFC 6749). */
    public record OAuth2(String tokenUrl, Optional<String> scope, Optional<String> audience, Client client) {
        public OAuth2 {
            requireNonNull(scope);
            requireNonNull(audience);
            requireNonNull(client);
            if (tokenUrl.isEmpty()) {
                throw new IllegalArgumentException("tokens come from an address");
            }
        }
    }

    /**
     * What is added to each request.
     *
     * @param secrets what of it must not be shown
     */
    record Proof(Location location, String name, String value, List<String> secrets) {
        /** In the header for credentials. */
        static Proof bearer(String token) {
            return new Proof(Location.HEADER, "Authorization", "Bearer " + token, List.of(token));
        }

        /** Where it is no parameter. */
        void into(Map<String, String> headers) {
            if (location == Location.HEADER) {
                headers.put(name, value);
            } else if (location == Location.COOKIE) {
                headers.merge("Cookie", name + "=" + value, (others, mine) -> others + "; " + mine);
            }
        }

        /** What hides the secrets in a text. */
        Redaction redaction() {
            return new Redaction(secrets);
        }

        @Override
        public String toString() {
            return "a proof in " + name;
        }
    }

    public Auth {
        requireNonNull(location);
        if (section.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("credentials have a section and a name");
        }
        if (kind.hasTokens() != oauth2.isPresent()) {
            throw new IllegalArgumentException("tokens come from somewhere, and nothing else does");
        }
    }

    public Auth(Kind kind, String section, String name, Location location) {
        this(kind, section, name, location, Optional.empty());
    }

    public static Auth of(Kind kind, String section) {
        return new Auth(kind, section, "Authorization", Location.HEADER);
    }

    public static Auth of(Kind kind, String section, OAuth2 oauth2) {
        return new Auth(kind, section, "Authorization", Location.HEADER, Optional.of(oauth2));
    }

    Optional<String> secretParameter() {
        return location == Location.QUERY ? Optional.of(name) : Optional.empty();
    }

    /** The places where a person finds the secrets. */
    String places(SecretSource secrets) {
        List<String> places = kind.keys().stream()
                .map(key -> section + "." + key + " in " + secrets.places(section, key))
                .toList();
        return "check the credentials " + section + ", looked for as " + String.join(" and ", places);
    }

    /**
     * The secrets by their keys.
     *
     * @throws ConfigurationFailure when one is not there
     */
    Map<String, String> find(SecretSource secrets) {
        Map<String, String> found = new LinkedHashMap<>();
        List<Explanation> missing = new ArrayList<>();
        for (String key : kind.keys()) {
            secrets.find(section, key)
                    .ifPresentOrElse(
                            secret -> found.put(key, secret),
                            () -> missing.add(Explanation.of("secret " + section + "." + key + " is not set")
                                    .fix("looked for it in " + secrets.places(section, key))));
        }
        if (!missing.isEmpty()) {
            throw new ConfigurationFailure(missing);
        }
        return found;
    }

    /** Of what needs no token. */
    Proof prove(SecretSource secrets) {
        List<String> found = List.copyOf(find(secrets).values());
        String value = kind == Kind.BEARER
                ? "Bearer " + found.get(0)
                : kind == Kind.BASIC ? basic(found.get(0), found.get(1)) : found.get(0);
        List<String> shown = new ArrayList<>(found);
        if (kind == Kind.BASIC) {
            shown.add(value.substring("Basic ".length()));
        }
        return new Proof(location, name, value, List.copyOf(shown));
    }

    static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
