package io.wadi.extract.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Asks for access tokens (RFC 6749 4.4 and 6). It is shown the client's own secrets and nothing else. */
final class TokenEndpoint {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST = 1 << 20;

    private final Auth auth;
    private final Auth.OAuth2 oauth2;
    private final RestClient client;
    private final URI address;
    private final Map<String, String> secrets;

    /** @param refresh what takes the place of the refresh token that was used */
    record Token(String access, Optional<Duration> life, Optional<String> refresh) {
        @Override
        public String toString() {
            return "a token";
        }
    }

    /** @throws ConfigurationFailure when a secret is not there */
    TokenEndpoint(Auth auth, RestClient client) {
        this.auth = auth;
        this.oauth2 = auth.oauth2().orElseThrow();
        this.client = client;
        this.address = URI.create(oauth2.tokenUrl());
        this.secrets = auth.find(client.secrets());
    }

    /** That of the secrets; empty where tokens need none. */
    String refreshToken() {
        return secret("refresh-token");
    }

    private String secret(String key) {
        return secrets.getOrDefault(key, "");
    }

    /**
     * Once: whoever needs the token tries again.
     *
     * @param refresh the refresh token to use, where tokens need one
     */
    Token fetch(String refresh, Deadline deadline) {
        try (Transport.Session session = client.transport().open(address);
                Deadline.Registration cancelling = deadline.onCancel(session::close)) {
            return once(session, refresh, deadline);
        }
    }

    private Token once(Transport.Session session, String refresh, Deadline deadline) {
        Transport.Call call = call(refresh);
        Transport.Response response = Sending.pass(session, call, shown(), deadline);
        try {
            return token(response, refresh);
        } catch (IOException e) {
            throw Sending.broken(shown(), e);
        } finally {
            response.close();
        }
    }

    private Transport.Call call(String refresh) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", refresh.isEmpty() ? "client_credentials" : "refresh_token");
        if (!refresh.isEmpty()) {
            form.put("refresh_token", refresh);
        }
        oauth2.scope().ifPresent(scope -> form.put("scope", scope));
        oauth2.audience().ifPresent(audience -> form.put("audience", audience));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept", "application/json");
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        headers.put("User-Agent", "wadi");
        if (oauth2.client() == Auth.Client.HEADER) {
            // RFC 6749 2.3.1: both are encoded as in a form first.
            headers.put("Authorization", Auth.basic(encode(secret("client-id")), encode(secret("client-secret"))));
        } else {
            form.put("client_id", secret("client-id"));
            form.put("client_secret", secret("client-secret"));
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return new Transport.Call(Method.POST, address, headers, Optional.of(body));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private String shown() {
        return "token endpoint POST " + SafeUrl.PLAIN.of(address);
    }

    private Token token(Transport.Response response, String refresh) throws IOException {
        JsonNode answer = JSON.missingNode();
        try {
            answer = JSON.readTree(response.body().readNBytes(LONGEST));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            // answered below: its beginning may be a page for people
        }
        int status = response.status();
        if (status != 200) {
            throw refusal(response, answer, refresh);
        }
        String access = answer.path("access_token").asText("");
        if (access.isEmpty() || !answer.path("token_type").asText("bearer").equalsIgnoreCase("bearer")) {
            throw new TerminalFailure(Explanation.of(shown() + " answered 200 without a bearer token")
                    .fix("check tokenUrl"));
        }
        long seconds = answer.path("expires_in").asLong(0);
        return new Token(
                access,
                seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty(),
                Optional.of(answer.path("refresh_token").asText("")).filter(next -> !next.isEmpty()));
    }

    private Failure refusal(Transport.Response response, JsonNode answer, String refresh) {
        int status = response.status();
        String what = shown() + " answered " + status + said(answer, refresh);
        if (Refusals.mayPass(status)) {
            Optional<String> after = response.headers().getOrDefault("Retry-After", List.of()).stream()
                    .findFirst();
            return new Refused(Explanation.of(what), after.flatMap(client.retry()::after));
        }
        String fix = status >= 300 && status < 400
                ? "take the address that it leads to as tokenUrl"
                : auth.places(client.secrets());
        return new TerminalFailure(Explanation.of(what).fix(fix));
    }

    /** What RFC 6749 5.2 has a server say; anything else could be anything. */
    private String said(JsonNode answer, String refresh) {
        String error = answer.path("error").asText("");
        String description = answer.path("error_description").asText("");
        String said = (error.isEmpty() ? "" : ": " + error) + (description.isEmpty() ? "" : " (" + description + ")");
        said = new Redaction(List.of(refresh, secret("client-secret"), refreshToken()))
                .of(said)
                .replaceAll("\\s+", " ");
        return said.length() > 300 ? said.substring(0, 300) : said;
    }
}
