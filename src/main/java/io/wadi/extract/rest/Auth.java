package io.wadi.extract.rest;

import static java.util.Objects.requireNonNull;

import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * How requests say who asks. The secrets are named by their section and looked up when a resource is opened.
 *
 * @param name of the header or parameter that an API key goes in
 */
public record Auth(Kind kind, String section, String name, Location location) {
    /** {@code BEARER}: section.token. {@code BASIC}: section.username and section.password. {@code API_KEY}: section.api-key. */
    public enum Kind {
        BEARER,
        BASIC,
        API_KEY;

        /** The keys of the section that are needed. */
        public List<String> keys() {
            return switch (this) {
                case BEARER -> List.of("token");
                case BASIC -> List.of("username", "password");
                case API_KEY -> List.of("api-key");
            };
        }
    }

    /** Where an API key goes. */
    public enum Location {
        HEADER,
        QUERY
    }

    /** What is added to each request, and its secret part. */
    record Proof(Location location, String name, String value, List<String> secrets) {}

    public Auth {
        requireNonNull(kind);
        requireNonNull(location);
        if (section.isEmpty() || name.isEmpty()) {
            throw new IllegalArgumentException("credentials have a section and a name");
        }
    }

    public static Auth of(Kind kind, String section) {
        return new Auth(kind, section, "Authorization", Location.HEADER);
    }

    Optional<String> secretParameter() {
        return location == Location.QUERY ? Optional.of(name) : Optional.empty();
    }

    /** @throws ConfigurationFailure when a secret is not there */
    Proof prove(SecretSource secrets) {
        List<Explanation> missing = kind.keys().stream()
                .filter(key -> secrets.find(section, key).isEmpty())
                .map(key -> Explanation.of("secret " + section + "." + key + " is not set")
                        .fix("looked for it in " + secrets.places(section, key)))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigurationFailure(missing);
        }
        List<String> found = kind.keys().stream()
                .flatMap(key -> secrets.find(section, key).stream())
                .toList();
        String value = switch (kind) {
            case BEARER -> "Bearer " + found.get(0);
            case BASIC -> "Basic " + base64(found.get(0) + ":" + found.get(1));
            case API_KEY -> found.get(0);
        };
        // An answer that repeats the request has them encoded.
        List<String> shown = new ArrayList<>(found);
        found.forEach(secret -> shown.add(RestRequest.encode(secret)));
        if (kind == Kind.BASIC) {
            shown.add(value.substring("Basic ".length()));
        }
        return new Proof(location, name, value, List.copyOf(shown));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
