package io.wadi.camel;

import io.wadi.extract.rest.Auth;
import io.wadi.model.Explanation;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads who asks an API. */
final class AuthPlan {
    private static final List<String> OF_KEYS = List.of("apiKeyName", "apiKeyLocation");
    private static final List<String> OF_TOKENS = List.of("tokenUrl", "scope", "audience", "clientAuth");

    private AuthPlan() {}

    static Optional<Auth> of(AuthConfiguration options, Set<String> given, Problems problems) {
        Optional<Auth.Kind> kind = Optional.ofNullable(options.getAuth());
        boolean key = kind.filter(k -> k == Auth.Kind.API_KEY).isPresent();
        boolean tokens = kind.filter(Auth.Kind::hasTokens).isPresent();
        strays(key ? List.of() : OF_KEYS, given, "auth: api_key", problems);
        strays(
                tokens ? List.of() : OF_TOKENS,
                given,
                "auth: oauth2_client_credentials and auth: oauth2_refresh_token",
                problems);
        if (kind.isPresent() == options.getCredentials().isEmpty()) {
            problems.add(
                    kind.isPresent()
                            ? Explanation.of("auth without credentials")
                                    .fix("name the section of the secrets: credentials: hubspot")
                            : Explanation.of("credentials without auth")
                                    .fix("say how they are sent: auth: bearer, basic, api_key, "
                                            + "oauth2_client_credentials or oauth2_refresh_token"));
            return Optional.empty();
        }
        String section = options.getCredentials();
        if (tokens) {
            Optional<Auth.OAuth2> oauth2 = oauth2(options, problems);
            return oauth2.map(o -> Auth.of(kind.orElseThrow(), section, o));
        }
        return kind.map(k ->
                key ? new Auth(k, section, options.getApiKeyName(), options.getApiKeyLocation()) : Auth.of(k, section));
    }

    private static void strays(List<String> names, Set<String> given, String owner, Problems problems) {
        List<String> strays = names.stream().filter(given::contains).toList();
        if (!strays.isEmpty()) {
            problems.add(Explanation.of(String.join(" and ", strays) + " without " + owner)
                    .fix("leave out " + String.join(" and ", strays) + ", or say auth"));
        }
    }

    private static Optional<Auth.OAuth2> oauth2(AuthConfiguration options, Problems problems) {
        if (!isAddress(options.getTokenUrl())) {
            problems.add(Explanation.of(
                            options.getTokenUrl().isEmpty()
                                    ? "auth: "
                                            + Problems.word(Optional.ofNullable(options.getAuth())
                                                    .orElseThrow()) + " without tokenUrl"
                                    : "tokenUrl is not an address of the web")
                    .fix("say where tokens are asked for: tokenUrl: https://auth.example.com/oauth/token"));
            return Optional.empty();
        }
        return Optional.of(new Auth.OAuth2(
                options.getTokenUrl(), said(options.getScope()), said(options.getAudience()), options.getClientAuth()));
    }

    private static Optional<String> said(String text) {
        return Optional.of(text).filter(t -> !t.isEmpty());
    }

    private static boolean isAddress(String text) {
        try {
            URI uri = URI.create(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
