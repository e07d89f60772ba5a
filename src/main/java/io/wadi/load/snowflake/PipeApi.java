package io.wadi.load.snowflake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.wadi.load.snowflake.SnowflakeSettings.Login;
import io.wadi.model.Deadline;
import io.wadi.model.Explanation;
import io.wadi.model.Failure;
import io.wadi.model.Pause;
import io.wadi.model.TerminalFailure;
import io.wadi.model.TransientFailure;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** Snowpipe's REST endpoints, with patience: what may pass is asked again, and a cancelled deadline ends a request. */
final class PipeApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int TRIES = 6;
    private static final int UNAUTHORISED = 401;
    private static final int TOO_MANY = 429;

    private final SnowflakeSettings settings;
    private final List<PrivateKey> keys;
    private final KeyPairToken tokens;
    private final InstantSource clock;
    private final Supplier<String> ids;
    private final Pause pause;
    private final Deadline deadline;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    /** The key that was good last; while keys are rotated the user has two. */
    private int good;

    PipeApi(
            SnowflakeSettings settings,
            Login.Keys login,
            InstantSource clock,
            Supplier<String> ids,
            Pause pause,
            Deadline deadline) {
        this.settings = settings;
        this.keys = login.keys();
        this.tokens = new KeyPairToken(settings.account(), settings.user());
        this.clock = clock;
        this.ids = ids;
        this.pause = pause;
        this.deadline = deadline;
    }

    JsonNode post(String pipe, String verb, String body) {
        return answer(
                request(pipe, verb, "")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body)),
                pipe);
    }

    /** @param query what follows the request's id, {@code &name=value} */
    JsonNode get(String pipe, String verb, String query) {
        return answer(request(pipe, verb, query).GET(), pipe);
    }

    private HttpRequest.Builder request(String pipe, String verb, String query) {
        // Names of hosts have no underscores; Snowflake knows an account by hyphens, too.
        String host = settings.url().replaceFirst("jdbc:snowflake://", "").replaceFirst("[/?]*(\\?.*)?$", "");
        return HttpRequest.newBuilder(URI.create((host.contains("://") ? host : "https://" + host.replace('_', '-'))
                        + "/v1/data/pipes/" + encoded(pipe) + "/" + verb + "?requestId=" + encoded(ids.get()) + query))
                .timeout(ANSWER)
                .header("Accept", "application/json")
                .header("X-Snowflake-Authorization-Token-Type", "KEYPAIR_JWT");
    }

    /** The same request, for Snowflake knows it by its id. */
    private JsonNode answer(HttpRequest.Builder request, String pipe) {
        Duration wait = FIRST_PAUSE;
        for (int left = TRIES; ; left--) {
            try {
                return once(request, pipe);
            } catch (TransientFailure e) {
                if (left == 1) {
                    throw e;
                }
                pause.pause(wait, deadline);
                wait = wait.multipliedBy(2);
            }
        }
    }

    private JsonNode once(HttpRequest.Builder request, String pipe) {
        HttpResponse<String> response = sent(request);
        for (int other = 1; other < keys.size() && response.statusCode() == UNAUTHORISED; other++) {
            good = (good + 1) % keys.size();
            response = sent(request);
        }
        if (response.statusCode() / 100 != 2) {
            throw refused(response, pipe);
        }
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new TransientFailure(Explanation.of("Snowpipe's answer for pipe " + pipe + " is no JSON"), e);
        }
    }

    private HttpResponse<String> sent(HttpRequest.Builder request) {
        deadline.check();
        HttpRequest signed = request.setHeader(
                        "Authorization", "Bearer " + tokens.sign(keys.get(good), clock.instant()))
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(signed, BodyHandlers.ofString());
        try (Deadline.Registration waking = deadline.onCancel(() -> answer.cancel(true))) {
            return answer.join();
        } catch (CancellationException | CompletionException e) {
            deadline.check();
            Throwable why = e.getCause() == null ? e : e.getCause();
            throw new TransientFailure(
                    Explanation.of("Snowpipe cannot be reached at "
                                    + signed.uri().getHost() + ": " + why)
                            .fix("see whether this machine may reach it"),
                    e);
        }
    }

    private Failure refused(HttpResponse<String> response, String pipe) {
        int status = response.statusCode();
        String said = response.body().strip().replaceAll("\\s+", " ");
        Explanation told = Explanation.of("Snowpipe refuses pipe " + pipe + ": status " + status
                + (said.isEmpty() ? "" : ", " + said.substring(0, Math.min(said.length(), 300))));
        if (status >= 500 || status == TOO_MANY) {
            return new TransientFailure(told);
        }
        return new TerminalFailure(told.fix(
                switch (status) {
                    case UNAUTHORISED ->
                        "give user " + settings.user() + " the key's public half, ALTER USER " + settings.user()
                                + " SET RSA_PUBLIC_KEY = '...'; see also whether account " + settings.account()
                                + " and this machine's clock are right";
                    case 403, 404 ->
                        "run what ./wadi snowpipe ddl prints, if the pipe is not there; else have it granted to"
                                + " the default role of user " + settings.user()
                                + ": GRANT OPERATE, MONITOR ON PIPE " + pipe + " TO ROLE ...";
                    default -> "see whether the pipe is as ./wadi snowpipe ddl prints it, without AUTO_INGEST";
                }));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
