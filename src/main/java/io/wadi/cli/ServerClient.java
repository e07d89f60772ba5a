package io.wadi.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.wadi.model.ConfigurationFailure;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a Wadi server. The token goes to that server and nowhere else: redirects are not followed. */
final class ServerClient {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int LONGEST_ANSWER = 16 << 20;

    private final URI server;
    private final Optional<String> token;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();

    private ServerClient(URI server, Optional<String> token) {
        this.server = server;
        this.token = token;
    }

    /**
     * @param address as in {@code https://wadi.example.com}
     * @param insecure whether another machine may be asked without TLS, with the token for all to read
     */
    static ServerClient of(String address, Optional<String> token, boolean insecure) {
        URI uri;
        try {
            uri = URI.create(address.replaceFirst("/+$", ""));
        } catch (IllegalArgumentException e) {
            throw noServer("'" + address + "' is no address of a server");
        }
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("");
        String host = Optional.ofNullable(uri.getHost()).orElse("");
        if (!scheme.matches("https?") || host.isEmpty() || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw noServer("'" + address + "' is no address of a server");
        }
        if (uri.getRawUserInfo() != null) {
            throw noServer("--server has a user or password in it, which others can see");
        }
        if (scheme.equals("http") && !insecure && !host.matches("localhost|127\\.[0-9.]+|\\[::1]")) {
            throw new ConfigurationFailure(
                    Explanation.of("without TLS, the token and the deployments can be read on the way to " + host)
                            .fix("use https, or a tunnel to 127.0.0.1; --insecure where the network is yours alone"));
        }
        return new ServerClient(uri, token);
    }

    private static ConfigurationFailure noServer(String what) {
        return new ConfigurationFailure(Explanation.of(what).fix("as in --server https://wadi.example.com"));
    }

    JsonNode get(String path) {
        return send(HttpRequest.newBuilder().GET(), path);
    }

    JsonNode post(String path, JsonNode body) {
        return send(
                HttpRequest.newBuilder()
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())),
                path);
    }

    private JsonNode send(HttpRequest.Builder request, String path) {
        request.uri(URI.create(server + path)).timeout(ANSWER).header("Accept", "application/json");
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<InputStream> response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            JsonNode answer;
            try (InputStream body = response.body()) {
                answer = parse(body.readNBytes(LONGEST_ANSWER));
            }
            if (response.statusCode() / 100 != 2) {
                throw refused(response.statusCode(), answer, path);
            }
            if (!answer.isContainerNode()) {
                throw new TerminalFailure(Explanation.of("what answers there is no Wadi server")
                        .at(server + path)
                        .fix("look at --server"));
            }
            return answer;
        } catch (IOException e) {
            throw new TransientFailure(
                    Explanation.of("the server does not answer: " + e)
                            .at(server.toString())
                            .fix("does it run? ./wadi server starts one"),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransientFailure(Explanation.of("interrupted while the server was asked"), e);
        }
    }

    private Failure refused(int status, JsonNode answer, String path) {
        if (status == 401 || status == 403) {
            return new TerminalFailure(Explanation.of(
                            token.isPresent()
                                    ? "the server does not accept the token (" + status + ")"
                                    : "the server wants a token (" + status + ")")
                    .at(server.toString())
                    .fix("--token-from VARIABLE, or server.token in the secrets"));
        }
        List<Explanation> problems = new ArrayList<>();
        answer.path("errors").forEach(each -> problems.add(problem(each)));
        if (problems.isEmpty() && answer.has("detail")) {
            problems.add(problem(answer));
        }
        if (status / 100 == 4 && status != 429 && !problems.isEmpty()) {
            return new ConfigurationFailure(problems);
        }
        String detail = clean(answer.path("detail").asText(""));
        Explanation what = Explanation.of("the server answers " + status + (detail.isEmpty() ? "" : ": " + detail))
                .at(server + path);
        return status >= 500 || status == 429
                ? new TransientFailure(what.fix("try again; its log tells more"))
                : new TerminalFailure(
                        what.fix(status / 100 == 3 ? "name the server that it points to" : "look at --server"));
    }

    /** Of RFC 9457, with what to do next. */
    private static Explanation problem(JsonNode node) {
        Explanation problem = Explanation.of(clean(node.path("detail").asText()));
        Explanation placed =
                node.has("pointer") ? problem.at(clean(node.get("pointer").asText())) : problem;
        return node.has("fix") ? placed.fix(clean(node.get("fix").asText())) : placed;
    }

    /** What a terminal shows and does not obey. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private static JsonNode parse(byte[] body) {
        try {
            return Optional.ofNullable(MAPPER.readTree(new String(body, StandardCharsets.UTF_8)))
                    .orElse(MissingNode.getInstance());
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
